package studio.likeness.models.media;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.Picture;

/// A camera that FFmpeg captures from: `v4l2:/dev/video0`, `dshow:NAME`, or `lavfi:testsrc2=…` for
/// one that does not exist. A thread of its own waits for the driver, which may take as long as it
/// likes; whoever reads is never kept longer than patience lasts.
final class DeviceCamera implements Camera {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long CLOSING_MILLIS = 2_000;

    private final String name;
    private final PictureTrack track;
    private final int width;
    private final int height;
    private final long openedAt = System.nanoTime();
    private final CountDownLatch ended = new CountDownLatch(1);

    // Guarded by this.
    private @Nullable Picture newest;
    private boolean gone;
    private boolean closed;

    private DeviceCamera(String name, PictureTrack track, int width, int height) {
        this.name = name;
        this.track = track;
        this.width = width;
        this.height = height;
    }

    /// FFmpeg's name of the system's way to capture.
    static String system() {
        return System.getProperty("os.name").startsWith("Windows") ? "dshow" : "v4l2";
    }

    static DeviceCamera open(String id, Wanted wanted) throws FfmpegException {
        int colon = id.indexOf(':');
        var format = colon < 0 ? system() : id.substring(0, colon);
        var device = id.substring(colon + 1);
        var track = track(format, device, wanted);
        var camera = new DeviceCamera(device, track, track.width(), track.height());
        Thread.ofPlatform().daemon().name("camera").start(camera::film);
        return camera;
    }

    /// Asks for the wanted size first; a camera that refuses gives what it likes.
    private static PictureTrack track(String format, String device, Wanted wanted)
            throws FfmpegException {
        var url = format.equals("dshow") ? "video=" + device : device;
        if (!format.equals("lavfi")) {
            try {
                return PictureTrack.of(Container.device(format, url, asked(wanted)));
            } catch (FfmpegException refused) {
                // Not every camera knows the size; the next attempt tells what is really wrong.
                return PictureTrack.of(Container.device(format, url, Map.of()));
            }
        }
        return PictureTrack.of(Container.device(format, url, Map.of()));
    }

    private static Map<String, String> asked(Wanted wanted) {
        var options = new LinkedHashMap<String, String>();
        options.put("video_size", wanted.width() + "x" + wanted.height());
        options.put("framerate", Integer.toString(wanted.framesPerSecond()));
        return options;
    }

    private void film() {
        try (track) {
            while (!isClosed()) {
                var picture = track.next();
                if (picture.isEmpty()) {
                    break;
                }
                put(picture.get());
            }
        } catch (FfmpegException unplugged) {
            // Whoever reads is told below.
        } finally {
            end();
            ended.countDown();
        }
    }

    private synchronized void put(Picture picture) {
        newest = picture.at(Duration.ofNanos(System.nanoTime() - openedAt));
        notifyAll();
    }

    private synchronized void end() {
        gone = true;
        notifyAll();
    }

    private synchronized boolean isClosed() {
        return closed;
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
    public synchronized Picture read() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (newest == null || closed) {
            if (closed) {
                throw new IllegalStateException("the camera is closed");
            }
            long left = deadline - System.nanoTime();
            if (gone || left <= 0) {
                throw new StudioException("models.media.cameraSilent", name);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        var picture = newest;
        newest = null;
        return picture;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            // A driver that hangs keeps its thread, which lets go of the device when it returns.
            ended.await(CLOSING_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
