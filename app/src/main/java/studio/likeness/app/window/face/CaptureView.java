package studio.likeness.app.window.face;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.camera.MirrorView;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.app.window.face.CaptureModel.Phase;
import studio.likeness.app.window.face.CaptureModel.Step;
import studio.likeness.app.window.face.FilmFolder.Film;
import studio.likeness.app.window.sound.LevelMeter;

/// The camera with its guides, what to do now, and beside it what is good and what is not.
final class CaptureView extends HBox {
    private static final PseudoClass FILMING = PseudoClass.getPseudoClass("filming");

    private final Texts texts;
    private final FaceModel face;
    private final CaptureModel model;
    private final Runnable choose;
    private final LevelMeter meter;
    private Subscription frames = Subscription.EMPTY;

    /// @param choose asks for a file instead
    CaptureView(Ui ui, FaceModel face, Runnable choose) {
        super(16);
        this.texts = ui.texts();
        this.face = face;
        this.model = face.capture();
        this.choose = choose;
        getStyleClass().add("capture");
        meter = new LevelMeter(texts, model.level());
        var stage = new VBox(8, task(), stage(), buttons());
        HBox.setHgrow(stage, Priority.ALWAYS);
        getChildren().addAll(stage, side());
        model.viewfinder()
                .stateProperty()
                .subscribe(
                        state -> {
                            frames.unsubscribe();
                            frames =
                                    state == studio.likeness.app.window.camera.Viewfinder.State.ON
                                            ? ui.pulse().everyFrame(meter::refresh)
                                            : Subscription.EMPTY;
                        });
    }

    private BooleanBinding in(Phase... phases) {
        var wanted = List.of(phases);
        return Bindings.createBooleanBinding(
                () -> wanted.contains(model.phaseProperty().get()), model.phaseProperty());
    }

    private Node stage() {
        var mirror = new MirrorView(model.viewfinder());
        mirror.picture().accessibleTextProperty().bind(texts.of("app.window.face.picture"));
        var guides = new Guides(mirror, model.checks());
        Labels.shownWhen(guides, in(Phase.READY, Phase.COUNTDOWN));
        var stage = new StackPane(mirror, guides, invitation(), waiting(), number());
        stage.setId("captureStage");
        stage.getStyleClass().add("camera-stage");
        model.phaseProperty()
                .subscribe(now -> stage.pseudoClassStateChanged(FILMING, now == Phase.FILMING));
        return stage;
    }

    /// While the camera is off.
    private Node invitation() {
        var icon = Icons.of(MaterialDesignV.VIDEO_OUTLINE);
        icon.getStyleClass().add("empty-icon");
        var on =
                Labels.button(
                        texts,
                        MaterialDesignV.VIDEO_OUTLINE,
                        "app.window.face.camera.on",
                        face::openCamera,
                        Styles.ACCENT);
        on.setId("openCamera");
        var file = Labels.button(texts, "app.window.face.choose", choose);
        file.setId("chooseFace");
        var row = new HBox(8, on, file);
        row.setAlignment(Pos.CENTER);
        var words =
                new VBox(
                        16,
                        icon,
                        Labels.of(texts, "app.window.face.invitation", "empty-sentence"),
                        row,
                        Labels.problem(model.problemProperty()));
        words.setAlignment(Pos.CENTER);
        words.getStyleClass().add("invitation");
        return Labels.shownWhen(words, in(Phase.OFF, Phase.FILMED));
    }

    private Node waiting() {
        var ring = new ProgressIndicator();
        ring.getStyleClass().add("opening");
        return Labels.shownWhen(ring, in(Phase.OPENING, Phase.COMPLETING));
    }

    private Node number() {
        var number = new Label();
        number.setId("countdown");
        number.getStyleClass().add("countdown");
        number.textProperty().bind(model.secondsLeftProperty().asString());
        return Labels.shownWhen(number, in(Phase.COUNTDOWN));
    }

