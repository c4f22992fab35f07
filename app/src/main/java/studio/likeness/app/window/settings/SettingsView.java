package studio.likeness.app.window.settings;

import atlantafx.base.controls.ToggleSwitch;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.layout.VBox;
import studio.likeness.app.Settings;
import studio.likeness.app.window.ChoiceWords;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.settings.Devices.Device;

/// One column of sections; everything takes effect at once.
final class SettingsView extends ScrollPane {
    private static final List<Double> SCALES = List.of(1.0, 1.25, 1.5, 1.75, 2.0);

    private final Ui ui;
    private final Texts texts;
    private final SettingsModel model;

    /// @param sections stand between the folders and the diagnostics
    SettingsView(Ui ui, SettingsModel model, List<Node> sections) {
        this.ui = ui;
        this.texts = ui.texts();
        this.model = model;
        setId("settings");
        getStyleClass().add("page");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        var title = new Label();
        title.textProperty().bind(texts.of("app.window.tab.settings"));
        title.getStyleClass().add("title-2");
        var failure = new Label();
        failure.getStyleClass().add("inline-problem");
        failure.setWrapText(true);
        failure.textProperty().bind(ui.preferences().failureProperty());
        failure.visibleProperty().bind(failure.textProperty().isNotEmpty());
        failure.managedProperty().bind(failure.visibleProperty());
        var column = new VBox(title, failure, appearance(), devices(), models(), folders());
        column.getChildren().addAll(sections);
        column.getChildren().add(new DiagnosticsSection(texts, model));
        column.getStyleClass().add("column");
        var page = new VBox(column);
        page.getStyleClass().add("column-page");
        setContent(page);
    }

    private Section appearance() {
        var preferences = ui.preferences();
        return new Section(texts, "app.window.settings.appearance")
                .row(
                        "app.window.settings.theme",
                        new Segments(
                                texts,
                                "app.window.settings.theme",
                                List.of("system", "light", "dark"),
                                preferences.of(Settings::theme),
                                model::theme))
                .row(
                        "app.window.settings.language",
                        new Segments(
                                texts,
                                "app.window.settings.language",
                                List.of("system", "zh", "en"),
                                preferences.of(Settings::language),
                                model::language))
                .row("app.window.settings.scale", scale())
                .row("app.window.settings.motion", motion());
    }

    private ComboBox<Double> scale() {
        var box = new ComboBox<>(FXCollections.observableArrayList(SCALES));
        box.setId("text-scale");
        ChoiceWords.say(texts, box, scale -> Math.round(scale * 100) + " %");
        box.setValue(model.now().textScale());
        box.setOnAction(_ -> model.textScale(box.getValue()));
        return box;
    }

    private ToggleSwitch motion() {
        var motion = new ToggleSwitch();
        motion.setId("reduced-motion");
        motion.setSelected(model.now().reducedMotion());
        motion.selectedProperty().addListener((_, _, on) -> model.reducedMotion(on));
        return motion;
    }

    private Section devices() {
        var refresh = new Button();
        refresh.setId("refresh-devices");
        refresh.textProperty().bind(texts.of("app.window.settings.refresh"));
        refresh.setMinWidth(USE_PREF_SIZE);
        refresh.setOnAction(_ -> model.refreshDevices());
        return new Section(texts, "app.window.settings.devices")
                .row("app.window.settings.microphone", choice("microphone", model.microphone()))
                .row("app.window.settings.speaker", choice("speaker", model.speaker()))
                .row("app.window.settings.camera", choice("camera", model.camera()))
                .wide(refresh)
                .row("app.window.settings.volume", volume())
                .row(
                        "app.window.settings.script",
                        new Segments(
                                texts,
                                "app.window.settings.script",
                                List.of("any", "simplified", "traditional"),
                                ui.preferences().of(Settings::script),
                                model::script));
    }

    private Section models() {
        return new Section(texts, "app.window.settings.models")
                .row("app.window.settings.runsOn", choice("runs-on", model.runsOn()));
    }

    private VBox choice(String id, DeviceChoice choice) {
        var box = new ComboBox<>(choice.devices());
        box.setId(id);
        box.getStyleClass().add("device-choice");
        ChoiceWords.say(texts, box, this::named);
        box.valueProperty().bindBidirectional(choice.chosenProperty());
        var failure = new Label();
        failure.getStyleClass().add("inline-problem");
        failure.setWrapText(true);
        failure.setMinHeight(USE_PREF_SIZE);
        failure.maxWidthProperty().bind(box.widthProperty());
        failure.textProperty().bind(choice.failureProperty());
        failure.visibleProperty().bind(failure.textProperty().isNotEmpty());
        failure.managedProperty().bind(failure.visibleProperty());
        var both = new VBox(box, failure);
        box.accessibleTextProperty().bind(both.accessibleTextProperty());
        return both;
    }

    private Slider volume() {
        var slider = new Slider(0, 1, model.now().volume());
        slider.setId("settings-volume");
        slider.setBlockIncrement(0.1);
        slider.valueProperty()
                .addListener(
                        (_, _, gain) -> {
                            if (!slider.isValueChanging()) {
                                model.volume(gain.doubleValue());
                            }
                        });
        slider.valueChangingProperty()
                .addListener(
                        (_, _, changing) -> {
                            if (!changing) {
                                model.volume(slider.getValue());
                            }
                        });
        return slider;
    }

    private Section folders() {
        var open = new Button();
        open.textProperty().bind(texts.of("app.window.settings.open"));
        open.setOnAction(_ -> model.openHome());
        var path = new Label(model.home().toString());
        path.getStyleClass().add("path");
        path.setWrapText(true);
        path.setMinHeight(USE_PREF_SIZE);
        return new Section(texts, "app.window.settings.folders")
                .row("app.window.settings.home", open)
                .wide(path);
    }

    /// Devices by name; what is always there, and what is gone, in the language of the window.
    private String named(Device device) {
        if (device.equals(DeviceChoice.SYSTEM)) {
            return texts.now("app.window.settings.device.system");
        }
        if (device.equals(DeviceChoice.PROCESSOR)) {
            return texts.now("app.window.device.processor");
        }
        return device.name().equals(device.id())
                ? texts.now("app.window.settings.device.gone", device.id())
                : device.name();
    }
}
