package studio.likeness.app.window.conversation;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import studio.likeness.app.conversation.Conversation.State;
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
}
