package studio.likeness.models.speech;

import java.util.OptionalDouble;

/// How many ways of writing a window down are looked at before one is taken.
///
/// @param beams followed side by side where the likeliest text is sought; 1 takes the likeliest
///     token each time
/// @param samples drawn at each temperature above 0, of which the likeliest is taken
/// @param lengthPenalty alpha of Wu et al. 2016; empty divides by the length
public record Search(int beams, int samples, OptionalDouble lengthPenalty) {
    /// As fast as can be.
    public static final Search GREEDY = new Search(1, 1, OptionalDouble.empty());

    /// As OpenAI's own command does.
    public static final Search WIDE = new Search(5, 5, OptionalDouble.empty());

    public Search {
        if (beams < 1 || beams > 20 || samples < 1 || samples > 20) {
            throw new IllegalArgumentException(
                    "expected 1 to 20 beams and samples, found %d, %d".formatted(beams, samples));
        }
    }

    /// By which texts of different lengths are compared.
    ///
    /// @param sum of the tokens' log-probabilities, the end's too
    /// @param tokens of the text, the end not counted
    double score(double sum, int tokens) {
        int length = Math.max(1, tokens);
        return lengthPenalty.isPresent()
                ? sum / Math.pow((5.0 + length) / 6, lengthPenalty.getAsDouble())
                : sum / length;
    }
}
