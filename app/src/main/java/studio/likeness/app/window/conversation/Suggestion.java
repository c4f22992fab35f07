package studio.likeness.app.window.conversation;

import javafx.scene.control.Button;

/// A question one can ask with a click.
final class Suggestion {
    private Suggestion() {}

    static Button button(TalkModel model, String question) {
        var button = new Button(question);
        button.getStyleClass().add("suggestion");
        button.setMnemonicParsing(false);
        button.setWrapText(true);
        button.setMinHeight(Button.USE_PREF_SIZE);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setOnAction(_ -> model.ask(question));
        return button;
    }
}
