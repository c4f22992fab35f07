package studio.likeness.app.window.face;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.FXCollections;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import studio.likeness.app.conversation.Performance;
import studio.likeness.app.conversation.Source;
import studio.likeness.app.window.FileChoosers;
import studio.likeness.app.window.PictureView;
import studio.likeness.app.window.SourceBadge;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.app.window.face.SpeakingWork.Recorded;
import studio.likeness.app.window.face.SpeakingWork.Ways;
import studio.likeness.app.window.face.TryModel.Phase;
import studio.likeness.models.face.animate.Engine;

/// The chosen face, and what it can be made to say.
final class TryView extends VBox {
    private static final double STAGE_MARGIN = 12;

    private final Ui ui;
    private final Texts texts;
    private final FaceModel face;
    private final TryModel model;

    TryView(Ui ui, FaceModel face) {
        super(16);
        this.ui = ui;
        this.texts = ui.texts();
        this.face = face;
        this.model = face.tries();
        setId("tryFace");
        var left =
                new VBox(8, stage(), buttons(), figures(), Labels.problem(model.problemProperty()));
        HBox.setHgrow(left, Priority.ALWAYS);
        left.setMinWidth(0);
        var none = Labels.of(texts, "app.window.face.none", "what");
        var chosen = face.gallery().chosenProperty();
        Labels.shownWhen(none, Bindings.createBooleanBinding(() -> chosen.get().isEmpty(), chosen));
        var both = new HBox(16, left, side());
        Labels.shownWhen(both, none.visibleProperty().not());
        getChildren().addAll(none, both);
        addEventHandler(KeyEvent.KEY_PRESSED, this::typed);
    }

    private void typed(KeyEvent e) {
        if (e.isShortcutDown() && e.getCode() == KeyCode.ENTER) {
            model.say();
            e.consume();
        }
    }

    private BooleanBinding in(Phase... phases) {
        var wanted = List.of(phases);
        return Bindings.createBooleanBinding(
                () -> wanted.contains(model.phaseProperty().get()), model.phaseProperty());
    }

    private Node stage() {
        var picture = new PictureView();
        picture.accessibleTextProperty().bind(texts.of("app.window.face.try.picture"));
        model.pictureProperty()
                .subscribe(now -> now.ifPresentOrElse(picture::show, picture::clear));
        var seen =
                Bindings.createBooleanBinding(
                        () -> model.pictureProperty().get().isPresent(), model.pictureProperty());
        var invitation = Labels.of(texts, "app.window.face.try.invitation", "stage-words");
        Labels.shownWhen(invitation, seen.not().and(in(Phase.IDLE)));
        var ring = new ProgressIndicator();
        ring.getStyleClass().add("opening");
        Labels.shownWhen(ring, in(Phase.SAYING, Phase.OPENING));
        var badge = new SourceBadge(texts, Source.GENERATED, Optional.empty(), true);
        Labels.shownWhen(badge, seen);
        var stage = new StackPane(picture, invitation, ring, badge);
        StackPane.setAlignment(badge, Pos.BOTTOM_LEFT);
        StackPane.setMargin(badge, new Insets(STAGE_MARGIN));
        stage.setId("tryStage");
        stage.getStyleClass().add("camera-stage");
        return stage;
    }

