package studio.likeness.models.face.profile;

import java.time.Duration;
import java.util.Optional;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.Mp4Writer;
import studio.likeness.models.signal.AudioChunk;

/// A recording's sound, written beside its pictures: never far ahead of them, and not beyond the
/// last one, which would have to be repeated for it.
final class Sound {
    static final int SAMPLE_RATE_HZ = 48_000;

    /// Encoders count in blocks; a little less than the pictures is not more by mistake.
    private static final Duration SPARE = Duration.ofMillis(5);

    private final MediaReader reader;
    private Optional<AudioChunk> held = Optional.empty();

    Sound(MediaReader reader) {
        this.reader = reader;
    }

    /// Writes what is over by then.
    void writeUntil(Duration moment, Mp4Writer writer) {
        while (true) {
            held = held.or(reader::nextSound);
            if (held.isEmpty() || end(held.get()).compareTo(moment) > 0) {
                return;
            }
            writer.write(held.get());
            held = Optional.empty();
        }
    }

    /// Writes the rest up to the pictures' end.
    void end(Duration end, Mp4Writer writer) {
        var last = end.minus(SPARE);
        writeUntil(last, writer);
        if (held.isPresent() && held.get().pts().compareTo(last) < 0) {
            var chunk = held.get();
            long samples = last.minus(chunk.pts()).toNanos() * SAMPLE_RATE_HZ / 1_000_000_000;
            writer.write(new AudioChunk(chunk.sound().slice(0, (int) samples), chunk.pts()));
        }
    }

    private static Duration end(AudioChunk chunk) {
        return chunk.pts().plus(chunk.sound().length());
    }
}
