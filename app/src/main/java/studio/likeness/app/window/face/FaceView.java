package studio.likeness.app.window.face;

import atlantafx.base.theme.Styles;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import studio.likeness.app.window.FileChoosers;
import studio.likeness.app.window.FileDrops;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.PictureView;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.app.window.corpus.UndoBar;
import studio.likeness.app.window.face.BringModel.Phase;
import studio.likeness.app.window.face.FaceModel.Pane;
import studio.likeness.app.window.face.FilmFolder.Film;
import studio.likeness.app.window.face.SpeakingWork.Ways;
import studio.likeness.app.window.settings.Segments;
import studio.likeness.corpus.faces.Faces;

/// The whole tab: the camera, what was brought, and the faces that are there. Clips and photos may
/// be dropped anywhere.
final class FaceView extends StackPane {
    private static final int STILL = 480;

    private final Ui ui;
    private final Texts texts;
    private final FaceModel model;
    private final FaceWork work;
    private final SpeakingWork speaking;

    FaceView(Ui ui, FaceModel model, FaceWork work, SpeakingWork speaking) {
        this.ui = ui;
        this.texts = ui.texts();
        this.model = model;
        this.work = work;
        this.speaking = speaking;
        setId("face");
        getStyleClass().add("face-tab");
        getStylesheets()
                .add(
                        Objects.requireNonNull(FaceView.class.getResource("face.css"))
                                .toExternalForm());
        var faces =
                new VBox(
                        24,
                        new CaptureView(ui, model, this::choose),
                        new BringPanel(texts, model.bring()),
                        films(),
                        gallery());
        var scroll = new ScrollPane();
        var page =
                new VBox(
                        24,
                        toolbar(),
                        shownFor(Pane.FACES, faces),
                        shownFor(Pane.TRY, new TryView(ui, model, scroll.viewportBoundsProperty())),
                        shownFor(Pane.LIPS, new LipsView(ui, model)));
        page.getStyleClass().add("face-page");
        scroll.setContent(page);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("page");
        var undo = new UndoBar(texts, model.gallery().history());
        undo.setMaxHeight(USE_PREF_SIZE);
        setAlignment(undo, Pos.BOTTOM_CENTER);
        getChildren().addAll(scroll, undo, veil());
        FileDrops.take(this, _ -> model.bring().hovering(), model.bring()::left, model::dropped);
        addEventHandler(KeyEvent.KEY_PRESSED, this::typed);
    }

    private Node shownFor(Pane pane, Node node) {
        return Labels.shownWhen(node, model.paneProperty().isEqualTo(pane));
    }

