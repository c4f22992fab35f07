package studio.likeness.app.window.conversation;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import studio.likeness.app.conversation.Conversation.State;
import studio.likeness.app.conversation.Source;
import studio.likeness.app.window.Tab;

/// What a test of the whole window may know about the talk in it.
public final class TalkProbe {
    private final TalkModel model;

    public TalkProbe(Tab conversation) {
        model = ((ConversationTab) conversation).model();
    }

    public ReadOnlyObjectProperty<State> state() {
        return model.stateProperty();
    }

    public ReadOnlyStringProperty caption() {
        return model.captionProperty();
    }

    public boolean open() {
        return model.phaseProperty().get() == TalkModel.Phase.OPEN;
    }

    public void ask(String text) {
        model.ask(text);
    }

    public void stop() {
        model.stop();
    }

    /// As far as it is written; empty while there is none.
    public String lastAnswer() {
        return model.bubbles().reversed().stream()
                .filter(Bubble.Theirs.class::isInstance)
                .map(Bubble.Theirs.class::cast)
                .map(bubble -> bubble.textProperty().get())
                .findFirst()
                .orElse("");
    }

    public List<Source> sources() {
        return model.bubbles().stream()
                .filter(Bubble.Theirs.class::isInstance)
                .map(bubble -> ((Bubble.Theirs) bubble).source())
                .toList();
    }
}
