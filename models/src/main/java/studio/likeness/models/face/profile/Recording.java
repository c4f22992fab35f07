package studio.likeness.models.face.profile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.MediaInfo;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.signal.Picture;

/// A clip as somebody recorded it, played upright at the constant rate of profiles and no larger
/// than they may be. Not thread-safe.
final class Recording implements AutoCloseable {
    /// Of clips and photos alike: what a video call shows, and what 2 cores can paste mouths into.
    static final int LONGEST_SIDE = 1_280;

    private static final int RATE = FaceProfile.FRAMES_PER_SECOND;
    private static final Duration FRAME = Duration.ofSeconds(1).dividedBy(RATE);

    /// Nobody's face is looked at for less.
    private static final int LEAST_FRAMES = RATE / 2;

    /// Gets the frames in order.
    interface Sink {
        /// @param number counted from 0; the picture is shown at as many twenty-fifths of a second
        void frame(int number, Picture picture);
    }

    private final String name;
    private final MediaReader reader;
    private final Shrunk size;
    private int intervals;
    private int uneven;
    private double usualInterval;

    private Recording(String name, MediaReader reader) {
        this.name = name;
        this.reader = reader;
        size = Shrunk.to(LONGEST_SIDE, reader.info().width(), reader.info().height());
    }

    /// @throws StudioException when it is too long, or no clip that can be read
    static Recording open(Path file) {
        var name = Objects.toString(file.getFileName());
        var reader = MediaReader.open(file, Sound.SAMPLE_RATE_HZ);
        if (reader.info().length().compareTo(FRAME.multipliedBy(ProfileFile.MOST_FRAMES)) > 0) {
            reader.close();
            throw tooLong(name);
        }
        return new Recording(name, reader);
    }

    private static StudioException tooLong(String name) {
        return new StudioException(
                "models.face.profile.tooLong", name, ProfileFile.MOST_FRAMES / RATE / 60);
    }

    MediaInfo info() {
        return reader.info();
    }

    /// Its sound, to be read beside the pictures.
    Sound sound() {
        return new Sound(reader);
    }

    int width() {
        return size.width();
    }

    int height() {
        return size.height();
    }

    /// Whether its frames came at a constant rate; known after [#play].
    boolean steady() {
        return uneven <= intervals / 20;
    }

    /// Plays it once. Each moment shows the last frame that has come by then; half a frame early is
    /// in time.
    ///
    /// @return how many frames there are
    int play(Sink sink, Progress progress, String doing) {
        var tolerance = FRAME.dividedBy(2);
        int expected = (int) (reader.info().length().toMillis() * RATE / 1_000);
        int number = 0;
        Optional<Picture> shown = Optional.empty();
        var end = Duration.ZERO;
        for (var next = reader.nextPicture(); next.isPresent(); next = reader.nextPicture()) {
            progress.at(number, expected, doing);
            var moment = next.get().pts();
            while (shown.isPresent()
                    && FRAME.multipliedBy(number).plus(tolerance).compareTo(moment) < 0) {
                give(sink, number++, shown.get());
            }
            shown.ifPresent(old -> count(moment.minus(old.pts())));
            end = moment.plus(FRAME);
            shown = Optional.of(size.of(next.get()).at(moment));
        }
        while (shown.isPresent()
                && (number == 0 || FRAME.multipliedBy(number).plus(tolerance).compareTo(end) < 0)) {
            give(sink, number++, shown.get());
        }
        if (number < LEAST_FRAMES) {
            throw new StudioException("models.face.profile.tooShort", name);
        }
        return number;
    }

    private void give(Sink sink, int number, Picture picture) {
        if (number >= ProfileFile.MOST_FRAMES) {
            throw tooLong(name);
        }
        sink.frame(number, picture.at(FRAME.multipliedBy(number)));
    }

    /// Cameras drift; what differs by a fifth from the usual is another rate.
    private void count(Duration interval) {
        double seconds = interval.toNanos() / 1e9;
        if (intervals++ == 0) {
            usualInterval = seconds;
        }
        if (Math.abs(seconds - usualInterval) > 0.2 * usualInterval) {
            uneven++;
        }
        usualInterval += (seconds - usualInterval) / Math.min(intervals, 50);
    }

    @Override
    public void close() {
        reader.close();
    }
}
