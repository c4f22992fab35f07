package studio.likeness.app.window.conversation;

import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;
import studio.likeness.app.window.Texts;

/// Where one writes: Enter sends, Shift+Enter breaks the line; it grows to four lines.
final class DraftField extends TextArea {
    private static final int MOST_ROWS = 4;
    // Padding and border at both sides of the text, in pixels.
    private static final double SIDES = 28;

    private final Text measure = new Text();

    DraftField(Texts texts, TalkModel model) {
        setId("draft");
        getStyleClass().add("draft");
        setWrapText(true);
        setPrefRowCount(1);
        promptTextProperty().bind(texts.of("app.window.talk.draft"));
        accessibleTextProperty().bind(texts.of("app.window.talk.draft"));
        textProperty().bindBidirectional(model.draftProperty());
        measure.textProperty().bind(textProperty());
        measure.fontProperty().bind(fontProperty());
        textProperty().subscribe(this::grow);
        widthProperty().subscribe(this::grow);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> enter(event, model));
    }

    private void grow() {
        measure.setWrappingWidth(Math.max(0, getWidth() - SIDES));
        var line = new Text("Hg");
        line.setFont(getFont());
        double lines = measure.getLayoutBounds().getHeight() / line.getLayoutBounds().getHeight();
        setPrefRowCount(Math.clamp(Math.round(lines), 1, MOST_ROWS));
    }

    private void enter(KeyEvent event, TalkModel model) {
        if (event.getCode() != KeyCode.ENTER) {
            return;
        }
        event.consume();
        if (event.isShiftDown()) {
            replaceSelection("\n");
        } else {
            model.send();
        }
    }
}
