package studio.likeness.app.window.conversation;

import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.SourceBadge;
import studio.likeness.app.window.Ui;

/// A bubble of the transcript: mine to the right, theirs to the left.
final class BubbleView extends HBox {
    // A bubble leaves this part of the width free, so that one sees whose it is.
    private static final double WIDEST = 0.88;

    private final Ui ui;
    private final TalkModel model;

    BubbleView(Ui ui, TalkModel model, Bubble bubble) {
        this.ui = ui;
        this.model = model;
        getStyleClass().add("bubble-row");
        getChildren()
                .add(
                        switch (bubble) {
                            case Bubble.Mine(var text) -> mine(text);
                            case Bubble.Theirs theirs -> theirs(theirs);
                            case Bubble.Problem problem -> problem(problem);
                            case Bubble.Note(var key) -> note(key);
                        });
    }

    private Node mine(String text) {
        getStyleClass().add("mine");
        return words(text, "bubble");
    }

    /// Where the model has failed, recordings still answer.
    private Node problem(Bubble.Problem problem) {
        var words = words(problem.why(), "problem");
        var icon = Icons.of(MaterialDesignA.ALERT_CIRCLE_OUTLINE);
        icon.getStyleClass().add("danger");
        words.setGraphic(icon);
        if (!problem.whileThinking() || !model.thinks()) {
            return words;
        }
        var offer = Suggestion.recordingsOnly(ui.texts(), model);
        var box = new VBox(words, offer);
        box.getStyleClass().add("bubble-box");
        return box;
    }

    private Node note(String key) {
        getStyleClass().add("note-row");
        var words = words("", "muted");
        words.textProperty().bind(ui.texts().of(key));
        return words;
    }

    private Node theirs(Bubble.Theirs bubble) {
        getStyleClass().add("theirs");
        var words = words("", "bubble");
        words.textProperty().bind(bubble.textProperty());
        var meta =
                new FlowPane(
                        new SourceBadge(
                                ui.texts(), bubble.source(), bubble.answer(), bubble.voiced()));
        meta.getStyleClass().add("bubble-meta");
        if (!bubble.memory().isEmpty()) {
            meta.getChildren()
                    .add(ReceiptsView.link(ui.texts(), bubble.memory(), model::finds, model::open));
        }
        meta.getChildren().add(interrupted(bubble));
        var box = new VBox(words, meta);
        bubble.nearest().forEach(question -> box.getChildren().add(suggestion(question)));
        box.getStyleClass().add("bubble-box");
        box.maxWidthProperty().bind(widthProperty().multiply(WIDEST));
        return new HBox(box, actions(bubble));
    }

    private Label words(String text, String style) {
        var words = new Label(text);
        words.getStyleClass().add(style);
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        words.maxWidthProperty().bind(widthProperty().multiply(WIDEST));
        return words;
    }

    private Label interrupted(Bubble.Theirs bubble) {
        var mark = new Label();
        mark.getStyleClass().add("muted");
        mark.textProperty().bind(ui.texts().of("app.window.talk.interrupted"));
        mark.visibleProperty().bind(bubble.interruptedProperty());
        mark.managedProperty().bind(bubble.interruptedProperty());
        mark.setMinWidth(USE_PREF_SIZE);
        return mark;
    }

    /// Seen when the pointer or the keyboard is on the bubble.
    private VBox actions(Bubble.Theirs bubble) {
        var replay = Icons.button(ui.texts(), MaterialDesignR.REPLAY, "app.window.talk.replay");
        replay.setOnAction(_ -> model.replay(bubble));
        replay.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> bubble.turnProperty().get().isEmpty(),
                                bubble.turnProperty()));
        var copy = Icons.button(ui.texts(), MaterialDesignC.CONTENT_COPY, "app.window.talk.copy");
        copy.setOnAction(_ -> model.copy(bubble.textProperty().get()));
        var actions = new VBox(replay, copy);
        actions.getStyleClass().add("bubble-actions");
        return actions;
    }

    private Button suggestion(String question) {
        return Suggestion.button(model, question);
    }
}
