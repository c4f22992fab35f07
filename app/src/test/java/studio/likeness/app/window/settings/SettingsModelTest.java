package studio.likeness.app.window.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.SettingsFile;
import studio.likeness.app.window.TestUi;
import studio.likeness.app.window.settings.Devices.Device;
import studio.likeness.app.window.settings.Diagnostics.Line;
import studio.likeness.app.window.settings.Diagnostics.Status;
import studio.likeness.models.job.StudioException;

class SettingsModelTest {
    @TempDir Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private TestUi ui;

    @SuppressWarnings("NullAway.Init")
    private SettingsModel model;

    @BeforeEach
    void open() {
        ui = new TestUi(folder);
        model = model(DemoSettings.devices());
    }

    private SettingsModel model(Devices devices) {
        return new SettingsModel(ui.ui(), folder, devices, () -> List.of());
    }

    @Test
    void whatIsChosenIsOnDisk() {
        model.theme("dark");
        model.textScale(1.5);
        model.script("traditional");
        model.microphone().refresh();
        model.microphone().chosenProperty().set(new Device("alsa_input.usb", "Blue Yeti"));
        var kept = new SettingsFile(folder.resolve("settings.json")).get();
        assertEquals("dark", kept.theme());
        assertEquals(1.5, kept.textScale());
        assertEquals("traditional", kept.script());
        assertEquals("alsa_input.usb", kept.microphone());
    }

    @Test
    void theSystemsChoiceComesFirst() {
        model.microphone().refresh();
        assertEquals(DeviceChoice.SYSTEM, model.microphone().devices().getFirst());
        assertEquals(3, model.microphone().devices().size());
    }

    @Test
    void anUnpluggedDeviceStaysChosen() {
        ui.ui().preferences().change(d -> d.microphone("gone"));
        model = model(DemoSettings.devices());
        model.microphone().refresh();
        assertEquals("gone", model.microphone().chosenProperty().get().id());
        assertEquals("gone", ui.ui().preferences().get().microphone());
    }

    @Test
    void saysBesideTheChoiceWhyThereAreNoDevices() {
        model = model(new BrokenSound());
        model.refreshDevices();
        assertEquals("Try again", model.microphone().failureProperty().get());
        assertEquals("", model.camera().failureProperty().get());
    }

    @Test
    void theReportHasALineForEverything() {
        assertEquals(
                "GOOD  Java: 25.\nPROBLEM  Microphone: There is none. Plug one in.",
                SettingsModel.report(
                        List.of(
                                new Line("Java", Status.GOOD, "25.", ""),
                                new Line(
                                        "Microphone",
                                        Status.PROBLEM,
                                        "There is none.",
                                        "Plug one in."))));
    }

    @Test
    void namesCamerasAsLinuxDoes(@TempDir Path sys) throws IOException {
        Files.createDirectories(sys.resolve("video0"));
        Files.writeString(sys.resolve("video0/name"), "HD Webcam\n");
        assertEquals(
                List.of(new Device("/dev/video0", "HD Webcam (video0)")),
                Devices.videoDevices(sys));
        assertTrue(Devices.videoDevices(sys.resolve("nowhere")).isEmpty());
    }

    @Test
    void modelsRunOnTheProcessorUntilACardIsChosen() {
        model.refreshDevices();
        var runsOn = model.runsOn();
        assertEquals(
                List.of("processor", "cuda:0"), runsOn.devices().stream().map(Device::id).toList());
        assertEquals(DeviceChoice.PROCESSOR, runsOn.chosenProperty().get());
        runsOn.chosenProperty().set(runsOn.devices().getLast());
        assertEquals("", runsOn.failureProperty().get());
        assertEquals("cuda:0", new SettingsFile(folder.resolve("settings.json")).get().device());
    }

    @Test
    void aCardThatIsGoneStaysChosenAndIsSaid() {
        ui.ui().preferences().change(d -> d.device("cuda:1"));
        model = model(DemoSettings.devices());
        model.refreshDevices();
        assertEquals("cuda:1", model.runsOn().chosenProperty().get().id());
        assertEquals("There is no card 1.", model.runsOn().failureProperty().get());
        model.runsOn().chosenProperty().set(DeviceChoice.PROCESSOR);
        assertEquals("", model.runsOn().failureProperty().get());
    }

    private static final class BrokenSound implements Devices {
        @Override
        public List<Device> microphones() {
            throw new StudioException("app.window.retry");
        }

        @Override
        public List<Device> speakers() {
            return List.of();
        }

        @Override
        public List<Device> cameras() {
            return List.of();
        }

        @Override
        public List<Device> cards() {
            return List.of();
        }

        @Override
        public String problem(String id) {
            return "";
        }
    }
}
