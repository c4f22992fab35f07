package studio.likeness.app.window.conversation;

import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Ui;

/// Below the stage: what to say, and how it sounds.
final class TalkBar extends HBox {
    private static final PseudoClass ON = PseudoClass.getPseudoClass("on");

    private final Ui ui;
    private final TalkModel model;
    private final Webcam webcam;
    private final SpokenDraft spoken;

    TalkBar(Ui ui, TalkModel model, Webcam webcam, SpokenDraft spoken, DraftField draft) {
        this.ui = ui;
        this.model = model;
        this.webcam = webcam;
        this.spoken = spoken;
        getStyleClass().add("talk-bar");
        setHgrow(draft, Priority.ALWAYS);
        getChildren()
                .addAll(
                        microphone(),
                        draft,
                        send(),
                        stop(),
                        volume(),
                        captions(),
                        own(),
                        record(),
                        transcript());
    }

    /// Below it, how loud the user is.
    private VBox microphone() {
        var button =
                Icons.toggle(
                        ui.texts(),
                        MaterialDesignM.MICROPHONE_OUTLINE,
                        "app.window.talk.microphone");
        button.setId("microphone");
        button.setOnAction(_ -> spoken.toggle());
        var level = new Region();
        level.getStyleClass().add("level");
        var track = new StackPane(level);
        track.getStyleClass().add("level-track");
        StackPane.setAlignment(level, Pos.CENTER_LEFT);
        // Speech is around a tenth of what a microphone can take.
        level.maxWidthProperty()
                .bind(
                        Bindings.min(
                                track.widthProperty(),
                                track.widthProperty()
                                        .multiply(spoken.levelProperty())
                                        .multiply(5)));
        spoken.stateProperty().subscribe(now -> mark(button, track, now));
        var box = new VBox(button, track);
        box.getStyleClass().add("microphone");
        return box;
    }

    private void mark(ToggleButton button, StackPane track, SpokenDraft.State now) {
        button.setSelected(now != SpokenDraft.State.OFF);
        track.setVisible(now == SpokenDraft.State.HELD || now == SpokenDraft.State.OPEN);
        button.pseudoClassStateChanged(ON, track.isVisible());
        button.accessibleTextProperty().bind(ui.texts().of(sentence(now)));
        button.getTooltip().textProperty().bind(button.accessibleTextProperty());
    }

    private static String sentence(SpokenDraft.State state) {
        return switch (state) {
            case OFF -> "app.window.talk.microphone";
            case PREPARING -> "app.window.talk.microphone.preparing";
            case HELD -> "app.window.talk.microphone.held";
            case OPEN -> "app.window.talk.microphone.open";
            case WRITING -> "app.window.talk.microphone.writing";
        };
    }

    private Button send() {
        var send = Icons.button(ui.texts(), MaterialDesignS.SEND, "app.window.talk.send");
        send.setId("send");
        send.getStyleClass().add("accent");
        send.disableProperty().bind(model.canSend().not());
        send.setOnAction(_ -> model.send());
        return send;
    }

    private Button stop() {
        var stop = Icons.button(ui.texts(), MaterialDesignS.STOP, "app.window.talk.stop");
        stop.setId("stop");
        stop.disableProperty().bind(model.canStop().not());
        stop.setOnAction(_ -> model.stop());
        return stop;
    }

    /// The slider, and below it how loud it is now.
    private HBox volume() {
        var slider = new Slider(0, 1, 0.8);
        slider.setId("volume");
        slider.setBlockIncrement(0.1);
        slider.accessibleTextProperty().bind(ui.texts().of("app.window.talk.volume"));
        slider.valueProperty().bindBidirectional(model.volumeProperty());
        slider.valueChangingProperty().subscribe(changing -> keep(changing));
        slider.focusedProperty().subscribe(focused -> keep(focused));
        var level = new Region();
        level.getStyleClass().add("level");
        level.maxWidthProperty().bind(slider.widthProperty().multiply(model.levelProperty()));
        var track = new StackPane(level);
        track.getStyleClass().add("level-track");
        StackPane.setAlignment(level, Pos.CENTER_LEFT);
        var icon = Icons.of(MaterialDesignV.VOLUME_HIGH);
        var box = new HBox(icon, new VBox(slider, track));
        box.getStyleClass().add("volume");
        return box;
    }

    private void keep(boolean stillChanging) {
        if (!stillChanging && model.volumeProperty().get() != ui.preferences().get().volume()) {
            model.keepVolume();
        }
    }

    /// The user's own camera.
    private ToggleButton own() {
        var own =
                Icons.toggle(
                        ui.texts(), MaterialDesignV.VIDEO_OUTLINE, "app.window.talk.webcam.show");
        own.setId("webcam");
        own.setOnAction(_ -> webcam.toggle());
        webcam.wantedProperty().subscribe(own::setSelected);
        return own;
    }

    private ToggleButton captions() {
        var captions =
                Icons.toggle(
                        ui.texts(),
                        MaterialDesignC.CLOSED_CAPTION_OUTLINE,
                        "app.window.talk.captions");
        captions.setId("captions");
        captions.setOnAction(_ -> model.toggleCaptions());
        ui.preferences().of(s -> s.captions()).subscribe(captions::setSelected);
        return captions;
    }

    private Button record() {
        var record =
                Icons.button(
                        ui.texts(),
                        MaterialDesignR.RECORD_CIRCLE_OUTLINE,
                        "app.window.talk.record");
        record.setId("record");
        record.getStyleClass().add("record");
        record.setOnAction(_ -> model.toggleRecording());
        var phase = model.phaseProperty();
        record.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () ->
                                        phase.get() != TalkModel.Phase.OPEN
                                                || model.recordingProperty().get()
                                                        == SessionRecording.State.SAVING
                                                || model.recordingProperty().get()
                                                        == SessionRecording.State.STARTING,
                                phase,
                                model.recordingProperty()));
        model.recordingProperty().subscribe(now -> mark(record, now == SessionRecording.State.ON));
        return record;
    }

    private void mark(ButtonBase record, boolean on) {
        record.pseudoClassStateChanged(ON, on);
        record.accessibleTextProperty()
                .bind(ui.texts().of(on ? "app.window.talk.record.stop" : "app.window.talk.record"));
        record.getTooltip().textProperty().bind(record.accessibleTextProperty());
    }

    private ToggleButton transcript() {
        var transcript =
                Icons.toggle(
                        ui.texts(),
                        MaterialDesignF.FORMAT_LIST_TEXT,
                        "app.window.talk.transcript.toggle");
        transcript.setId("toggle-transcript");
        transcript.selectedProperty().bindBidirectional(model.transcriptProperty());
        return transcript;
    }
}
