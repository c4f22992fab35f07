package studio.likeness.models.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.Picture;

/// Any stretch of a clip's pictures, by number. Stretches that follow upon each other are read on;
/// others begin at the key frame before them, so that short distances between key frames pay. Not
/// thread-safe.
public final class ClipReader implements AutoCloseable {
    /// How far before a picture is looked for a key frame: as far as it takes.
    private static final List<Duration> BACK =
            List.of(Duration.ZERO, Duration.ofSeconds(2), Duration.ofDays(1));

    private final Path file;
    private final MediaInfo info;
    private final int framesPerSecond;
    private @Nullable PictureTrack track;

    /// What was decoded last, and what comes before it where the file leaves a number out.
    private @Nullable Picture held;

    private int next = -1;

    private ClipReader(Path file, MediaInfo info, int framesPerSecond) {
        this.file = file;
        this.info = info;
        this.framesPerSecond = framesPerSecond;
    }

    /// @param framesPerSecond by which pictures are numbered from zero; the clip's own, constant
    /// @throws StudioException when it has no readable pictures
    public static ClipReader open(Path file, int framesPerSecond) {
        var info = Probe.of(file);
        if (info.width() == 0) {
            throw new StudioException("models.media.noPicture", file.getFileName());
        }
        return new ClipReader(file, info, framesPerSecond);
    }

    public MediaInfo info() {
        return info;
    }

    /// Pictures by their numbers; a number that the file leaves out is the one before it, and after
    /// the end the last.
    ///
    /// @param to after the last
    public List<Picture> read(int from, int to) {
        try {
            if (from != next) {
                seek(from);
            }
            var pictures = new ArrayList<Picture>();
            for (int number = from; number < to; number++) {
                pictures.add(at(number));
            }
            next = to;
            return pictures;
        } catch (FfmpegException e) {
            throw new StudioException(e, "models.media.unreadable", file.getFileName());
        }
    }

    private Picture at(int number) throws FfmpegException {
        var here = held;
        while (here == null || number(here) < number) {
            var following = track == null ? Optional.<Picture>empty() : track.next();
            if (following.isEmpty()) {
                break;
            }
            if (here != null && number(following.get()) > number) {
                held = following.get();
                return here;
            }
            here = following.get();
            held = here;
        }
        if (here == null) {
            throw FfmpegException.because("no picture " + number);
        }
        return here;
    }

    private int number(Picture picture) {
        return (int) Math.round(picture.pts().toNanos() * (double) framesPerSecond / 1e9);
    }

    /// To the key frame at or before a number, and on to it.
    private void seek(int number) throws FfmpegException {
        var moment = Duration.ofNanos(1_000_000_000L * number / framesPerSecond);
        for (var back : BACK) {
            close();
            var container = Container.open(file);
            var start = moment.minus(back);
            if (number > 0) {
                container.seek(start.isNegative() ? Duration.ZERO : start);
            }
            track =
                    new PictureTrack(
                            new FrameSource(container, container.picture().orElseThrow()),
                            info.width(),
                            info.height(),
                            Duration.ofNanos(1_000_000_000L / framesPerSecond));
            held = track.next().orElse(null);
            if (held != null && number(held) <= number) {
                return;
            }
        }
    }

    @Override
    public void close() {
        if (track != null) {
            track.close();
        }
        track = null;
        held = null;
        next = -1;
    }
}
