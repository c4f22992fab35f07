package studio.likeness.app.window.face;

import atlantafx.base.theme.Styles;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.PictureView;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.app.window.face.FaceModel.Pane;
import studio.likeness.corpus.faces.Faces;
import studio.likeness.models.face.profile.Finding;

/// A face of the persona: how it looks, what it is worth, whether it speaks.
final class FaceCard extends VBox {
    private static final double WIDTH = 240;
    private static final double HEIGHT = 150;
    private static final double CORNER = 12;

    private final Texts texts;
    private final FaceModel model;
    private final Faces.Face face;

    /// @param place how its mouth is made in the talk, and where
    FaceCard(Texts texts, FaceModel model, Faces.Face face, PictureView picture, Label place) {
        super(8);
        this.texts = texts;
        this.model = model;
        this.face = face;
        setId("face-" + face.id());
        getStyleClass().add("face-card");
        picture.setMinSize(WIDTH, HEIGHT);
        picture.setPrefSize(WIDTH, HEIGHT);
        picture.setMaxSize(WIDTH, HEIGHT);
        picture.accessibleTextProperty().set(face.id());
        var round = new Rectangle(WIDTH, HEIGHT);
        round.setArcWidth(CORNER);
        round.setArcHeight(CORNER);
        picture.setClip(round);
        getChildren()
                .addAll(
                        picture,
                        head(),
                        CheckList.sentence(about()),
                        worst(),
                        place,
                        room(),
                        buttons());
    }

    /// Buttons stand at the same height in all cards of a row.
    private static Region room() {
        var room = new Region();
        setVgrow(room, Priority.ALWAYS);
        return room;
    }

    private HBox head() {
        var name = new Label(face.id());
        name.getStyleClass().add("model-name");
        name.setTooltip(new Tooltip(face.id()));
        var head = new HBox(8, name, Labels.space());
        head.setAlignment(Pos.CENTER_LEFT);
        if (face.used()) {
            var badge = Labels.of(texts, "app.window.face.used", "state-badge", "good");
            badge.setMinWidth(USE_PREF_SIZE);
            head.getChildren().add(badge);
        }
        return head;
    }

    private String about() {
        var made =
                DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                        .withLocale(texts.languageProperty().get())
                        .format(face.made().atZone(ZoneId.systemDefault()));
        var source = face.report().source();
        return face.photo()
                ? texts.now("app.window.face.card.photo", source.width(), source.height(), made)
                : texts.now(
                        "app.window.face.card.clip",
                        String.format(Locale.ROOT, "%.0f", source.seconds()),
                        source.width(),
                        source.height(),
                        made);
    }

    /// What keeps it from being good, in a line.
    private Label worst() {
        return CheckList.sentence(
                face.report().findings().stream()
                        .filter(f -> f.verdict() == face.report().verdict())
                        .filter(f -> f.verdict() != Finding.Verdict.GOOD)
                        .findFirst()
                        .map(Finding::sentence)
                        .orElseGet(() -> texts.now("app.window.face.card.good")));
    }

    private VBox buttons() {
        var gallery = model.gallery();
        var use =
                face.used()
                        ? Labels.button(texts, "app.window.face.useNone", gallery::useNone)
                        : Labels.button(texts, "app.window.face.use", () -> gallery.use(face));
        use.getStyleClass().add("use-face");
        var remove =
                Icons.button(texts, MaterialDesignT.TRASH_CAN_OUTLINE, "app.window.face.remove");
        remove.getStyleClass().add("remove-face");
        remove.setOnAction(_ -> model.remove(face));
        var row = new HBox(8, use, Labels.space(), remove);
        row.setAlignment(Pos.CENTER_LEFT);
        var more = new HBox(8, to(Pane.TRY, "app.window.face.card.try"), Labels.space());
        if (!face.photo()) {
            more.getChildren().add(1, to(Pane.LIPS, "app.window.face.card.lips"));
        }
        return new VBox(8, more, row);
    }

    private Button to(Pane pane, String key) {
        var button = Labels.button(texts, key, () -> model.go(face, pane), Styles.BUTTON_OUTLINED);
        button.getStyleClass().add("to-" + pane.word());
        return button;
    }
}
