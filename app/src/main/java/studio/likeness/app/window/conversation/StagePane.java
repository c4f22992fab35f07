package studio.likeness.app.window.conversation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import studio.likeness.app.conversation.Conversation.State;
import studio.likeness.app.conversation.Source;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.PictureView;
import studio.likeness.app.window.SourceBadge;
import studio.likeness.app.window.Spans;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.conversation.TalkModel.Phase;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.corpus.store.Persona;

/// The persona's picture; over it what they are doing, and below what they say.
final class StagePane extends StackPane {
    private static final double CORNER = 12;
    private static final double OWN_MARGIN = 16;
    private static final PseudoClass LONG = PseudoClass.getPseudoClass("long");
    // Characters; longer ones are set smaller, so that they leave the face free.
    private static final int LONG_CAPTION = 80;

    private final Ui ui;
    private final TalkModel model;
    private final PictureView picture = new PictureView();

    StagePane(Ui ui, TalkModel model, Webcam webcam) {
        this.ui = ui;
        this.model = model;
        setId("stage");
        getStyleClass().add("stage");
        setMinSize(0, 0);
        picture.accessibleTextProperty()
                .bind(
                        ui.texts()
                                .of(
                                        "app.window.talk.picture",
                                        ui.persona()
                                                .currentProperty()
                                                .map(p -> p.map(Persona::name).orElse(""))));
        model.pictureProperty()
                .subscribe(now -> now.ifPresentOrElse(picture::show, picture::clear));
        picture.visibleProperty().bind(model.phaseProperty().isNotEqualTo(Phase.FAILED));
        var round = new Rectangle();
        round.setArcWidth(2 * CORNER);
        round.setArcHeight(2 * CORNER);
        round.widthProperty().bind(widthProperty());
        round.heightProperty().bind(heightProperty());
        setClip(round);
        var head = head();
        var foot = foot();
        var phase = phase();
        setAlignment(head, Pos.TOP_LEFT);
        setAlignment(foot, Pos.BOTTOM_CENTER);
        var own = new WebcamView(ui, webcam);
        setAlignment(own, Pos.TOP_RIGHT);
        setMargin(own, new Insets(OWN_MARGIN));
        getChildren().addAll(picture, phase, head, foot, own);
    }

    private HBox head() {
        var head =
                new HBox(
                        new StatePill(ui.texts(), model),
                        place(),
                        firstClause(),
                        firstSound(),
                        recordingMark());
        head.getStyleClass().add("stage-head");
        head.setMaxHeight(USE_PREF_SIZE);
        head.setPickOnBounds(false);
        head.visibleProperty().bind(model.phaseProperty().isEqualTo(Phase.OPEN));
        return head;
    }

