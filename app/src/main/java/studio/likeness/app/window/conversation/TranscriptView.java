package studio.likeness.app.window.conversation;

import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.likeness.app.window.Ui;

/// What was said, as bubbles; the newest stays in view unless the user looks further up.
final class TranscriptView extends VBox {
    // Within this much of the end the user counts as being at the end.
    private static final double AT_END_PX = 48;

    private final Ui ui;
    private final TalkModel model;
    private final VBox list = new VBox();
    private final ScrollPane scroll = new ScrollPane();

    TranscriptView(Ui ui, TalkModel model) {
        this.ui = ui;
        this.model = model;
        setId("transcript");
        getStyleClass().add("transcript");
        list.getStyleClass().add("bubbles");
        var title = new Label();
        title.textProperty().bind(ui.texts().of("app.window.talk.transcript"));
        title.getStyleClass().add("transcript-title");
        var welcome = new WelcomeView(ui, model);
        var blank = Bindings.isEmpty(model.bubbles());
        welcome.visibleProperty().bind(blank);
        welcome.managedProperty().bind(blank);
        list.visibleProperty().bind(blank.not());
        list.managedProperty().bind(blank.not());
        scroll.setContent(new StackPane(welcome, list));
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.accessibleTextProperty().bind(title.textProperty());
        setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(title, noVoice(), scroll);
        model.bubbles().addListener((ListChangeListener<Bubble>) this::follow);
        list.heightProperty().subscribe(this::stayAtEnd);
    }

    private Label noVoice() {
        var note = new Label();
        note.getStyleClass().add("note");
        note.setWrapText(true);
        note.setMinHeight(USE_PREF_SIZE);
        note.textProperty().bind(ui.texts().of("app.window.talk.noVoice"));
        note.visibleProperty()
                .bind(
                        model.phaseProperty()
                                .isEqualTo(TalkModel.Phase.OPEN)
                                .and(model.voiceProperty().isEmpty()));
        note.managedProperty().bind(note.visibleProperty());
        return note;
    }

    private void follow(ListChangeListener.Change<? extends Bubble> change) {
        while (change.next()) {
            if (change.wasRemoved()) {
                list.getChildren()
                        .remove(change.getFrom(), change.getFrom() + change.getRemovedSize());
            }
            int at = change.getFrom();
            for (var bubble : change.getAddedSubList()) {
                list.getChildren().add(at++, new BubbleView(ui, model, bubble));
            }
        }
    }

    private void stayAtEnd(Number before, Number now) {
        double seen = scroll.getViewportBounds().getHeight();
        double below = (1 - scroll.getVvalue()) * Math.max(0, before.doubleValue() - seen);
        if (below < AT_END_PX) {
            // The pane keeps its place in pixels when its content grows; it is told after that.
            ui.background().onScreen(() -> scroll.setVvalue(1));
        }
    }
}