    private HBox toolbar() {
        var add = Labels.button(texts, MaterialDesignP.PLUS, "app.window.face.add", this::choose);
        add.setId("addFace");
        Labels.shownWhen(add, model.paneProperty().isEqualTo(Pane.FACES));
        var panes =
                new Segments(
                        texts,
                        "app.window.face.pane",
                        Arrays.stream(Pane.values()).map(Pane::word).toList(),
                        model.paneProperty().map(Pane::word),
                        word ->
                                model.paneProperty()
                                        .set(Pane.valueOf(word.toUpperCase(Locale.ROOT))));
        panes.accessibleTextProperty().bind(texts.of("app.window.face.pane"));
        var bar =
                new HBox(
                        16,
                        Labels.of(texts, "app.window.face.title", Styles.TITLE_3),
                        panes,
                        Labels.space(),
                        add);
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private void choose() {
        var filter =
                new FileChoosers.Filter(
                        texts.now("app.window.face.filter"),
                        List.of(
                                "*.mp4", "*.mov", "*.mkv", "*.webm", "*.avi", "*.m4v", "*.jpg",
                                "*.jpeg", "*.png", "*.webp", "*"));
        ui.files().open(texts.now("app.window.face.add"), List.of(filter), model::brought);
    }

    /// Films that no face was made of, for example because the program ended.
    private Node films() {
        var rows = new VBox(8);
        Runnable fill =
                () ->
                        rows.getChildren()
                                .setAll(model.gallery().films().stream().map(this::film).toList());
        model.gallery().films().addListener((ListChangeListener<Film>) _ -> fill.run());
        texts.languageProperty().subscribe(_ -> fill.run());
        var section =
                new VBox(12, Labels.of(texts, "app.window.face.films", "section-title"), rows);
        section.setId("films");
        return Labels.shownWhen(section, Bindings.isNotEmpty(model.gallery().films()));
    }

    private HBox film(Film film) {
        var what =
                new Label(
                        texts.now(
                                "app.window.face.film.waiting",
                                film.length().toSeconds(),
                                java.time.format.DateTimeFormatter.ofLocalizedDateTime(
                                                java.time.format.FormatStyle.MEDIUM,
                                                java.time.format.FormatStyle.SHORT)
                                        .withLocale(texts.languageProperty().get())
                                        .format(
                                                film.at()
                                                        .atZone(
                                                                java.time.ZoneId
                                                                        .systemDefault()))));
        var use = Labels.button(texts, "app.window.face.film.use", () -> model.use(film));
        use.getStyleClass().add("use-film");
        var discard =
                Labels.button(texts, "app.window.face.film.discard", () -> model.discard(film));
        var row = new HBox(8, what, Labels.space(), use, discard);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("film-row");
        return row;
    }

    private Node gallery() {
        var cards = new FlowPane(16, 16);
        cards.setId("faces");
        Runnable fill =
                () ->
                        cards.getChildren()
                                .setAll(model.gallery().faces().stream().map(this::card).toList());
        model.gallery().faces().addListener((ListChangeListener<Faces.Face>) _ -> fill.run());
        texts.languageProperty().subscribe(_ -> fill.run());
        var empty = Labels.of(texts, "app.window.face.none", "what");
        Labels.shownWhen(
                empty,
                Bindings.isEmpty(model.gallery().faces()).and(model.gallery().loadedProperty()));
        return new VBox(
                12,
                Labels.of(texts, "app.window.face.faces", "section-title"),
                Labels.problem(model.gallery().problemProperty()),
                empty,
                cards);
    }

    private FaceCard card(Faces.Face face) {
        var picture = new PictureView();
        model.gallery()
                .persona()
                .ifPresent(
                        persona ->
                                ui.background()
                                        .run(
                                                () -> work.still(persona, face.id(), STILL),
                                                picture::show,
                                                // The card says what it is; only its picture is
                                                // missing.
                                                _ -> {}));
        return new FaceCard(texts, model, face, picture, place(face));
    }

    /// How the talk makes the mouth of the face that speaks.
    private Label place(Faces.Face face) {
        var label = CheckList.sentence("");
        label.setId("facePlace");
        Labels.shownWhen(label, label.textProperty().isNotEmpty());
        if (face.used()) {
            model.gallery()
                    .persona()
                    .ifPresent(
                            persona ->
                                    ui.background()
                                            .run(
                                                    () -> speaking.ways(persona, face.id()),
                                                    ways -> label.setText(said(ways)),
                                                    label::setText));
        }
        return label;
    }

    private String said(Ways ways) {
        return texts.now(
                "app.window.face.place",
                Choices.engine(texts, ways.engines().getFirst()),
                Choices.place(texts, ways.device()));
    }

    private Node veil() {
        var icon = Icons.of(MaterialDesignT.TRAY_ARROW_DOWN);
        icon.getStyleClass().add("empty-icon");
        var what = new Label();
        what.getStyleClass().add(Styles.TITLE_3);
        what.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        texts.now(
                                                model.paneProperty().get() == Pane.TRY
                                                        ? "app.window.face.try.drop"
                                                        : "app.window.face.drop"),
                                model.paneProperty(),
                                texts.languageProperty()));
        var veil = new VBox(icon, what);
        veil.setAlignment(Pos.CENTER);
        veil.getStyleClass().add("drop-veil");
        veil.setMouseTransparent(true);
        return Labels.shownWhen(veil, model.bring().phaseProperty().isEqualTo(Phase.HOVERED));
    }

    private void typed(KeyEvent e) {
        if (e.isShortcutDown() && e.getCode() == KeyCode.Z) {
            model.gallery().history().undo();
            e.consume();
        } else if (e.getCode() == KeyCode.R
                && !e.isShortcutDown()
                && model.paneProperty().get() == Pane.FACES) {
            model.capture().begin();
            e.consume();
        }
    }
}
