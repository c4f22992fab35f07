package studio.likeness.models.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;

/// Decodes any file FFmpeg knows: sound as one channel at the rate asked for, pictures upright. Not
/// thread-safe.
public final class MediaReader implements AutoCloseable {
    private MediaReader() {}

    /// @throws studio.likeness.models.job.StudioException when the file is no readable sound, video
    ///     or picture
    public static MediaInfo probe(Path file) {
        throw new UnsupportedOperationException();
    }

    /// All of a file's sound, at most `longest`.
    public static Waveform readSound(Path file, int sampleRateHz, Duration longest) {
        throw new UnsupportedOperationException();
    }

    /// A still, or a video's first frame, scaled down to at most `longestSide` pixels.
    public static Picture readPicture(Path file, int longestSide) {
        throw new UnsupportedOperationException();
    }

    public static MediaReader open(Path file, int sampleRateHz) {
        throw new UnsupportedOperationException();
    }

    public MediaInfo info() {
        throw new UnsupportedOperationException();
    }

    /// The next sound in the file, some 20 to 100 ms; empty at the end or where there is no sound.
    public Optional<AudioChunk> nextSound() {
        throw new UnsupportedOperationException();
    }

    /// The next frame; empty at the end or where there is no picture.
    public Optional<Picture> nextPicture() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
