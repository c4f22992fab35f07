package studio.likeness.app.window.sound;

import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Pulse;
import studio.likeness.app.window.Texts;
import studio.likeness.models.job.StudioException;

/// A waveform with the buttons for what its keys do, and where it is.
public final class SoundPanel extends VBox {
    private final WaveformModel model;
    private final WaveformView wave;

    public SoundPanel(Texts texts, Pulse pulse, WaveformModel model) {
        this.model = model;
        wave = new WaveformView(texts, pulse, model);
        getStyleClass().add("sound-panel");
        getStylesheets().add(WaveformView.styleSheet());
        var row = new HBox(playButton(texts), loopButton(texts), clock(), space());
        row.getChildren()
                .addAll(
                        trimButton(
                                texts,
                                MaterialDesignC.CONTENT_CUT,
                                "app.window.sound.trimStart",
                                model::trimStart),
                        trimButton(
                                texts,
                                MaterialDesignC.CONTENT_CUT,
                                "app.window.sound.trimEnd",
                                model::trimEnd),
                        trimButton(
                                texts,
                                MaterialDesignR.RESTORE,
                                "app.window.sound.trimReset",
                                model::resetTrim));
        row.getChildren().get(5).setScaleX(-1);
        row.getStyleClass().add("row");
        row.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(wave, row, problem(texts));
    }

    public WaveformView wave() {
        return wave;
    }

    private Button playButton(Texts texts) {
        var button = Icons.button(texts, MaterialDesignP.PLAY, "app.window.sound.play");
        button.setId("playSound");
        button.setOnAction(_ -> model.togglePlay());
        button.disableProperty().bind(model.lengthProperty().isEqualTo(0));
        var play = Icons.of(MaterialDesignP.PLAY);
        var pause = Icons.of(MaterialDesignP.PAUSE);
        button.graphicProperty()
                .bind(Bindings.when(model.playingProperty()).then(pause).otherwise(play));
        var tooltip =
                Bindings.when(model.playingProperty())
                        .then(texts.of("app.window.sound.pause"))
                        .otherwise(texts.of("app.window.sound.play"));
        button.accessibleTextProperty().bind(tooltip);
        var shown = new Tooltip();
        shown.textProperty().bind(tooltip);
        button.setTooltip(shown);
        return button;
    }

    private ToggleButton loopButton(Texts texts) {
        var button = Icons.toggle(texts, MaterialDesignR.REPEAT, "app.window.sound.loop");
        button.setOnAction(_ -> model.toggleLoop());
        model.loopingProperty().addListener((_, _, loops) -> button.setSelected(loops));
        return button;
    }

    private Button trimButton(
            Texts texts, org.kordamp.ikonli.Ikon icon, String key, Runnable action) {
        var button = Icons.button(texts, icon, key);
        button.setOnAction(_ -> action.run());
        button.visibleProperty().bind(model.trimmableProperty());
        button.managedProperty().bind(model.trimmableProperty());
        return button;
    }

    private Label clock() {
        var clock = new Label();
        clock.getStyleClass().add("clock");
        clock.setMinWidth(Region.USE_PREF_SIZE);
        clock.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> at(model.playheadProperty().get()) + " / " + at(heard()),
                                model.playheadProperty(),
                                model.lengthProperty(),
                                model.trimProperty(),
                                model.trackProperty()));
        return clock;
    }

    private int heard() {
        return model.trimmableProperty().get()
                ? model.trimProperty().get().length()
                : model.lengthProperty().get();
    }

    private String at(int sample) {
        int tenths = (int) Math.round(sample * 10.0 / model.trackProperty().get().sampleRateHz());
        return String.format(
                Locale.ROOT, "%d:%02d.%d", tenths / 600, tenths / 10 % 60, tenths % 10);
    }

    private static Region space() {
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    private Label problem(Texts texts) {
        var label = new Label();
        label.getStyleClass().add("problem");
        label.setWrapText(true);
        label.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        model.problemProperty()
                                                .get()
                                                .map(StudioException::explanation)
                                                .orElse(""),
                                model.problemProperty(),
                                texts.languageProperty()));
        label.visibleProperty().bind(label.textProperty().isNotEmpty());
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }
}
