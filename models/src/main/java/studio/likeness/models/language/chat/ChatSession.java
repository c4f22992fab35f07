package studio.likeness.models.language.chat;

import java.util.List;
import java.util.OptionalDouble;

/// A place to talk with a model, wherever that runs; it remembers what it has read, so that a talk
/// that goes on is cheap. Not thread-safe; one talk at a time.
public interface ChatSession extends AutoCloseable {
    /// Answers a talk; the pieces are told on this thread as they come.
    ///
    /// @param messages the whole talk, ending with what is to be answered
    /// @throws InterruptedException when interrupted, within one token; the next answer can be
    ///     asked for at once
    /// @throws studio.likeness.models.job.StudioException when it cannot be answered
    Answer generate(
            List<Message> messages, Sampling sampling, Limits limits, TextStream.Listener listener)
            throws InterruptedException;

    /// The most tokens of a talk and its answer together.
    int context();

    /// How many tokens a talk is; an estimate where the tokenizer is not at hand.
    int tokens(List<Message> messages);

    /// Reads how a talk begins before it is asked to go on, so that the answer comes sooner; where
    /// that cannot be, nothing happens.
    ///
    /// @param beginning ends where somebody is about to speak to the model
    /// @throws InterruptedException when interrupted, soon; most of what was read stays read
    default void read(List<Message> beginning) throws InterruptedException {}

    /// How many tokens of such a beginning it has not read yet.
    default int unread(List<Message> beginning) {
        return tokens(beginning);
    }

    /// Tokens of a prompt that it reads in a second, here and lately; empty where nobody knows.
    default OptionalDouble readingSpeed() {
        return OptionalDouble.empty();
    }

    /// What the model's publishers recommend.
    Sampling recommended();

    /// Gives its memory back; the model may stay loaded for others.
    @Override
    void close();
}
