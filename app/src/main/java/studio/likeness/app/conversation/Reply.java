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
public record Reply(
        Source source,
        String text,
        String language,
        Optional<Answer> answer,
        List<Hit> memory,
        List<Answer> nearest) {
    Reply withText(String now) {
        return new Reply(source, now, language, answer, memory, nearest);
    }
}