    /// What one does now, in a strip of its own above the picture: near the lens, so that who reads
    /// looks into it, and over nothing of the face.
    private Node task() {
        var title = new Label();
        title.setId("stepTitle");
        title.getStyleClass().add("step-title");
        title.setWrapText(true);
        title.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> texts.now(word("title"), model.secondsLeftProperty().get()),
                                model.stepProperty(),
                                model.secondsLeftProperty(),
                                texts.languageProperty()));
        var text = new Label();
        text.setId("stepText");
        text.getStyleClass().add("step-text");
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        text.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> texts.now(word("text")),
                                model.stepProperty(),
                                texts.languageProperty()));
        model.stepProperty()
                .subscribe(
                        step ->
                                text.pseudoClassStateChanged(
                                        PseudoClass.getPseudoClass("reading"),
                                        step == Step.READING));
        var task = new VBox(8, title, text);
        task.getStyleClass().add("task");
        task.setMinHeight(USE_PREF_SIZE);
        return Labels.shownWhen(task, in(Phase.FILMING));
    }

    private String word(String part) {
        return "app.window.face.step."
                + model.stepProperty().get().name().toLowerCase(Locale.ROOT)
                + "."
                + part;
    }

    private Node buttons() {
        var begin =
                button("beginFilm", MaterialDesignR.RECORD, "app.window.face.begin", model::begin);
        begin.getStyleClass().add("record");
        Labels.shownWhen(begin, in(Phase.READY));
        var next =
                button("nextStep", MaterialDesignS.SKIP_NEXT, "app.window.face.next", model::next);
        Labels.shownWhen(next, in(Phase.FILMING));
        var stop = button("stopFilm", MaterialDesignS.STOP, "app.window.face.stop", model::stop);
        Labels.shownWhen(stop, in(Phase.FILMING, Phase.COUNTDOWN));
        var off =
                button(
                        "closeCamera",
                        MaterialDesignV.VIDEO_OFF_OUTLINE,
                        "app.window.face.camera.off",
                        model::off);
        Labels.shownWhen(off, in(Phase.READY, Phase.OPENING));
        var row = new HBox(8, begin, next, stop, off, filmed());
        row.setAlignment(Pos.CENTER);
        row.getStyleClass().add("capture-buttons");
        return Labels.shownWhen(row, in(Phase.OFF, Phase.COMPLETING).not());
    }

    private Button button(String id, org.kordamp.ikonli.Ikon icon, String key, Runnable action) {
        var button = Labels.button(texts, icon, key, action);
        button.setId(id);
        return button;
    }

    /// A film is there: what becomes of it.
    private Node filmed() {
        var length = new Label();
        length.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> model.filmProperty().get().map(this::said).orElse(""),
                                model.filmProperty(),
                                texts.languageProperty()));
        var use =
                Labels.button(
                        texts,
                        "app.window.face.film.use",
                        () -> model.filmProperty().get().ifPresent(face::use),
                        Styles.ACCENT);
        use.setId("useFilm");
        var discard =
                Labels.button(
                        texts,
                        "app.window.face.film.discard",
                        () -> model.filmProperty().get().ifPresent(face::discard));
        discard.setId("discardFilm");
        var row = new HBox(8, length, use, discard);
        row.setAlignment(Pos.CENTER_LEFT);
        return Labels.shownWhen(row, in(Phase.FILMED));
    }

    private String said(Film film) {
        return texts.now("app.window.face.film.length", film.length().toSeconds());
    }

    private Node side() {
        var list = new CheckList();
        model.checks()
                .checkProperty()
                .subscribe(now -> list.show(now.map(c -> c.findings()).orElse(List.of())));
        var rate = new Label();
        rate.setId("frameRate");
        rate.getStyleClass().add("what");
        rate.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        texts.now(
                                                "app.window.face.rate",
                                                Math.round(model.framesPerSecondProperty().get())),
                                model.framesPerSecondProperty(),
                                texts.languageProperty()));
        var live =
                new VBox(
                        12,
                        Labels.of(texts, "app.window.face.checks", "section-title"),
                        list,
                        Labels.problem(model.checks().problemProperty()),
                        rate,
                        meter);
        Labels.shownWhen(live, in(Phase.READY, Phase.COUNTDOWN, Phase.FILMING));
        var advice =
                new VBox(
                        12,
                        Labels.of(texts, "app.window.face.advice", "section-title"),
                        Labels.of(texts, "app.window.face.advice.text", "what"));
        Labels.shownWhen(advice, in(Phase.OFF, Phase.OPENING, Phase.COMPLETING, Phase.FILMED));
        var side = new VBox(live, advice);
        side.getStyleClass().add("capture-side");
        return side;
    }
}
