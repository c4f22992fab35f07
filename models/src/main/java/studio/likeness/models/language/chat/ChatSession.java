package studio.likeness.models.language.chat;

import java.util.List;

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

    /// What the model's publishers recommend.
    Sampling recommended();

    /// Gives its memory back; the model may stay loaded for others.
    @Override
    void close();
}
