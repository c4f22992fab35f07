package studio.likeness.models.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;

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

    /// In what form a sound is written.
    public enum Kind {
        /// 16 bits; carries no tags.
        WAV("", "", 0, 0, 0),
        MP3("mp3", "libmp3lame", AV_SAMPLE_FMT_FLTP, 44_100, 96_000),
        AAC("adts", "aac", AV_SAMPLE_FMT_FLTP, 44_100, 96_000),
        /// In Ogg, at 24 kbit/s: good for a speaking voice.
        OPUS("ogg", "libopus", AV_SAMPLE_FMT_FLT, 48_000, 24_000);

        private final String container;
        private final String encoder;
        private final int samples;
        private final int sampleRateHz;
        private final int bitsPerSecond;

        Kind(String container, String encoder, int samples, int sampleRateHz, int bitsPerSecond) {
            this.container = container;
            this.encoder = encoder;
            this.samples = samples;
            this.sampleRateHz = sampleRateHz;
            this.bitsPerSecond = bitsPerSecond;
        }
    }

    /// Replaces the file as a whole.
    ///
    /// @param metadata tags, for example `title` and `comment`
    public static void write(Waveform sound, Path file, Kind kind, Map<String, String> metadata) {
        if (kind == Kind.WAV) {
            writeWav(sound, file);
            return;
        }
        Ffmpeg.load();
        var folder = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
            var temporary = Files.createTempFile(folder, "." + file.getFileName(), ".part");
            try {
                encode(sound, temporary, kind, metadata);
                AtomicFile.move(temporary, file);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new StudioException(e, "models.media.cannotWrite", file.getFileName());
        }
    }

    private static void encode(Waveform sound, Path file, Kind kind, Map<String, String> metadata)
            throws FfmpegException {
        try (var owned = new Owned()) {
            var muxer = owned.own(new Muxer(file, kind.container, metadata));
            var encoder =
                    owned.own(
                            new SoundEncoder(
                                    muxer,
                                    kind.encoder,
                                    kind.samples,
                                    kind.sampleRateHz,
                                    kind.bitsPerSecond,
                                    kind == Kind.OPUS ? Map.of("application", "voip") : Map.of()));
            muxer.begin(Map.of());
            encoder.write(Resampler.resample(sound, kind.sampleRateHz).samples(), 0);
            encoder.end();
            muxer.end();
        }
    }
}
