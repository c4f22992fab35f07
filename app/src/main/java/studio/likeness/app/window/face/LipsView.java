package studio.likeness.app.window.face;

import atlantafx.base.theme.Styles;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import studio.likeness.app.window.PictureView;
import studio.likeness.app.window.Spans;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.app.window.face.LipsModel.Seen;
import studio.likeness.models.job.Job;
import studio.likeness.models.job.Job.State;
import studio.likeness.models.training.LipCourse;
import studio.likeness.models.training.LipCurves;

/// The chosen face learns: what it needs, how it goes, what came of it.
final class LipsView extends VBox {
    private static final int LONGEST_MINUTES = 24 * 60;
    private static final double HIGHEST_SHEET = 320;

    private final Texts texts;
    private final FaceModel face;
    private final LipsModel model;

    LipsView(Ui ui, FaceModel face) {
        super(16);
        this.texts = ui.texts();
        this.face = face;
        this.model = face.lips();
        setId("lips");
        var none =
                Choices.noFace(
                        texts, face, MaterialDesignS.SCHOOL_OUTLINE, "app.window.face.lips.none");
        var chosen = face.gallery().chosenProperty();
        Labels.shownWhen(none, Bindings.createBooleanBinding(() -> chosen.get().isEmpty(), chosen));
        var seen = seen();
        HBox.setHgrow(seen, Priority.ALWAYS);
        var both = new HBox(16, course(), seen);
        Labels.shownWhen(both, none.visibleProperty().not());
        getChildren().addAll(none, both);
    }

    private BooleanBinding when(Predicate<Seen> holds) {
        return Bindings.createBooleanBinding(
                () -> model.seenProperty().get().filter(holds).isPresent(), model.seenProperty());
    }

    private BooleanBinding learning() {
        return Bindings.createBooleanBinding(
                () -> model.jobProperty().get().isPresent(), model.jobProperty());
    }

    private Label words(String id, Supplier<String> words, Observable... of) {
        var label = new Label();
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add("what");
        label.textProperty().bind(Bindings.createStringBinding(words::get, of));
        return Labels.shownWhen(label, label.textProperty().isNotEmpty());
    }

    private Node course() {
        var which = Choices.face(texts, "lipsWhich", face);
        var about = Labels.of(texts, "app.window.face.lips.about", "what");
        about.setMinHeight(USE_PREF_SIZE);
        var column =
                new VBox(
                        12,
                        new VBox(4, Labels.above(texts, "app.window.face.try.which", which), which),
                        about,
                        words(
                                "lipsNeeds",
                                this::needs,
                                model.seenProperty(),
                                texts.languageProperty()),
                        begin(),
                        going(),
                        Labels.problem(model.problemProperty()),
                        Labels.shownWhen(
                                new LipsResult(texts, face),
                                when(now -> LipsResult.of(now.standing())).and(learning().not())));
        column.getStyleClass().addAll("face-card", "lips-course");
        return column;
    }

    /// What the clip is worth.
    private String needs() {
        return model.seenProperty()
                .get()
                .map(
                        now -> {
                            var seconds =
                                    String.format(Locale.ROOT, "%.0f", now.standing().seconds());
                            if (now.standing().seconds() == 0) {
                                return texts.now("app.window.face.lips.photo");
                            }
                            if (!now.standing().longEnough()) {
                                return texts.now("app.window.face.lips.short", seconds);
                            }
                            return texts.now(
                                    now.standing().seconds() < 60
                                            ? "app.window.face.lips.little"
                                            : "app.window.face.lips.enough",
                                    seconds);
                        })
                .orElse("");
    }

