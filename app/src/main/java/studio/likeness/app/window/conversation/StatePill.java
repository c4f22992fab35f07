package studio.likeness.app.window.conversation;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import studio.likeness.app.conversation.Conversation.State;
import studio.likeness.app.window.Texts;

/// What the persona is doing, in a word and a colour.
final class StatePill extends Label {
    StatePill(Texts texts, TalkModel model) {
        setId("state");
        getStyleClass().add("state-pill");
        setMinWidth(USE_PREF_SIZE);
        var dot = new Region();
        dot.getStyleClass().add("dot");
        setGraphic(dot);
        model.stateProperty()
                .subscribe(
                        now -> {
                            textProperty().bind(texts.of(key(now)));
                            for (var state : State.values()) {
                                pseudoClassStateChanged(pseudo(state), state == now);
                            }
                        });
    }

    private static String key(State state) {
        return switch (state) {
            case IDLE -> "app.window.talk.state.ready";
            case LISTENING -> "app.window.talk.state.listening";
            case THINKING -> "app.window.talk.state.thinking";
            case SPEAKING -> "app.window.talk.state.speaking";
        };
    }

    private static PseudoClass pseudo(State state) {
        return PseudoClass.getPseudoClass(state.name().toLowerCase(Locale.ROOT));
    }
}
