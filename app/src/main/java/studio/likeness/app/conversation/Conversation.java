package studio.likeness.app.conversation;

import java.util.List;
import java.util.function.Consumer;

/// A talk with one persona: turns, one at a time, and what was said. A new turn, or [#stop],
/// interrupts the one that runs. Events come on the conversation's own threads.
public final class Conversation implements AutoCloseable {
    /// What the persona is doing.
    public enum State {
        IDLE,
        LISTENING,
        THINKING,
        SPEAKING
    }

    /// Begins a turn and returns at once.
    public void say(String text) {
        throw new UnsupportedOperationException(text);
    }

    /// A turn from start to end, for the command line and tests.
    public Turn ask(String text) throws InterruptedException {
        throw new UnsupportedOperationException(text);
    }

    /// Plays what a turn said once more.
    public void replay(Turn turn) {
        throw new UnsupportedOperationException(turn.heard());
    }

    /// Barge-in: silence within 200 ms.
    public void stop() {}

    public State state() {
        throw new UnsupportedOperationException();
    }

    public List<Turn> transcript() {
        throw new UnsupportedOperationException();
    }

    /// What speaks where there is no recording: its name, or empty when there is text only.
    public String voiceName() {
        throw new UnsupportedOperationException();
    }

    public AutoCloseable onEvent(Consumer<TurnEvent> listener) {
        throw new UnsupportedOperationException(listener.toString());
    }

    /// Called when [#state] changes.
    public AutoCloseable onState(Consumer<State> listener) {
        throw new UnsupportedOperationException(listener.toString());
    }

    /// @param gain 0 to 1
    public void volume(double gain) {
        throw new UnsupportedOperationException("volume " + gain);
    }

    /// Records what is heard and seen from now on into an MP4 in the home's recordings; gives its
    /// path. [#stopRecording] completes it.
    public java.nio.file.Path startRecording() {
        throw new UnsupportedOperationException();
    }

    public void stopRecording() {}

    @Override
    public void close() {}
}
