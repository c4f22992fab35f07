package studio.likeness.app.window.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.Settings.Network;
import studio.likeness.app.SettingsFile;
import studio.likeness.app.window.TestUi;

class NetworkModelTest {
    @TempDir Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private TestUi ui;

    @SuppressWarnings("NullAway.Init")
    private NetworkModel model;

    @BeforeEach
    void open() {
        ui = new TestUi(folder);
        model = new NetworkModel(ui.ui());
    }

    private Network kept() {
        return new SettingsFile(folder.resolve("settings.json")).get().network();
    }

    private void mirror(String from, String to) {
        model.add();
        model.mirrors().getLast().fromProperty().set(from);
        model.mirrors().getLast().toProperty().set(to);
        model.keep();
    }

    @Test
    void whatIsRightIsOnDiskAndComesBack() {
        model.proxyProperty().set(" 127.0.0.1:7890 ");
        mirror("https://huggingface.co", "https://mirror.example.org/hf");

        assertEquals(
                new Network(
                        Map.of("https://huggingface.co", "https://mirror.example.org/hf"),
                        "127.0.0.1:7890"),
                kept());
        assertEquals("", model.mirrorsProblemProperty().get());
        var again = new NetworkModel(ui.ui());
        assertEquals("127.0.0.1:7890", again.proxyProperty().get());
        assertEquals("https://huggingface.co", again.mirrors().getFirst().fromProperty().get());
    }

    @Test
    void aWrongProxyIsSaidAndNotKept() {
        model.proxyProperty().set("127.0.0.1:7890");
        model.keep();
        model.proxyProperty().set("my proxy");
        model.keep();

        assertFalse(model.proxyProblemProperty().get().isEmpty());
        assertEquals("127.0.0.1:7890", kept().proxy());
        model.proxyProperty().set("");
        model.keep();
        assertEquals("", model.proxyProblemProperty().get());
        assertEquals("", kept().proxy());
    }

    @Test
    void aHalfTypedMirrorIsSaidAndNotKeptAndAnEmptyOneIsNobodysFault() {
        mirror("https://huggingface.co", "mirror.example.org");
        assertFalse(model.mirrorsProblemProperty().get().isEmpty());
        assertEquals(Map.of(), kept().mirrors());

        model.mirrors().getFirst().toProperty().set("http://mirror.example.org");
        mirror("", "");
        assertEquals("", model.mirrorsProblemProperty().get());
        assertEquals(1, kept().mirrors().size());

        model.remove(model.mirrors().getFirst());
        assertEquals(Map.of(), kept().mirrors());
    }
}
