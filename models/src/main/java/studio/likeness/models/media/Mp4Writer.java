package studio.likeness.models.media;

import java.nio.file.Path;
import java.util.Map;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;

/// Writes H.264 and AAC into an MP4 that plays even when the program is killed while writing, but
/// for its last second. Sound and picture may be written by two threads. Gaps in sound are filled
/// with silence, and the picture before a gap is repeated, so that both tracks have the same
/// length.
public final class Mp4Writer implements AutoCloseable {
    /// @param width even
    /// @param height even
    /// @param sampleRateHz 44,100 or 48,000; sound of other rates is resampled
    /// @param metadata container tags, for example `title` and `comment`
    public record Format(
            int width,
            int height,
            int framesPerSecond,
            int sampleRateHz,
            Map<String, String> metadata) {}

    private Mp4Writer() {}

    public static Mp4Writer create(Path file, Format format) {
        throw new UnsupportedOperationException();
    }

    public void write(AudioChunk sound) {
        throw new UnsupportedOperationException();
    }

    public void write(Picture picture) {
        throw new UnsupportedOperationException();
    }

    /// Completes the file.
    @Override
    public void close() {}
}
