package studio.likeness.app.window.voice;

import java.time.Duration;
import studio.likeness.models.signal.AudioChunk;

/// When the sounds were made that a microphone gave. It may give them late, when nobody asked for a
/// while; those that it gave soonest tell when it began.
final class HeardClock {
    /// So that what a device lost is forgotten.
    private static final long REMEMBERED_NANOS = 2_000_000_000;

    private long began = Long.MAX_VALUE;
    private long beganBefore = Long.MAX_VALUE;
    private long since = System.nanoTime();
    private Duration skipped = Duration.ZERO;

    /// Nothing is made of it.
    void skipped(AudioChunk chunk) {
        skipped = chunk.end();
    }

    /// A chunk was just given.
    void heard(AudioChunk chunk) {
        long now = System.nanoTime();
        if (now - since > REMEMBERED_NANOS) {
            beganBefore = began;
            began = Long.MAX_VALUE;
            since = now;
        }
        began = Math.min(began, now - chunk.end().minus(skipped).toNanos());
    }

    /// How long ago it heard what is at that place of its sound, without what was skipped.
    Duration since(Duration place) {
        return Duration.ofNanos(System.nanoTime() - Math.min(began, beganBefore)).minus(place);
    }
}
