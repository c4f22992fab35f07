package studio.likeness.app.window.voice;

import atlantafx.base.theme.Styles;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.likeness.app.window.FileDrops;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.app.window.corpus.UndoBar;
import studio.likeness.app.window.settings.Segments;
import studio.likeness.app.window.voice.VoiceModel.Pane;

/// The whole tab, one pane at a time. Recordings may be dropped anywhere.
final class VoiceView extends StackPane {
    private final Ui ui;
    private final VoiceModel model;

    VoiceView(Ui ui, VoiceModel model) {
        this.ui = ui;
        this.model = model;
        setId("voice");
        getStyleClass().add("voice-tab");
        getStylesheets()
                .add(
                        Objects.requireNonNull(VoiceView.class.getResource("voice.css"))
                                .toExternalForm());
        var page =
                new VBox(
                        16,
                        head(),
                        shownFor(Pane.CLONE, cloning()),
                        shownFor(Pane.CONVERT, new ConvertView(ui, model.convert())),
                        shownFor(Pane.PREPARE, new PrepareView(ui, model.prepare())));
        page.getStyleClass().add("voice-page");
        var scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("page");
        var undo = new UndoBar(ui.texts(), model.history());
        undo.setMaxHeight(USE_PREF_SIZE);
        setAlignment(undo, Pos.BOTTOM_CENTER);
        getChildren().addAll(scroll, undo);
        FileDrops.take(this, model::dropped);
        addEventHandler(KeyEvent.KEY_PRESSED, this::typed);
    }

    private HBox head() {
        var panes =
                new Segments(
                        ui.texts(),
                        "app.window.voice.pane",
                        Arrays.stream(Pane.values()).map(Pane::word).toList(),
                        model.paneProperty().map(Pane::word),
                        word ->
                                model.paneProperty()
                                        .set(Pane.valueOf(word.toUpperCase(Locale.ROOT))));
        panes.accessibleTextProperty().bind(ui.texts().of("app.window.voice.pane"));
        var head =
                new HBox(
                        16, Labels.of(ui.texts(), "app.window.voice.title", Styles.TITLE_3), panes);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private Node shownFor(Pane pane, Node node) {
        return Labels.shownWhen(node, model.paneProperty().isEqualTo(pane));
    }

    private Node cloning() {
        var reference = new ReferenceView(ui, model.cloning());
        var say = new SayView(ui, model.say());
        HBox.setHgrow(reference, Priority.ALWAYS);
        HBox.setHgrow(say, Priority.ALWAYS);
        for (var half : List.of(reference, say)) {
            half.setPrefWidth(480);
            half.setMinWidth(0); // what is drawn inside is as wide as it is given room
        }
        return new VBox(16, new ShelfView(ui, model.shelf()), new HBox(16, reference, say));
    }

    private void typed(KeyEvent e) {
        if (e.isShortcutDown() && e.getCode() == KeyCode.ENTER) {
            model.say().say();
            e.consume();
        } else if (e.isShortcutDown() && e.getCode() == KeyCode.Z) {
            model.undo();
            e.consume();
        }
    }
}
