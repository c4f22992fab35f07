package studio.likeness.app.window.conversation;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import studio.likeness.app.conversation.Reply;
import studio.likeness.app.conversation.Source;
import studio.likeness.app.conversation.Turn;
import studio.likeness.corpus.memory.Hit;
import studio.likeness.corpus.store.Answer;

/// A thing in the transcript.
sealed interface Bubble {
    /// What the user said.
    record Mine(String text) implements Bubble {}

    /// Something went wrong; one sentence and what to do.
    ///
    /// @param whileThinking before anything was said, or in the middle of what a model wrote
    record Problem(String why, boolean whileThinking) implements Bubble {}

    /// Something about the talk itself.
    ///
    /// @param key of its words
    record Note(String key) implements Bubble {}

    /// What the persona says, growing while it is written.
    final class Theirs implements Bubble {
        private final Reply reply;
        private final boolean voiced;
        private final ReadOnlyStringWrapper text;
        private final ReadOnlyObjectWrapper<Optional<Turn>> turn =
                new ReadOnlyObjectWrapper<>(Optional.empty());
        private final BooleanProperty interrupted = new SimpleBooleanProperty();

        /// @param voiced whether there is a voice for what was not recorded
        Theirs(Reply reply, boolean voiced) {
            this.reply = reply;
            this.voiced = voiced;
            text = new ReadOnlyStringWrapper(reply.text());
        }

        ReadOnlyStringProperty textProperty() {
            return text.getReadOnlyProperty();
        }

        /// Once it was said, or stopped: what can be replayed.
        ReadOnlyObjectProperty<Optional<Turn>> turnProperty() {
            return turn.getReadOnlyProperty();
        }

        ReadOnlyBooleanProperty interruptedProperty() {
            return interrupted;
        }

        Source source() {
            return reply.source();
        }

        boolean voiced() {
            return voiced;
        }

        /// Whether it was the reply to this.
        boolean answers(String heard) {
            return turn.get().filter(t -> t.heard().equals(heard)).isPresent();
        }

        /// The recorded answer that is played, for its date and whether a machine made it.
        Optional<Answer> answer() {
            return reply.answer();
        }

        List<Hit> memory() {
            return reply.memory();
        }

        /// Questions that could be asked instead, where nothing is known.
        List<String> nearest() {
            return reply.nearest().stream()
                    .limit(3)
                    .map(answer -> answer.questions().getFirst())
                    .toList();
        }

        /// A model writes piece by piece; of the others all is known at once.
        void wrote(String piece) {
            if (reply.text().isEmpty()) {
                text.set(text.get() + piece);
            }
        }

        /// It failed in the middle; what was written stays.
        void brokenOff() {
            interrupted.set(true);
        }

        void over(Turn done, boolean stopped) {
            if (!done.reply().text().isEmpty()) {
                text.set(done.reply().text());
            }
            interrupted.set(stopped);
            turn.set(Optional.of(done));
        }
    }
}