    private Node buttons() {
        var again =
                Labels.button(
                        texts,
                        MaterialDesignP.PLAY,
                        "app.window.face.try.speak",
                        model::speak,
                        Styles.ACCENT);
        again.setId("speakAgain");
        Labels.shownWhen(again, in(Phase.IDLE));
        var stop = Labels.button(texts, MaterialDesignS.STOP, "app.window.face.stop", model::stop);
        stop.setId("stopTry");
        Labels.shownWhen(stop, in(Phase.SAYING, Phase.OPENING, Phase.SPEAKING));
        var save =
                Labels.button(
                        texts,
                        MaterialDesignM.MOVIE_OUTLINE,
                        "app.window.face.try.save",
                        model::save);
        save.setId("saveTry");
        var nothing =
                Bindings.createBooleanBinding(
                        () -> model.soundProperty().get().isEmpty(), model.soundProperty());
        again.disableProperty().bind(nothing);
        save.disableProperty().bind(nothing.or(model.film().watch().runningProperty()));
        var show =
                Labels.button(
                        texts,
                        "app.window.face.try.show",
                        model.film()::reveal,
                        Styles.FLAT,
                        Styles.ACCENT);
        show.setId("showFilm");
        Labels.shownWhen(
                show,
                Bindings.createBooleanBinding(
                        () -> model.film().savedProperty().get().isPresent(),
                        model.film().savedProperty()));
        var row = new HBox(8, again, stop, save, filming(), show);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Node filming() {
        var bar = new ProgressBar();
        bar.progressProperty().bind(model.film().watch().doneProperty());
        bar.accessibleTextProperty().bind(texts.of("app.window.face.try.filming"));
        var cancel = Labels.button(texts, "app.window.cancel", model.film().watch()::cancel);
        cancel.setId("cancelFilm");
        var row = new HBox(8, bar, cancel);
        row.setAlignment(Pos.CENTER_LEFT);
        return Labels.shownWhen(row, model.film().watch().runningProperty());
    }

    /// What was spoken, and how well it kept up.
    private Node figures() {
        var what = new Label();
        what.setId("tried");
        what.getStyleClass().add("what");
        what.setWrapText(true);
        what.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> said(model.figuresProperty().get()),
                                model.figuresProperty(),
                                model.soundProperty(),
                                texts.languageProperty()));
        return what;
    }

    private String said(Optional<Performance.Figures> figures) {
        var name = model.soundProperty().get().map(TryModel.Sound::name).orElse("");
        return figures.map(
                        now ->
                                texts.now(
                                        "app.window.face.try.figures",
                                        name,
                                        String.format(
                                                Locale.ROOT,
                                                "%.1f",
                                                now.sound().toMillis() / 1000.0),
                                        now.shown(),
                                        now.pictures(),
                                        now.held()))
                .orElse(name);
    }

    private Node side() {
        var side = new VBox(16, way(), say(), sounds(), recordings());
        side.getStyleClass().add("capture-side");
        return side;
    }

    /// Which face, and how its mouth is made.
    private Node way() {
        var which = Choices.face(texts, "tryWhich", face);
        var engines = FXCollections.<Engine>observableArrayList();
        var by =
                Choices.<Engine>box(
                        texts, "tryEngine", engines, engine -> Choices.engine(texts, engine));
        model.waysProperty()
                .subscribe(
                        now -> {
                            engines.setAll(now.map(w -> w.engines()).orElse(List.of()));
                            by.setValue(model.engineProperty().get());
                        });
        by.setOnAction(
                _ -> Optional.ofNullable(by.getValue()).ifPresent(model.engineProperty()::set));
        model.engineProperty().subscribe(by::setValue);
        var about = new Label();
        about.setId("tryPlace");
        about.getStyleClass().add("what");
        about.setWrapText(true);
        about.setMinHeight(USE_PREF_SIZE);
        about.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                this::about,
                                model.engineProperty(),
                                model.waysProperty(),
                                texts.languageProperty()));
        return new VBox(
                8,
                new VBox(4, Labels.above(texts, "app.window.face.try.which", which), which),
                new VBox(4, Labels.above(texts, "app.window.face.try.engine", by), by),
                about,
                sharpener());
    }

    /// What makes the painted face sharper; nothing is asked where nothing is installed.
    private Node sharpener() {
        var models = FXCollections.<Optional<String>>observableArrayList();
        var by =
                Choices.<Optional<String>>box(
                        texts,
                        "trySharpener",
                        models,
                        model -> model.orElseGet(() -> texts.now("app.window.face.try.unsharp")));
        model.waysProperty()
                .subscribe(
                        now -> {
                            var all = new ArrayList<Optional<String>>();
                            all.add(Optional.empty());
                            now.stream()
                                    .flatMap(w -> w.sharpeners().stream())
                                    .map(Optional::of)
                                    .forEach(all::add);
                            models.setAll(all);
                            by.setValue(now.flatMap(Ways::sharpener));
                        });
        by.setOnAction(_ -> Optional.ofNullable(by.getValue()).ifPresent(this::sharpen));
        var cost = Labels.of(texts, "app.window.face.try.sharpen.cost", "what");
        cost.setMinHeight(USE_PREF_SIZE);
        var box =
                new VBox(
                        4, Labels.above(texts, "app.window.face.try.sharpen", by), by, cost);
        box.setId("sharpening");
        return Labels.shownWhen(box, Bindings.size(models).greaterThan(1));
    }

    private void sharpen(Optional<String> chosen) {
        if (!model.waysProperty().get().flatMap(Ways::sharpener).equals(chosen)) {
            model.sharpen(chosen);
        }
    }

    private String about() {
        var engine = model.engineProperty().get();
        return model.waysProperty()
                .get()
                .map(
                        ways ->
                                texts.now(
                                                "app.window.face.engine."
                                                        + engine.name().toLowerCase(Locale.ROOT))
                                        + " "
                                        + Choices.place(texts, ways.device()))
                .orElse("");
    }

    private Node say() {
        var field = new TextArea();
        field.setId("trySentence");
        field.setWrapText(true);
        field.setPrefRowCount(2);
        field.textProperty().bindBidirectional(model.sentenceProperty());
        Labels.prompt(texts, "app.window.face.try.prompt", field);
        var say =
                Labels.button(
                        texts,
                        MaterialDesignA.ACCOUNT_VOICE,
                        "app.window.face.try.say",
                        model::say);
        say.setId("tryThis");
        say.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> model.sentenceProperty().get().isBlank(),
                                model.sentenceProperty()));
        return new VBox(4, Labels.above(texts, "app.window.face.try.sentence", field), field, say);
    }

    private Node sounds() {
        var choose =
                Labels.button(
                        texts,
                        MaterialDesignF.FOLDER_OPEN_OUTLINE,
                        "app.window.face.try.choose",
                        this::choose);
        choose.setId("chooseSound");
        var hint = Labels.of(texts, "app.window.face.try.any", "what");
        hint.setMinHeight(USE_PREF_SIZE);
        return new VBox(4, choose, hint);
    }

    private void choose() {
        var filter =
                new FileChoosers.Filter(
                        texts.now("app.window.face.try.filter"),
                        List.of(
                                "*.wav", "*.mp3", "*.m4a", "*.flac", "*.ogg", "*.opus", "*.mp4",
                                "*.mov", "*.mkv", "*.webm", "*"));
        ui.files().open(texts.now("app.window.face.try.choose"), List.of(filter), model::brought);
    }

    /// The persona's own recordings.
    private Node recordings() {
        var box = Choices.box(texts, "tryRecording", model.recordings(), Recorded::question);
        box.setOnAction(_ -> Optional.ofNullable(box.getValue()).ifPresent(model::speak));
        var recordings =
                new VBox(4, Labels.above(texts, "app.window.face.try.recording", box), box);
        return Labels.shownWhen(recordings, Bindings.isNotEmpty(model.recordings()));
    }
}
