package studio.likeness.corpus.memory;

import java.util.List;
import studio.likeness.corpus.store.Answer;

/// What the selector decided about a turn. Each kind carries its score, 0 to 1.
public sealed interface Selection {
    /// A recorded answer truly fits.
    record Fits(Answer answer, double score, List<Hit> memory) implements Selection {}

    /// No answer fits, but these passages speak of it; the best first.
    record Quotes(List<Hit> passages, double score) implements Selection {}

    /// Nothing is known; the nearest recorded questions, at most three, in the language of the
    /// turn.
    record Nothing(List<Answer> nearest) implements Selection {}
}
