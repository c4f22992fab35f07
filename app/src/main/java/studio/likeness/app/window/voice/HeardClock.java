package studio.likeness.app.window.voice;

import java.time.Duration;
import studio.likeness.models.signal.AudioChunk;

/// When the sounds were made that a microphone gave. It may give them late, when nobody asked for a
/// while; those that it gave soonest tell when it began.
final class HeardClock {
    /// So that what a device lost is forgotten by and by: 5 ms in a second of chunks.
    private static final long FORGOTTEN_NANOS = 100_000;

    private long began = Long.MAX_VALUE;

    /// A chunk was just given.
    void heard(AudioChunk chunk) {
        long latest = System.nanoTime() - chunk.end().toNanos();
        began = began == Long.MAX_VALUE ? latest : Math.min(began + FORGOTTEN_NANOS, latest);
    }

    /// How long ago it heard what is at that place of its sound.
    Duration since(Duration place) {
        return Duration.ofNanos(System.nanoTime() - began).minus(place);
    }
}
