package studio.likeness.app.window.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import studio.likeness.models.media.Microphone;
import studio.likeness.models.media.Speaker;

/// What can be chosen to speak into, to hear with and to be seen by. Blocks: called in the
/// background.
interface Devices {
    /// @param id what the settings keep
    record Device(String id, String name) {}

    List<Device> microphones();

    List<Device> speakers();

    List<Device> cameras();

    static Devices ofMachine() {
        return new Devices() {
            @Override
            public List<Device> microphones() {
                return Microphone.devices().stream()
                        .map(d -> new Device(d.id(), d.name()))
                        .toList();
            }

            @Override
            public List<Device> speakers() {
                return Speaker.devices().stream().map(d -> new Device(d.id(), d.name())).toList();
            }

            @Override
            public List<Device> cameras() {
                return videoDevices(Path.of("/sys/class/video4linux"));
            }
        };
    }

    /// Linux names its cameras in the file system; elsewhere only the system's choice is offered.
    static List<Device> videoDevices(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.sorted().map(Devices::videoDevice).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Device videoDevice(Path entry) {
        var id = entry.getFileName().toString();
        try {
            return new Device(
                    "/dev/" + id,
                    Files.readString(entry.resolve("name")).strip() + " (" + id + ")");
        } catch (IOException _) {
            // A camera that is being unplugged has no name any more; its number is one too.
            return new Device("/dev/" + id, id);
        }
    }
}
