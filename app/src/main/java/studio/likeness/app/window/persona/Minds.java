package studio.likeness.app.window.persona;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import studio.likeness.app.conversation.Brain;
import studio.likeness.app.conversation.Reply;
import studio.likeness.app.window.conversation.BrainPlace;
import studio.likeness.corpus.memory.Finds;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.language.chat.Sampling;
import studio.likeness.models.library.Fit;

/// What the page asks about models. Everything blocks: called in the background.
interface Minds {
    /// A language model of the Library.
    ///
    /// @param bytes on disk
    record Model(String id, long bytes, Fit fit) {}

    /// What came of a try.
    ///
    /// @param finds how memory found for it
    /// @param tokensPerSecond once the first token was there; empty where no model wrote
    record Tried(Reply reply, Finds finds, OptionalDouble tokensPerSecond) {}

    List<Model> installed();

    /// @throws studio.likeness.models.job.StudioException when the server does not answer
    List<String> served(URI server);

    /// What the persona's brain would be told, were this asked first.
    Preview prompt(Persona persona, String question);

    /// Answers as the persona would, outside of any talk.
    Tried answer(Persona persona, String question, Brain.Listener decided, Brain.Pen pen)
            throws InterruptedException;

    /// Where that brain runs, as far as it is known now.
    BrainPlace place(BrainChoice choice);

    /// How its model would draw tokens.
    Sampling numbers(BrainChoice choice);

    /// What the brain of a persona that was just imported lacks here, in a sentence.
    default Optional<String> lacks(Persona imported) {
        return Optional.empty();
    }
}
