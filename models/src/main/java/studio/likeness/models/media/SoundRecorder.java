package studio.likeness.models.media;

import java.nio.file.Path;
import java.time.Duration;
import studio.likeness.models.signal.AudioChunk;

/// Writes a take to disk while it is spoken, so that a crash costs at most its last second.
/// [#recover] turns what a crash left into an ordinary file.
public final class SoundRecorder implements AutoCloseable {
    private SoundRecorder() {}

    /// 16-bit WAV at the rate of the first chunk.
    public static SoundRecorder create(Path file) {
        throw new UnsupportedOperationException();
    }

    public void write(AudioChunk chunk) {
        throw new UnsupportedOperationException();
    }

    public Duration recorded() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}

    /// Repairs a take whose writer died; returns how much of it there is.
    public static Duration recover(Path file) {
        throw new UnsupportedOperationException();
    }
}
