package studio.likeness.app.window.conversation;

import javafx.scene.control.Button;
import studio.likeness.app.window.Texts;

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

    /// Going on without the model that has failed.
    static Button recordingsOnly(Texts texts, TalkModel model) {
        var button = new Button();
        button.getStyleClass().add("recordings-only");
        button.textProperty().bind(texts.of("app.window.talk.recordingsOnly"));
        button.setWrapText(true);
        button.setMinHeight(Button.USE_PREF_SIZE);
        button.setOnAction(_ -> model.recordingsOnly());
        return button;
    }
}
