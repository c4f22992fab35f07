package studio.likeness.models.nn;

import java.util.Optional;

/// Decides how each weight is kept.
@FunctionalInterface
public interface WeightPlan {
    /// @param name as published, without `.weight`
    /// @param shape `[out, in]`
    WeightFormat formatOf(String name, long[] shape);

    /// A coarser second copy of a head, in which a processor looks for the likeliest tokens before
    /// it computes the logits of these from the weight itself; empty: all logits come from that.
    ///
    /// @param name the weight the head multiplies by, which may be an embedding's
    default Optional<WeightFormat.Blocks> shortlist(String name, long[] shape) {
        return Optional.empty();
    }

    /// Bits that one number takes on disk, in the coarser copy too.
    ///
    /// @param tensor as published
    default double bitsPerWeight(String tensor, long[] shape) {
        var name = nameOf(tensor);
        return formatOf(name, shape).bitsPerWeight()
                + shortlist(name, shape).map(WeightFormat::bitsPerWeight).orElse(0.0);
    }

    /// What a plan calls a tensor.
    static String nameOf(String tensor) {
        return tensor.endsWith(".weight")
                ? tensor.substring(0, tensor.length() - ".weight".length())
                : tensor;
    }

    static WeightPlan all(WeightFormat format) {
        return (_, _) -> format;
    }
}
