package studio.likeness.corpus.memory;

import java.util.List;
import java.util.Set;

/// What of a question an answer lacks, wording or reply, by the weight that words have before the
/// persona is looked at: somebody's name says who is asked about however often the persona speaks
/// of them.
final class Lacking {
    /// The names of [#values], in order.
    static final List<String> NAMES =
            List.of(
                    "claimed", // the heaviest word that it lacks and a few others have
                    "claimedOther", // the same for a word that the lexicon lacks, as names are
                    "stranger", // somebody's name
                    "strangerAlone", // the same, if the question does not say you
                    "lackingOther", // the heaviest word that it and the lexicon lack
                    "lackingMuch", // all of what it lacks
                    "lackingFocus"); // what the question turns on

    private static final double NEEDED = 0.2;

    private final Statistics statistics;
    private final Set<String> focus;
    private double claimed;
    private double claimedOther;
    private double stranger;
    private double other;
    private double much;
    private double turning;

    /// @param focus the words that the question turns on
    Lacking(Statistics statistics, Set<String> focus) {
        this.statistics = statistics;
        this.focus = focus;
    }

    /// @param covered how well the answer speaks of it, 0 to 1
    void add(Word word, double covered) {
        double lacks = word.weight() * (1 - covered);
        much += word.need() * lacks;
        if (statistics.isRare(word)) {
            claimed = Math.max(claimed, lacks);
            claimedOther = Math.max(claimedOther, word.isKnown() ? 0 : lacks);
        }
        if (Names.mayName(word) && word.need() >= NEEDED) {
            stranger = Math.max(stranger, lacks);
        }
        if (!word.isKnown()) {
            other = Math.max(other, lacks);
        }
        if (focus.contains(word.text())) {
            turning = Math.max(turning, lacks);
        }
    }

    /// Each 0 to 1.
    ///
    /// @param impersonal whether the question does not say you, and all wordings do
    double[] values(boolean impersonal) {
        return new double[] {
            claimed,
            claimedOther,
            stranger,
            impersonal ? stranger : 0,
            other,
            1 - Math.exp(-much),
            turning
        };
    }
}
