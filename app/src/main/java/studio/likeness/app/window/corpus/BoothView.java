package studio.likeness.app.window.corpus;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.event.EventTarget;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.BoothViewModel.Phase;
import studio.likeness.app.window.sound.LevelMeter;
import studio.likeness.app.window.sound.SoundPanel;

/// A quiet page for one question at a time. R or Space starts and stops, except in a text.
final class BoothView extends BorderPane {
    private static final PseudoClass RECORDING = PseudoClass.getPseudoClass("recording");

    private static final double WIDE = 52;

    private final Texts texts;
    private final BoothViewModel model;
    private final LevelMeter meter;
    private final SoundPanel sound;
    /// Kept, because those who listen to a binding do not keep it.
    private BooleanBinding wide = Bindings.createBooleanBinding(() -> true);

    private Subscription frames = Subscription.EMPTY;

    BoothView(Ui ui, BoothViewModel model, Runnable back) {
        this.texts = ui.texts();
        this.model = model;
        meter = new LevelMeter(texts, model.level());
        sound = new SoundPanel(texts, ui.pulse(), model.waveform());
        getStyleClass().add("booth");
        setId("booth");
        setTop(head(ui, back));
        var stage = stage();
        var scroll = new ScrollPane(stage);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        setCenter(scroll);
        // What follows a take lies below: its words, and keeping it.
        model.takes()
                .addListener(
                        (ListChangeListener<Take>)
                                change -> {
                                    if (change.next() && change.wasAdded()) {
                                        scroll.setVvalue(1);
                                    }
                                });
        var side =
                new VBox(
                        8,
                        Labels.of(texts, "app.window.corpus.booth.takes", Styles.TITLE_4),
                        new TakeList(texts, model));
        VBox.setVgrow(side.getChildren().getLast(), Priority.ALWAYS);
        side.getStyleClass().add("booth-side");
        arrange(stage, side);
        addEventFilter(KeyEvent.KEY_PRESSED, this::typed);
        model.phaseProperty()
                .subscribe(
                        phase -> {
                            frames.unsubscribe();
                            frames =
                                    phase == Phase.CLOSED
                                            ? Subscription.EMPTY
                                            : ui.pulse().everyFrame(meter::refresh);
                        });
    }

    /// The takes stand beside the stage, or under it where there is little room.
    private void arrange(VBox stage, VBox side) {
        // The font tells how large the user wants things, so widths are measured in letters.
        var ruler = new Label();
        ruler.setManaged(false);
        ruler.setVisible(false);
        getChildren().add(ruler);
        wide =
                Bindings.createBooleanBinding(
                        () -> getWidth() == 0 || getWidth() >= WIDE * ruler.getFont().getSize(),
                        widthProperty(),
                        ruler.fontProperty());
        wide.subscribe(
                roomy -> {
                    setRight(null);
                    stage.getChildren().remove(side);
                    if (roomy) {
                        setRight(side);
                    } else {
                        stage.getChildren().add(side);
                    }
                });
    }

    private HBox head(Ui ui, Runnable back) {
        var leave =
                Labels.button(
                        texts,
                        MaterialDesignA.ARROW_LEFT,
                        "app.window.corpus.booth.back",
                        back,
                        Styles.FLAT);
        leave.setId("leaveBooth");
        var name = new Label();
        name.textProperty().bind(model.microphoneProperty());
        name.setGraphic(Icons.of(MaterialDesignM.MICROPHONE));
        name.accessibleTextProperty()
                .bind(texts.of("app.window.corpus.booth.microphone", model.microphoneProperty()));
        var other =
                Labels.button(
                        texts,
                        "app.window.corpus.booth.otherMicrophone",
                        () -> ui.navigation().go("settings"),
                        Styles.FLAT);
        var head =
                new HBox(
                        8,
                        leave,
                        Labels.of(texts, "app.window.corpus.booth.title", Styles.TITLE_3),
                        Labels.space(),
                        name,
                        other);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("booth-head");
        return head;
    }

    private VBox stage() {
        var stage =
                new VBox(
                        16,
                        prompt(),
                        meter,
                        sound,
                        Labels.said(texts, model.warningProperty(), "warning"),
                        trouble(),
                        button(),
                        reply());
        stage.getStyleClass().add("booth-stage");
        return stage;
    }

