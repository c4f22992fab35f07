package studio.likeness.app.window.conversation;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import studio.likeness.app.conversation.Conversation.State;
import studio.likeness.app.conversation.Turn;
import studio.likeness.app.conversation.TurnEvent;

/// What the tab needs of a conversation. Everything returns at once; what goes wrong comes as
/// [TurnEvent.Failed].
interface Talk extends AutoCloseable {
    void say(String text);

    void replay(Turn turn);

    void stop();

    /// @param gain 0 to 1
    void volume(double gain);

    /// The user is writing: the face attends.
    void attend(boolean on);

    /// Whether anybody sees the face: between turns it is drawn for nobody else.
    void seen(boolean on);

    /// Blocks: called in the background.
    void startRecording();

    /// Blocks until the file is whole; empty when nothing was recorded.
    Optional<Path> stopRecording();

    /// What speaks where there is no recording: its name, or empty when there is text only.
    String voiceName();

    /// Called on the talk's threads, until it is closed.
    void onEvent(Consumer<TurnEvent> listener);

    void onState(Consumer<State> listener);

    /// Blocks: called in the background.
    @Override
    void close();
}
