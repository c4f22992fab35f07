package studio.likeness.models.nn;

import java.util.Optional;
import java.util.OptionalInt;

/// The shape of a decoder's self-attention. Query head `i` reads key head `i / (heads / kvHeads)`.
///
/// @param size numbers per head
/// @param scale on the scores, usually `1 / sqrt(size)`
/// @param window how many keys a query sees, its own included; empty for all
/// @param rotary how queries and keys are turned; empty when they come turned
public record Attention(
        int heads,
        int kvHeads,
        int size,
        double scale,
        OptionalInt window,
        Optional<Rotary> rotary) {
    public Attention {
        if (kvHeads < 1 || heads % kvHeads != 0) {
            throw new IllegalArgumentException(
                    "expected heads that " + kvHeads + " divides, found " + heads);
        }
    }

    public static Attention of(int heads, int kvHeads, int size, Rotary rotary) {
        return new Attention(
                heads,
                kvHeads,
                size,
                1 / Math.sqrt(size),
                OptionalInt.empty(),
                Optional.of(rotary));
    }
}
