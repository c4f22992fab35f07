package studio.likeness.app.window.settings;

import static studio.likeness.app.ChosenDevice.setting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import studio.likeness.app.ChosenDevice;
import studio.likeness.models.job.StudioException;
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

    /// On what models can run besides the processor.
    List<Device> cards();

    /// Why models cannot run on one; empty when they can.
    ///
    /// @param id the processor's, or one of [#cards] or one that is gone
    String problem(String id);

    static Devices ofMachine(ChosenDevice runsOn) {
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

            @Override
            public List<Device> cards() {
                return runsOn.cards().stream()
                        .map(c -> new Device(setting(c.device()), ChosenDevice.name(c)))
                        .toList();
            }

            @Override
            public String problem(String id) {
                return runsOn.state(id).problem().map(StudioException::explanation).orElse("");
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
