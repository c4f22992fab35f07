package studio.likeness.app.window;

import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import studio.likeness.app.ChosenDevice;
import studio.likeness.app.Settings;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.runtime.Device;

/// Where models run, in the top bar: the processor, or a card by its name; where that cannot be
/// used, that it cannot, and why in its tooltip.
final class DeviceBadge extends Label {
    private static final PseudoClass PROBLEM = PseudoClass.getPseudoClass("problem");

    private final Ui ui;
    private final Function<String, ChosenDevice.State> look;
    private final ObjectProperty<Seen> seen =
            new SimpleObjectProperty<>(new Seen(Device.processor(), "", ""));

    private record Seen(Device device, String name, String problem) {}

    /// @param look how it stands with a choice; blocks
    DeviceBadge(Ui ui, Function<String, ChosenDevice.State> look) {
        this.ui = ui;
        this.look = look;
        setId("device");
        getStyleClass().add("device");
        setMinWidth(USE_PREF_SIZE);
        setGraphic(Icons.of(MaterialDesignC.CHIP));
        textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> words(seen.get()), seen, ui.texts().languageProperty()));
        seen.subscribe(this::show);
        ui.preferences().of(Settings::device).subscribe(this::choose);
        // The sentence is in the language in which it was asked for.
        ui.texts().languageProperty().subscribe(_ -> choose(ui.preferences().get().device()));
    }

    private void choose(String choice) {
        ui.background()
                .run(
                        () -> {
                            var state = look.apply(choice);
                            return new Seen(
                                    state.device(),
                                    state.name(),
                                    state.problem().map(StudioException::explanation).orElse(""));
                        },
                        now -> {
                            if (ui.preferences().get().device().equals(choice)) {
                                seen.set(now);
                            }
                        },
                        why -> seen.set(new Seen(Device.processor(), "", why)));
    }

    private void show(Seen now) {
        pseudoClassStateChanged(PROBLEM, !now.problem().isEmpty());
        setTooltip(now.problem().isEmpty() ? null : new Tooltip(now.problem()));
        setAccessibleHelp(now.problem());
    }

    private String words(Seen now) {
        if (!now.problem().isEmpty()) {
            return ui.texts().now("app.window.device.unusable");
        }
        return switch (now.device()) {
            case Device.Processor _ -> ui.texts().now("app.window.device.processor");
            case Device.Cuda _ -> now.name();
        };
    }
}
