package studio.likeness.app.window.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import studio.likeness.app.Studio;
import studio.likeness.app.window.Tab;
import studio.likeness.app.window.Ui;

/// Theme, language, devices, folders, and the state of the machine.
public final class SettingsTab implements Tab {
    private final Ui ui;
    private final SettingsModel model;
    private final List<Supplier<Node>> sections;

    /// @param sections stand between the folders and the diagnostics
    SettingsTab(
            Ui ui,
            Path home,
            Devices devices,
            Diagnostics diagnostics,
            List<Supplier<Node>> sections) {
        this.ui = ui;
        this.sections = List.copyOf(sections);
        model = new SettingsModel(ui, home, devices, diagnostics);
    }

    public static SettingsTab of(Ui ui, Studio studio, Diagnostics diagnostics) {
        return new SettingsTab(
                ui,
                studio.home().root(),
                Devices.ofMachine(studio.device()),
                diagnostics,
                List.of(
                        () -> models(ui, ModelsPlace.of(ui, studio)),
                        () -> memory(ui, MemoryDoor.of(studio)),
                        () -> new NetworkSection(ui.texts(), new NetworkModel(ui)),
                        () -> api(ui, ApiDoor.of(studio.api()))));
    }

    private static Node api(Ui ui, ApiDoor door) {
        return new ApiSection(ui.texts(), new ApiModel(ui, door));
    }

    private static Node memory(Ui ui, MemoryDoor door) {
        return new MemorySection(ui.texts(), new MemoryModel(ui, door));
    }

    private static Node models(Ui ui, ModelsPlace place) {
        return new ModelsSection(ui.texts(), new ModelsFolderModel(ui, place));
    }

    @Override
    public String key() {
        return "settings";
    }

    @Override
    public Ikon icon() {
        return MaterialDesignC.COG_OUTLINE;
    }

    @Override
    public Node view() {
        return new SettingsView(ui, model, sections.stream().map(Supplier::get).toList());
    }

    @Override
    public void shown(String item) {
        model.refreshDevices();
        model.check();
    }
}
