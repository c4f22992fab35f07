package studio.likeness.models.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import studio.likeness.models.job.Owned;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Resampler;
import studio.likeness.models.signal.Waveform;

/// Writes H.264 and AAC into an MP4 that plays even when the program is killed while writing, but
/// for its last second. Sound and picture may be written by two threads, each in its own order of
/// time; neither has to wait for the other. Gaps in sound are filled with silence, and the picture
/// before a gap is repeated, so that both tracks have the same length.
public final class Mp4Writer implements AutoCloseable {
    /// A fragment every 0.4 s: with what waits in the encoder, a crash costs less than a second.
    private static final Map<String, String> WHILE_WRITING =
            Map.of(
                    "movflags", "hybrid_fragmented",
                    "frag_duration", "400000",
                    "flush_packets", "1");

    private static final int SOUND_BITS_PER_SECOND = 96_000;

    /// Time stamps are rounded on their way, and the resampler holds up to 4 ms back; less than
    /// this is neither gap nor overlap.
    private static final Duration JITTER = Duration.ofMillis(15);

    /// @param width even
    /// @param height even
    /// @param sampleRateHz 44,100 or 48,000; sound of other rates is resampled
    /// @param metadata container tags; MP4 keeps `title`, `comment`, `artist`, `album`, `date`,
    ///     `genre`, `copyright`, `description` and `synopsis`, and drops others
    public record Format(
            int width,
            int height,
            int framesPerSecond,
            int sampleRateHz,
            Map<String, String> metadata) {
        public Format {
            if (width < 16 || height < 16 || width % 2 != 0 || height % 2 != 0) {
                throw new IllegalArgumentException("picture of " + width + "x" + height);
            }
            if (framesPerSecond < 1 || framesPerSecond > 120) {
                throw new IllegalArgumentException(framesPerSecond + " frames per second");
            }
            if (sampleRateHz != 44_100 && sampleRateHz != 48_000) {
                throw new IllegalArgumentException("AAC at " + sampleRateHz + " Hz");
            }
            metadata = Map.copyOf(metadata);
        }
    }

    private final Path file;
    private final Format format;
    private final Owned owned = new Owned();
    private final Muxer muxer;
    private final PictureEncoder pictures;
    private final SoundEncoder sounds;
    private Resampler resampler;

    private boolean shown;
    private boolean closed;

    private Mp4Writer(Path file, Format format, double bitsPerPixel) throws FfmpegException {
        this.file = file;
        this.format = format;
        resampler = new Resampler(format.sampleRateHz, format.sampleRateHz);
        try {
            muxer = owned.own(new Muxer(file, "mp4", format.metadata));
            pictures = owned.own(new PictureEncoder(muxer, format, bitsPerPixel));
            sounds =
                    owned.own(
                            new SoundEncoder(
                                    muxer,
                                    "aac",
                                    AV_SAMPLE_FMT_FLTP,
                                    format.sampleRateHz,
                                    SOUND_BITS_PER_SECOND,
                                    Map.of()));
            // Fragments while writing, so that a crash leaves a film; an ordinary file at the end.
            muxer.begin(WHILE_WRITING);
        } catch (FfmpegException e) {
            owned.close();
            throw e;
        }
    }

    /// Replaces what is there.
    public static Mp4Writer create(Path file, Format format) {
        return create(file, format, PictureEncoder.BITS_PER_PIXEL);
    }

    /// For pictures that are worked on later, which want more bits than those that are only seen.
    ///
    /// @param bitsPerPixel of the picture; usual is 0.12
    public static Mp4Writer create(Path file, Format format, double bitsPerPixel) {
        Ffmpeg.load();
        try {
            return new Mp4Writer(file, format, bitsPerPixel);
        } catch (FfmpegException e) {
            throw new StudioException(e, "models.media.cannotWrite", file.getFileName());
        }
    }

    /// Sound that overlaps what was written goes after it as far as it is new.
    public synchronized void write(AudioChunk sound) {
        refuseWhenClosed();
        try {
            int rate = sound.sound().sampleRateHz();
            long ahead = samplesAt(sound.pts()) - sounds.taken();
            if (resampler.fromHz() != rate || Math.abs(ahead) > samplesAt(JITTER)) {
                sounds.write(resampler.flush(), 0);
                resampler = new Resampler(rate, format.sampleRateHz);
            }
            if (ahead > samplesAt(JITTER)) {
                sounds.silence(samplesAt(sound.pts()) - sounds.taken());
            }
            int known = ahead < -samplesAt(JITTER) ? knownSamples(sound) : 0;
            sounds.write(
                    resampler.push(sound.sound().slice(known, Integer.MAX_VALUE).samples()), 0);
        } catch (FfmpegException e) {
            throw failed(e);
        }
    }

    /// How many of its first samples fall into what is written already.
    private int knownSamples(AudioChunk sound) {
        var known = Waveform.lengthOf(sounds.taken(), format.sampleRateHz).minus(sound.pts());
        long samples = Waveform.samplesIn(known, sound.sound().sampleRateHz());
        return (int) Math.clamp(samples, 0, (long) sound.sound().samples().length);
    }

    /// A second picture for one frame's time replaces nothing: the first stays.
    public synchronized void write(Picture picture) {
        refuseWhenClosed();
        if (picture.width() != format.width || picture.height() != format.height) {
            throw new IllegalArgumentException(
                    "expected %dx%d, found %dx%d"
                            .formatted(
                                    format.width,
                                    format.height,
                                    picture.width(),
                                    picture.height()));
        }
        try {
            long frame =
                    Math.round(picture.pts().toNanos() * (double) format.framesPerSecond / 1e9);
            if (!shown) {
                pictures.show(picture);
                shown = true;
            }
            if (frame >= pictures.taken()) {
                picturesUpTo(frame);
                pictures.show(picture);
                pictures.repeat();
            }
        } catch (FfmpegException e) {
            throw failed(e);
        }
    }

    private void picturesUpTo(long frame) throws FfmpegException {
        while (pictures.taken() < frame) {
            pictures.repeat();
        }
    }

    private long samplesAt(Duration moment) {
        return Waveform.samplesIn(moment, format.sampleRateHz);
    }

    private void refuseWhenClosed() {
        if (closed) {
            throw new IllegalStateException("the film is closed");
        }
    }

    /// Completes the file; one that got nothing has one black frame.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (owned) {
            sounds.write(resampler.flush(), 0);
            long frames =
                    Math.ceilDiv(sounds.taken() * format.framesPerSecond, format.sampleRateHz);
            picturesUpTo(Math.max(1, frames));
            long end = pictures.taken() * format.sampleRateHz / format.framesPerSecond;
            sounds.silence(end - sounds.taken());
            pictures.end();
            sounds.end();
            muxer.end();
        } catch (FfmpegException e) {
            throw failed(e);
        }
    }

    private StudioException failed(FfmpegException why) {
        return new StudioException(why, "models.media.cannotWrite", file.getFileName());
    }
}
