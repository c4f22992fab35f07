package studio.likeness.models.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.job.Owned;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.Resampler;
import studio.likeness.models.signal.Waveform;

/// Writes a whole sound. Reading is [MediaReader#readSound].
public final class SoundFile {
    private static final int OPUS_RATE_HZ = 48_000;
    private static final int OPUS_BITS_PER_SECOND = 24_000;

    private SoundFile() {}

    /// 16-bit WAV; replaces the file as a whole.
    public static void writeWav(Waveform sound, Path file) {
        writeWav(sound, file, Map.of());
    }

    /// The same with tags.
    ///
    /// @param metadata `title` and `comment`; others have no place in such a file
    public static void writeWav(Waveform sound, Path file, Map<String, String> metadata) {
        try {
            AtomicFile.write(
                    file,
                    out -> {
                        long bytes = 2L * sound.samples().length;
                        var buffered = new BufferedOutputStream(out, 1 << 16);
                        buffered.write(WavHeader.of(sound.sampleRateHz(), bytes, metadata));
                        buffered.write(WavHeader.pcm16(sound.samples()));
                        buffered.flush();
                    });
        } catch (IOException e) {
            throw new StudioException(e, "models.media.cannotWrite", file.getFileName());
        }
    }

    /// Ogg with Opus at 24 kbit/s, good for a speaking voice; replaces the file as a whole.
    ///
    /// @param metadata tags, for example `title` and `comment`
    public static void writeOpus(Waveform sound, Path file, Map<String, String> metadata) {
        Ffmpeg.load();
        var folder = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
            var temporary = Files.createTempFile(folder, "." + file.getFileName(), ".part");
            try {
                encodeOpus(sound, temporary, metadata);
                AtomicFile.move(temporary, file);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new StudioException(e, "models.media.cannotWrite", file.getFileName());
        }
    }

    private static void encodeOpus(Waveform sound, Path file, Map<String, String> metadata)
            throws FfmpegException {
        try (var owned = new Owned()) {
            var muxer = owned.own(new Muxer(file, "ogg", metadata));
            var encoder =
                    owned.own(
                            new SoundEncoder(
                                    muxer,
                                    "libopus",
                                    AV_SAMPLE_FMT_FLT,
                                    OPUS_RATE_HZ,
                                    OPUS_BITS_PER_SECOND,
                                    Map.of("application", "voip")));
            muxer.begin(Map.of());
            encoder.write(Resampler.resample(sound, OPUS_RATE_HZ).samples(), 0);
            encoder.end();
            muxer.end();
        }
    }
}