    /// While a model is at work: where it is.
    private Label place() {
        var chip = new Label();
        chip.setId("brain-place");
        chip.getStyleClass().add("chip");
        chip.setGraphic(Icons.of(MaterialDesignC.CHIP));
        chip.setMinWidth(USE_PREF_SIZE);
        chip.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> model.placeProperty().get().word().in(ui.texts()),
                                model.placeProperty(),
                                ui.texts().languageProperty()));
        var about = new Tooltip();
        about.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> model.placeProperty().get().sentence().in(ui.texts()),
                                model.placeProperty(),
                                ui.texts().languageProperty()));
        chip.setTooltip(about);
        return Labels.shownWhen(
                chip,
                Bindings.createBooleanBinding(
                        this::isThinking,
                        model.placeProperty(),
                        model.stateProperty(),
                        model.speakingProperty()));
    }

    private boolean isThinking() {
        var state = model.stateProperty().get();
        var source = model.speakingProperty().get();
        return model.placeProperty().get().thinks()
                && (state == State.THINKING || state == State.SPEAKING)
                && source.filter(s -> s != Source.GENERATED).isEmpty();
    }

    /// How long a model took until a voice could begin; opens the waterfall.
    private Button firstClause() {
        var chip =
                timeChip(
                        "app.window.talk.firstClause",
                        () ->
                                model.writtenProperty().get()
                                        ? model.waterfallProperty().get().firstClause()
                                        : Optional.empty());
        chip.setId("first-clause");
        return chip;
    }

    /// The last turn's time to first sound; opens the waterfall.
    private Button firstSound() {
        var chip =
                timeChip(
                        "app.window.talk.firstSound",
                        () -> model.waterfallProperty().get().firstSound());
        chip.setId("first-sound");
        return chip;
    }

    private Button timeChip(String key, Supplier<Optional<Duration>> time) {
        var texts = ui.texts();
        var chip = new Button();
        chip.getStyleClass().add("chip");
        chip.setGraphic(Icons.of(MaterialDesignT.TIMER_OUTLINE));
        chip.setMinWidth(USE_PREF_SIZE);
        chip.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        time.get()
                                                .map(at -> texts.now(key, Spans.say(texts, at)))
                                                .orElse(""),
                                model.waterfallProperty(),
                                texts.languageProperty()));
        chip.setOnAction(_ -> WaterfallView.open(texts, model, chip));
        return Labels.shownWhen(chip, chip.textProperty().isNotEmpty());
    }

    private Label recordingMark() {
        var mark = new Label();
        mark.setId("recording-mark");
        mark.getStyleClass().add("recording-mark");
        mark.setMinWidth(USE_PREF_SIZE);
        mark.textProperty().bind(ui.texts().of("app.window.talk.recording"));
        mark.visibleProperty().bind(model.recordingProperty().isEqualTo(SessionRecording.State.ON));
        return mark;
    }

    private VBox foot() {
        var badge = new StackPane();
        model.speakingProperty().subscribe(now -> badge.getChildren().setAll(badges(now)));
        var caption = new Label();
        caption.setId("caption");
        caption.getStyleClass().add("caption");
        caption.setWrapText(true);
        caption.setMinHeight(USE_PREF_SIZE);
        caption.textProperty().bind(model.captionProperty());
        model.captionProperty()
                .subscribe(
                        text ->
                                caption.pseudoClassStateChanged(
                                        LONG, text.length() > LONG_CAPTION));
        caption.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () ->
                                        ui.preferences().get().captions()
                                                && !model.captionProperty().get().isEmpty(),
                                ui.preferences().settingsProperty(),
                                model.captionProperty()));
        caption.managedProperty().bind(caption.visibleProperty());
        var foot = new VBox(badge, caption);
        foot.getStyleClass().add("stage-foot");
        foot.setMaxHeight(USE_PREF_SIZE);
        foot.setMouseTransparent(true);
        return foot;
    }

    /// On the picture too, recorded and generated are told apart.
    private List<SourceBadge> badges(Optional<Source> speaking) {
        return speaking.map(
                        source ->
                                new SourceBadge(
                                        ui.texts(),
                                        source,
                                        model.speakingAnswer(),
                                        !model.voiceProperty().get().isEmpty()))
                .map(List::of)
                .orElse(List.of());
    }

    private StackPane phase() {
        var pane = new StackPane();
        model.phaseProperty()
                .subscribe(
                        now -> {
                            pane.getChildren().clear();
                            switch (now) {
                                case NOBODY -> pane.getChildren().add(nobody());
                                case OPENING -> pane.getChildren().add(opening());
                                case FAILED -> pane.getChildren().add(failed());
                                case OPEN -> {}
                            }
                            pane.setMouseTransparent(now == Phase.OPEN);
                        });
        return pane;
    }

    private VBox nobody() {
        var create = button("app.window.talk.nobody.create", () -> ui.navigation().go("persona"));
        create.setDefaultButton(true);
        return message("app.window.talk.nobody.title", "app.window.talk.nobody.text", create);
    }

    private VBox opening() {
        var ring = new ProgressIndicator();
        ring.getStyleClass().add("opening");
        var box = new VBox(ring);
        box.getStyleClass().add("stage-message");
        return box;
    }

    private VBox failed() {
        var box =
                message(
                        "app.window.talk.failed.title",
                        "app.window.talk.failed.text",
                        button("app.window.retry", model::retry));
        var why = new Label();
        why.textProperty().bind(model.failureProperty());
        why.setWrapText(true);
        box.getChildren().set(1, why);
        if (model.thinks()) {
            box.getChildren().add(Suggestion.recordingsOnly(ui.texts(), model));
        }
        return box;
    }

    private Button button(String key, Runnable run) {
        var button = new Button();
        button.textProperty().bind(ui.texts().of(key));
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> run.run());
        return button;
    }

    private VBox message(String titleKey, String textKey, Button action) {
        var title = new Label();
        title.textProperty().bind(ui.texts().of(titleKey));
        title.getStyleClass().add("title-3");
        title.setWrapText(true);
        var text = new Label();
        text.textProperty().bind(ui.texts().of(textKey));
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        var box = new VBox(title, text, action);
        box.getStyleClass().add("stage-message");
        return box;
    }
}
