package studio.likeness.models.media;

import java.nio.file.Path;
import java.util.List;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.Picture;

/// A source of live pictures. One thread reads; another may close.
public interface Camera extends AutoCloseable {
    /// @param id what the settings keep; `file:/path.mp4` plays a film again and again as if it
    ///     were filmed now, `file-once:/path.mp4` plays it once and is gone then
    record Device(String id, String name) {}

    /// What is asked of a camera; it gives what comes nearest.
    record Wanted(int width, int height, int framesPerSecond) {
        public static final Wanted USUAL = new Wanted(1280, 720, 30);
    }

    /// Of every picture, in pixels.
    int width();

    int height();

    /// Waits for the next picture. Its time counts from the opening; pictures that nobody read in
    /// time are left out.
    ///
    /// @throws StudioException when the camera has stopped delivering
    Picture read() throws InterruptedException;

    @Override
    void close();

    /// What the system offers; empty where there is none.
    static List<Device> devices() {
        return CaptureDevices.list(DeviceCamera.system()).stream()
                .map(d -> new Device(DeviceCamera.system() + ":" + d.name(), d.description()))
                .toList();
    }

    /// @param id of [#devices], a file's, or `default` for the first one
    /// @throws StudioException when there is no such camera or it gives nothing
    static Camera open(String id, Wanted wanted) {
        if (id.startsWith(FileCamera.AGAIN)) {
            return new FileCamera(Path.of(id.substring(FileCamera.AGAIN.length())), true);
        }
        if (id.startsWith(FileCamera.ONCE)) {
            return new FileCamera(Path.of(id.substring(FileCamera.ONCE.length())), false);
        }
        var device = id.isEmpty() || id.equals("default") ? first() : id;
        try {
            return DeviceCamera.open(device, wanted);
        } catch (FfmpegException e) {
            throw new StudioException(e, "models.media.cameraMissing", device);
        }
    }

    private static String first() {
        return devices().stream()
                .map(Device::id)
                .findFirst()
                .orElseThrow(() -> new StudioException("models.media.noCamera"));
    }
}
