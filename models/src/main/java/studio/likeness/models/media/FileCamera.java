package studio.likeness.models.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.Picture;

/// Plays a film as if a camera filmed it now, in real time. What is read late is skipped.
final class FileCamera implements Camera {
    static final String AGAIN = "file:";
    static final String ONCE = "file-once:";

    private final Path file;
    private final boolean again;
    private final int width;
    private final int height;
    private final Duration frame;
    private final long openedAt = System.nanoTime();

    // Guarded by this.
    private MediaReader reader;
    private Duration roundBegan = Duration.ZERO;
    private Duration last = Duration.ZERO;
    private boolean closed;

    FileCamera(Path file, boolean again) {
        this.file = file;
        this.again = again;
        reader = MediaReader.open(file, 48_000);
        var info = reader.info();
        width = info.width();
        height = info.height();
        if (info.kind() != MediaInfo.Kind.VIDEO) {
            reader.close();
            throw new StudioException("models.media.cameraMissing", file.getFileName());
        }
        frame = Duration.ofNanos((long) (1e9 / Math.max(1, info.framesPerSecond())));
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public Picture read() throws InterruptedException {
        while (true) {
            var picture =
                    next().orElseThrow(
                                    () ->
                                            new StudioException(
                                                    "models.media.cameraSilent",
                                                    file.getFileName()));
            var early = picture.pts().minusNanos(System.nanoTime() - openedAt);
            if (!early.isNegative()) {
                Thread.sleep(early);
                return picture;
            }
            if (early.plus(frame).compareTo(Duration.ZERO) > 0) {
                return picture;
            }
        }
    }

    private synchronized Optional<Picture> next() {
        if (closed) {
            throw new IllegalStateException("the camera is closed");
        }
        var picture = reader.nextPicture();
        if (picture.isEmpty() && again && last.compareTo(roundBegan) > 0) {
            reader.close();
            reader = MediaReader.open(file, 48_000);
            roundBegan = last.plus(frame);
            picture = reader.nextPicture();
        }
        picture = picture.map(p -> p.at(roundBegan.plus(p.pts())));
        picture.ifPresent(p -> last = p.pts());
        return picture;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            reader.close();
        }
    }
}
