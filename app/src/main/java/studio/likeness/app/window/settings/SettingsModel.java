package studio.likeness.app.window.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.likeness.app.Settings;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.settings.DeviceChoice.Source;
import studio.likeness.app.window.settings.Diagnostics.Line;

/// What the settings page shows and does.
final class SettingsModel {
    private final Ui ui;
    private final Path home;
    private final Diagnostics diagnostics;
    private final DeviceChoice microphone;
    private final DeviceChoice speaker;
    private final DeviceChoice camera;
    private final DeviceChoice runsOn;
    private final ObservableList<Line> lines = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper checking = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper checkFailure = new ReadOnlyStringWrapper("");

    SettingsModel(Ui ui, Path home, Devices devices, Diagnostics diagnostics) {
        this.ui = ui;
        this.home = home;
        this.diagnostics = diagnostics;
        var now = ui.preferences().get();
        var preferences = ui.preferences();
        microphone =
                new DeviceChoice(
                        ui.background(),
                        Source.of(devices::microphones),
                        now.microphone(),
                        id -> preferences.change(d -> d.microphone(id)));
        speaker =
                new DeviceChoice(
                        ui.background(),
                        Source.of(devices::speakers),
                        now.speaker(),
                        id -> preferences.change(d -> d.speaker(id)));
        camera =
                new DeviceChoice(
                        ui.background(),
                        Source.of(devices::cameras),
                        now.camera(),
                        id -> preferences.change(d -> d.camera(id)));
        runsOn =
                new DeviceChoice(
                        ui.background(),
                        new Source(DeviceChoice.PROCESSOR, devices::cards, devices::problem),
                        now.device(),
                        id -> preferences.change(d -> d.device(id)));
    }

    Settings now() {
        return ui.preferences().get();
    }

    void theme(String choice) {
        ui.preferences().change(d -> d.theme(choice));
    }

    void language(String choice) {
        ui.preferences().change(d -> d.language(choice));
    }

    void script(String choice) {
        ui.preferences().change(d -> d.script(choice));
    }

    void textScale(double scale) {
        ui.preferences().change(d -> d.textScale(scale));
    }

    void reducedMotion(boolean reduced) {
        ui.preferences().change(d -> d.reducedMotion(reduced));
    }

    void volume(double gain) {
        ui.preferences().change(d -> d.volume(gain));
    }

    DeviceChoice microphone() {
        return microphone;
    }

    DeviceChoice speaker() {
        return speaker;
    }

    DeviceChoice camera() {
        return camera;
    }

    /// The processor, or a card.
    DeviceChoice runsOn() {
        return runsOn;
    }

    void refreshDevices() {
        runsOn.refresh();
        microphone.refresh();
        speaker.refresh();
        camera.refresh();
    }

    Path home() {
        return home;
    }

    void openHome() {
        ui.files().reveal(home);
    }

    /// What the last look over the machine found.
    ObservableList<Line> lines() {
        return lines;
    }

    ReadOnlyBooleanProperty checkingProperty() {
        return checking.getReadOnlyProperty();
    }

    /// Why the machine could not be looked over; empty when it could.
    ReadOnlyStringProperty checkFailureProperty() {
        return checkFailure.getReadOnlyProperty();
    }

    void check() {
        if (checking.get()) {
            return;
        }
        checking.set(true);
        ui.background()
                .run(
                        diagnostics::run,
                        found -> {
                            lines.setAll(found);
                            checkFailure.set("");
                            checking.set(false);
                        },
                        why -> {
                            checkFailure.set(why);
                            checking.set(false);
                        });
    }

    void copyReport() {
        ui.clipboard().accept(report(lines));
        ui.toasts().done(ui.texts().now("app.window.copied"));
    }

    static String report(List<Line> lines) {
        return lines.stream()
                .map(
                        line ->
                                line.status()
                                        + "  "
                                        + line.name()
                                        + ": "
                                        + line.sentence()
                                        + (line.remedy().isEmpty() ? "" : " " + line.remedy()))
                .collect(Collectors.joining("\n"));
    }
}