    private VBox prompt() {
        var question = new TextArea();
        question.setId("question");
        question.setWrapText(true);
        question.setPrefRowCount(2);
        question.getStyleClass().add("question");
        question.textProperty().bindBidirectional(model.questionProperty());
        question.accessibleTextProperty().bind(texts.of("app.window.corpus.booth.question"));
        question.editableProperty().bind(model.phaseProperty().isNotEqualTo(Phase.RECORDING));
        var previous =
                Icons.button(
                        texts, MaterialDesignC.CHEVRON_LEFT, "app.window.corpus.booth.previous");
        previous.setOnAction(_ -> model.previousPrompt());
        var next =
                Icons.button(texts, MaterialDesignC.CHEVRON_RIGHT, "app.window.corpus.booth.next");
        next.setId("nextPrompt");
        next.setOnAction(_ -> model.nextPrompt());
        HBox.setHgrow(question, Priority.ALWAYS);
        var row = new HBox(8, previous, question, next);
        row.setAlignment(Pos.CENTER);
        var upcoming = new Label();
        upcoming.getStyleClass().add("upcoming");
        upcoming.setWrapText(true);
        upcoming.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        model.phaseProperty().get() == Phase.CLOSED
                                                ? ""
                                                : texts.now(
                                                        "app.window.corpus.booth.upcoming",
                                                        model.upcoming()),
                                model.questionProperty(),
                                model.phaseProperty(),
                                texts.languageProperty()));
        return new VBox(8, row, upcoming);
    }

    private HBox trouble() {
        var again =
                Labels.button(
                        texts,
                        MaterialDesignR.REFRESH,
                        "app.window.corpus.booth.tryAgain",
                        model::listen);
        var sentence = Labels.problem(model.problemProperty());
        HBox.setHgrow(sentence, Priority.ALWAYS);
        var row = new HBox(8, sentence, again);
        row.setAlignment(Pos.CENTER_LEFT);
        return Labels.shownWhen(row, model.problemProperty().isNotEmpty());
    }

    private HBox button() {
        var button = new Button();
        button.setId("record");
        button.getStyleClass().add("record");
        var recording = model.phaseProperty().isEqualTo(Phase.RECORDING);
        button.textProperty()
                .bind(
                        Bindings.when(recording)
                                .then(texts.of("app.window.corpus.booth.stop"))
                                .otherwise(texts.of("app.window.corpus.booth.record")));
        button.graphicProperty()
                .bind(
                        Bindings.when(recording)
                                .then(Icons.of(MaterialDesignS.STOP))
                                .otherwise(Icons.of(MaterialDesignR.RECORD)));
        recording.subscribe(on -> button.pseudoClassStateChanged(RECORDING, on));
        button.setOnAction(_ -> model.toggleRecording());
        button.setMinWidth(Region.USE_PREF_SIZE);
        Labels.tip(texts, "app.window.corpus.booth.record.tip", button);
        var row = new HBox(button);
        row.setAlignment(Pos.CENTER);
        return row;
    }

    private VBox reply() {
        var field = new TextArea();
        field.setId("boothReply");
        field.setWrapText(true);
        field.setPrefRowCount(3);
        field.textProperty().bindBidirectional(model.replyProperty());
        Labels.prompt(texts, "app.window.corpus.booth.reply.prompt", field);
        var keep =
                Labels.button(
                        texts,
                        MaterialDesignC.CHECK,
                        "app.window.corpus.booth.keep",
                        model::keep,
                        Styles.ACCENT);
        keep.setId("keep");
        keep.disableProperty().bind(model.canKeepProperty().not());
        var why = Labels.of(texts, "app.window.corpus.booth.keep.why", "what");
        var row = new HBox(16, keep, why);
        row.setAlignment(Pos.CENTER_LEFT);
        return new VBox(8, Labels.above(texts, "app.window.corpus.booth.reply", field), field, row);
    }

    private void typed(KeyEvent e) {
        if (e.isShortcutDown() || e.isAltDown() || e.getTarget() instanceof TextInputControl) {
            return;
        }
        if (e.getCode() == KeyCode.R || (e.getCode() == KeyCode.SPACE && !presses(e.getTarget()))) {
            model.toggleRecording();
            e.consume();
        }
    }

    /// Whether Space means something to it.
    private boolean presses(EventTarget target) {
        return target == sound.wave()
                || (target instanceof ButtonBase button && !"record".equals(button.getId()));
    }
}
