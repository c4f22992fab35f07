package studio.likeness.app.conversation;

import java.util.List;
import java.util.Map;
import studio.likeness.corpus.memory.Hit;
import studio.likeness.models.language.chat.Message;

/// What a model is given to read, and what each part of it takes.
///
/// @param tokens of each part that is there; what the model's own form adds is not in them
/// @param told what of memory had room
public record Prompt(List<Message> messages, Map<Part, Integer> tokens, List<Hit> told) {
    /// In the order in which they stand: what changes from turn to turn comes last, so that the
    /// model reads only that.
    public enum Part {
        /// Who the persona is, and the rules.
        CARD,
        /// Lines of theirs to learn the manner from.
        STYLE,
        /// What was said long ago, in short.
        SUMMARY,
        /// What was said lately, word for word.
        TALK,
        /// What memory found for this question.
        MEMORY,
        QUESTION
    }

    public Prompt {
        messages = List.copyOf(messages);
        tokens = Map.copyOf(tokens);
        told = List.copyOf(told);
    }

    /// All but what is new with this turn.
    List<Message> beginning() {
        return messages.subList(0, messages.size() - 1);
    }

    public int total() {
        return tokens.values().stream().mapToInt(Integer::intValue).sum();
    }
}
