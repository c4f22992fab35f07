package studio.likeness.app.conversation;

import java.util.List;

/// What is to be answered.
///
/// @param before what was said before, the oldest first; interrupted answers as far as they came
public record Question(String text, List<Exchange> before) {
    /// One turn that is over.
    public record Exchange(String heard, Reply reply) {}

    public Question {
        before = List.copyOf(before);
    }

    /// The first of a talk.
    public static Question first(String text) {
        return new Question(text, List.of());
    }
}
