package studio.likeness.models.media;

import java.util.List;

/// What could be filmed with.
public final class Camera {
    /// @param id what the settings keep
    public record Device(String id, String name) {}

    private Camera() {}

    /// What the system offers; empty where there is none.
    public static List<Device> devices() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        var format = windows ? "dshow" : "v4l2";
        return CaptureDevices.list(format).stream()
                .map(d -> new Device(format + ":" + d.name(), d.description()))
                .toList();
    }
}
