package studio.likeness.models.voice.speaker;

import java.util.List;
import java.util.Optional;

/// How alike a sound is to recordings of a person, beside what the same measure says of those
/// recordings among themselves and of strangers: only that gives the number a meaning.
///
/// @param value alike on average; of a network the cosine of its vectors, -1 to 1; of the coarse
///     measure 0 to 1
/// @param same what each recording of the person reaches with the others; empty with one alone
/// @param strangers what recordings of others reach; empty without any
/// @param recordings of the person that were compared with
/// @param by the network's family, or [Similarity#COARSE]
public record Likeness(
        double value, Optional<Span> same, Optional<Span> strangers, int recordings, String by) {
    /// From the least to the most.
    public record Span(double least, double most) {
        public Span {
            if (!(least <= most)) {
                throw new IllegalArgumentException(
                        "expected the least first, found %s and %s".formatted(least, most));
            }
        }

        static Optional<Span> of(List<Double> values) {
            return values.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Span(
                                    values.stream().mapToDouble(v -> v).min().orElseThrow(),
                                    values.stream().mapToDouble(v -> v).max().orElseThrow()));
        }
    }

    /// What can be said of the number.
    public enum Meaning {
        /// As alike as the person's recordings are among themselves.
        AS_THE_PERSON,
        /// More alike than a stranger, less than the person.
        BETWEEN,
        /// No more alike than a stranger.
        AS_A_STRANGER,
        /// Less alike than the person's recordings; nobody else is there to compare with.
        LESS_THAN_THE_PERSON,
        /// There is too little to compare with.
        UNKNOWN
    }

    public Meaning meaning() {
        if (same.isEmpty()) {
            return Meaning.UNKNOWN;
        }
        if (value >= same.get().least()) {
            return Meaning.AS_THE_PERSON;
        }
        return strangers
                .map(others -> value > others.most() ? Meaning.BETWEEN : Meaning.AS_A_STRANGER)
                .orElse(Meaning.LESS_THAN_THE_PERSON);
    }
}
