package studio.likeness.models.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;

/// Decodes the files people record and share: sound as one channel at the rate asked for, pictures
/// upright. Sound and pictures are read through two openings of the file, so that neither waits for
/// the other, whatever the order in which they are asked for. Not thread-safe.
public final class MediaReader implements AutoCloseable {
    private final Path file;
    private final MediaInfo info;
    private final Optional<SoundTrack> sound;
    private final Optional<PictureTrack> pictures;

    private MediaReader(
            Path file,
            MediaInfo info,
            Optional<SoundTrack> sound,
            Optional<PictureTrack> pictures) {
        this.file = file;
        this.info = info;
        this.sound = sound;
        this.pictures = pictures;
    }

    /// @throws StudioException when the file is no readable sound, video or picture
    public static MediaInfo probe(Path file) {
        return Probe.of(file);
    }

    /// All of a file's sound, at most `longest`.
    public static Waveform readSound(Path file, int sampleRateHz, Duration longest) {
        var info = probe(file);
        if (info.sampleRateHz() == 0) {
            throw new StudioException("models.media.noSound", file.getFileName());
        }
        int most = (int) Math.min(Waveform.samplesIn(longest, sampleRateHz), Integer.MAX_VALUE - 8);
        var samples =
                new float[(int) Math.min(most, Waveform.samplesIn(info.length(), sampleRateHz))];
        int filled = 0;
        try (var track = soundTrack(file, sampleRateHz)) {
            for (var chunk = track.next();
                    chunk.isPresent() && filled < most;
                    chunk = track.next()) {
                // A video's sound may begin after its picture.
                long pause = Waveform.samplesIn(chunk.get().pts(), sampleRateHz) - filled;
                filled += filled == 0 ? Math.clamp(pause, 0, most) : 0;
                var part = chunk.get().sound().samples();
                int count = Math.min(part.length, most - filled);
                if (filled + count > samples.length) {
                    samples = Arrays.copyOf(samples, grown(filled + count, most));
                }
                System.arraycopy(part, 0, samples, filled, count);
                filled += count;
            }
        } catch (FfmpegException e) {
            throw unreadable(file, e);
        }
        return new Waveform(Arrays.copyOf(samples, filled), sampleRateHz);
    }

    private static int grown(int needed, int most) {
        return (int) Math.min(most, needed + needed / 8L + 4_096);
    }

    /// A still, or a video's first frame, scaled down to at most `longestSide` pixels.
    public static Picture readPicture(Path file, int longestSide) {
        var info = probe(file);
        if (info.width() == 0) {
            throw new StudioException("models.media.noPicture", file.getFileName());
        }
        double scale = Math.min(1.0, (double) longestSide / Math.max(info.width(), info.height()));
        int width = (int) Math.max(1, Math.round(info.width() * scale));
        int height = (int) Math.max(1, Math.round(info.height() * scale));
        try (var track = pictureTrack(file, info, width, height)) {
            var first = track.next().orElseThrow(() -> FfmpegException.because("no frame"));
            return first.at(Duration.ZERO);
        } catch (FfmpegException e) {
            throw unreadable(file, e);
        }
    }

    public static MediaReader open(Path file, int sampleRateHz) {
        var info = probe(file);
        Optional<SoundTrack> sound = Optional.empty();
        try {
            if (info.sampleRateHz() > 0) {
                sound = Optional.of(soundTrack(file, sampleRateHz));
            }
            Optional<PictureTrack> pictures =
                    info.width() == 0
                            ? Optional.empty()
                            : Optional.of(pictureTrack(file, info, info.width(), info.height()));
            return new MediaReader(file, info, sound, pictures);
        } catch (FfmpegException e) {
            sound.ifPresent(SoundTrack::close);
            throw unreadable(file, e);
        }
    }

    private static SoundTrack soundTrack(Path file, int sampleRateHz) throws FfmpegException {
        var container = Container.open(file);
        return new SoundTrack(
                new FrameSource(container, container.sound().orElseThrow()), sampleRateHz);
    }

    private static PictureTrack pictureTrack(Path file, MediaInfo info, int width, int height)
            throws FfmpegException {
        var container = Container.open(file);
        double fps = info.framesPerSecond() > 0 ? info.framesPerSecond() : 25;
        return new PictureTrack(
                new FrameSource(container, container.picture().orElseThrow()),
                width,
                height,
                Duration.ofNanos(Math.round(1e9 / fps)));
    }

    private static StudioException unreadable(Path file, FfmpegException why) {
        return new StudioException(why, "models.media.unreadable", file.getFileName());
    }

    public MediaInfo info() {
        return info;
    }

    /// The next sound in the file, some 20 to 100 ms; empty at the end or where there is no sound.
    public Optional<AudioChunk> nextSound() {
        try {
            return sound.isEmpty() ? Optional.empty() : sound.get().next();
        } catch (FfmpegException e) {
            throw unreadable(file, e);
        }
    }

    /// The next frame; empty at the end or where there is no picture.
    public Optional<Picture> nextPicture() {
        try {
            return pictures.isEmpty() ? Optional.empty() : pictures.get().next();
        } catch (FfmpegException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public void close() {
        sound.ifPresent(SoundTrack::close);
        pictures.ifPresent(PictureTrack::close);
    }
}
