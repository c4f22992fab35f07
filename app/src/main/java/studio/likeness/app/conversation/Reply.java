package studio.likeness.app.conversation;

import java.util.List;
import java.util.Optional;
import studio.likeness.corpus.memory.Hit;
import studio.likeness.corpus.store.Answer;

/// What a brain decided to say, before it is spoken.
///
/// @param text all of it, where it is known at once; a streaming brain gives clauses as they come
/// @param answer the recorded answer that is played, for [Source#RECORDED]
/// @param nearest for [Source#NONE]: questions that could be asked instead
/// @param written what it took, where a model wrote it
public record Reply(
        Source source,
        String text,
        String language,
        Optional<Answer> answer,
        List<Hit> memory,
        List<Answer> nearest,
        Optional<Written> written) {
    /// Tokens as the model's own tokenizer counts them.
    ///
    /// @param promptTokens that it was given, those it had read before included
    /// @param tokens of what it wrote and was let say
    public record Written(int promptTokens, int tokens) {}

    /// Of no model.
    public Reply(
            Source source,
            String text,
            String language,
            Optional<Answer> answer,
            List<Hit> memory,
            List<Answer> nearest) {
        this(source, text, language, answer, memory, nearest, Optional.empty());
    }

    Reply withText(String now) {
        return new Reply(source, now, language, answer, memory, nearest, written);
    }

    Reply by(Written model) {
        return new Reply(source, text, language, answer, memory, nearest, Optional.of(model));
    }
}
