package studio.likeness.models.voice.cloning;

/// How codes are drawn.
///
/// @param topK of how many of the likeliest; 1 for always the likeliest
/// @param topP of those that make up this share; 1 for all
/// @param temperature above 1 livelier, below 1 steadier
/// @param penalty on codes that were there before; 1 for none
public record Sampling(int topK, double topP, double temperature, double penalty) {
    /// As its authors do.
    public static final Sampling USUAL = new Sampling(15, 1, 1, 1.35);

    public Sampling {
        if (topK < 1 || !(topP > 0 && topP <= 1) || !(temperature > 0) || !(penalty >= 1)) {
            throw new IllegalArgumentException(
                    "expected top k from 1, top p in (0, 1], a temperature above 0 and a penalty from 1, found %d, %s, %s, %s"
                            .formatted(topK, topP, temperature, penalty));
        }
    }
}
