package studio.likeness.models.language.chat;

import java.util.List;
import java.util.Set;
import studio.likeness.models.language.tokenizer.Tokenizer;

/// How a family of models wants a talk written down.
public interface PromptFormat {
    /// The ids up to where the model's answer begins.
    ///
    /// @param thinking whether a model that can think aloud may
    int[] encode(List<Message> messages, Tokenizer tokenizer, boolean thinking);

    /// The control tokens that begin every prompt, before its first turn; for most families none.
    default List<String> begins() {
        return List.of();
    }

    /// Ids that end an answer.
    Set<Integer> stops(Tokenizer tokenizer);

    /// An answer without what the format puts before it (an empty line of metadata, thinking).
    default String clean(String answer) {
        return answer;
    }
}