    private Node begin() {
        var values =
                new SpinnerValueFactory.IntegerSpinnerValueFactory(
                        1, LONGEST_MINUTES, model.minutesProperty().get());
        values.valueProperty().bindBidirectional(model.minutesProperty());
        var minutes = new Spinner<>(values);
        minutes.setId("lipsMinutes");
        minutes.setEditable(true);
        minutes.setPrefWidth(110);
        minutes.getEditor()
                .setTextFormatter(
                        new TextFormatter<>(
                                change ->
                                        change.getControlNewText().matches("[0-9]{1,4}")
                                                ? change
                                                : null));
        var learn = new Button();
        learn.setId("learnLips");
        learn.getStyleClass().add(Styles.ACCENT);
        learn.setMinWidth(USE_PREF_SIZE);
        learn.setOnAction(_ -> model.learn());
        learn.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        texts.now(
                                                begun().isPresent()
                                                        ? "app.window.face.lips.goOn"
                                                        : "app.window.face.lips.learn"),
                                model.seenProperty(),
                                texts.languageProperty()));
        learn.disableProperty().bind(when(now -> now.standing().longEnough()).not());
        var row =
                new HBox(
                        12,
                        new VBox(
                                4,
                                Labels.above(texts, "app.window.face.lips.budget", minutes),
                                minutes),
                        learn);
        row.setAlignment(Pos.BOTTOM_LEFT);
        var box =
                new VBox(
                        8,
                        row,
                        words(
                                "lipsBegun",
                                () ->
                                        begun().map(
                                                        spent ->
                                                                texts.now(
                                                                        "app.window.face.lips.begun",
                                                                        minutes(spent)))
                                                .orElse(""),
                                model.seenProperty(),
                                texts.languageProperty()));
        return Labels.shownWhen(box, learning().not());
    }

    private Optional<Duration> begun() {
        return model.seenProperty().get().flatMap(now -> now.standing().begun());
    }

    /// Of two cores.
    private static String minutes(Duration processor) {
        return String.format(Locale.ROOT, "%.1f", processor.toMillis() / 120_000.0);
    }

    private Node going() {
        var bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        var doing =
                words(
                        "lipsDoing",
                        () -> said(this::doing),
                        model.jobProperty(),
                        texts.languageProperty());
        bar.accessibleTextProperty().bind(doing.textProperty());
        bar.progressProperty()
                .bind(
                        Bindings.createDoubleBinding(
                                () -> model.jobProperty().get().map(LipsView::done).orElse(-1.0),
                                model.jobProperty()));
        var stop = Labels.button(texts, "app.window.face.lips.stop", model::stop, Styles.ACCENT);
        stop.setId("stopLips");
        stop.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () ->
                                        model.jobProperty()
                                                .get()
                                                .filter(
                                                        now ->
                                                                now.doing()
                                                                        .equals(LipCourse.LEARNING))
                                                .isEmpty(),
                                model.jobProperty()));
        var later = Labels.button(texts, "app.window.face.lips.later", model::later);
        later.setId("laterLips");
        var pause = new Button();
        pause.setId("pauseLips");
        pause.setMinWidth(USE_PREF_SIZE);
        pause.setOnAction(_ -> model.pauseOrResume());
        pause.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        texts.now(
                                                paused()
                                                        ? "app.window.face.lips.resume"
                                                        : "app.window.face.lips.pause"),
                                model.jobProperty(),
                                texts.languageProperty()));
        // As wide as the card, not as the words.
        var buttons = new FlowPane(8, 8, stop, pause, later);
        buttons.setPrefWrapLength(0);
        var left =
                words(
                        "lipsLeft",
                        () -> said(this::left),
                        model.jobProperty(),
                        texts.languageProperty());
        return Labels.shownWhen(new VBox(8, doing, bar, left, buttons), learning());
    }

    private boolean paused() {
        return model.jobProperty().get().filter(now -> now.state() == State.PAUSED).isPresent();
    }

    private String said(Function<Job.Snapshot, String> words) {
        return model.jobProperty().get().map(words).orElse("");
    }

    private String doing(Job.Snapshot now) {
        if (now.state() == State.PAUSED) {
            return texts.now("app.window.face.lips.paused");
        }
        return now.doing().isEmpty()
                ? texts.now("app.window.face.lips.starting")
                : texts.now(now.doing());
    }

    private String left(Job.Snapshot now) {
        return model.left(now)
                .map(left -> texts.now("app.window.face.lips.left", Spans.say(texts, left)))
                .orElse("");
    }

    private static double done(Job.Snapshot now) {
        return now.total() > 0 ? now.done() / (double) now.total() : -1;
    }

    /// In the sheet's own proportions, so that no mouth at its ends is cut.
    private double sheetHeight(double width) {
        return model.seenProperty()
                .get()
                .flatMap(Seen::sample)
                .map(sheet -> Math.min(HIGHEST_SHEET, width * sheet.height() / sheet.width()))
                .orElse(0.0);
    }

    /// The same held-out moments again and again, and the losses.
    private Node seen() {
        var sheet = new PictureView();
        sheet.setId("lipsSample");
        sheet.getStyleClass().add("lips-sample");
        sheet.accessibleTextProperty().bind(texts.of("app.window.face.lips.sample"));
        model.seenProperty()
                .subscribe(
                        now ->
                                now.flatMap(Seen::sample)
                                        .ifPresentOrElse(sheet::show, sheet::clear));
        sheet.prefHeightProperty()
                .bind(
                        Bindings.createDoubleBinding(
                                () -> sheetHeight(sheet.getWidth()),
                                sheet.widthProperty(),
                                model.seenProperty()));
        var plot = new LossPlot(texts);
        plot.setId("lipsLoss");
        model.seenProperty()
                .subscribe(now -> plot.show(now.map(Seen::curves).orElse(LipCurves.none())));
        var sample =
                new VBox(
                        8,
                        Labels.of(texts, "app.window.face.lips.sample", "section-title"),
                        Labels.of(texts, "app.window.face.lips.sample.about", "what"),
                        sheet);
        Labels.shownWhen(sample, when(now -> now.sample().isPresent()));
        var losses =
                new VBox(
                        8,
                        Labels.of(texts, "app.window.face.lips.loss", "section-title"),
                        Labels.of(texts, "app.window.face.lips.loss.about", "what"),
                        plot);
        Labels.shownWhen(losses, when(now -> !now.curves().heldOut().isEmpty()));
        var nothing = Labels.of(texts, "app.window.face.lips.nothing", "what");
        Labels.shownWhen(nothing, sample.visibleProperty().or(losses.visibleProperty()).not());
        var column = new VBox(16, sample, losses, nothing);
        column.getStyleClass().addAll("face-card", "lips-seen");
        column.setMaxWidth(Double.MAX_VALUE);
        column.setMinWidth(0);
        return column;
    }
}
