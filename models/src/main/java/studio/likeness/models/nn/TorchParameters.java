package studio.likeness.models.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;

/// Arrays that stand in for stored figures while something is learnt. They belong to whoever hands
/// them in, may require gradients, and must outlive the [TorchOps] they are handed to.
///
/// @param weights by the full published name, in the checkpoint's place (and needing none there)
/// @param deltas by the name of the linear map without `.weight`, on top of the adapter in force
/// @param prefixes one per layer, or none at all
public record TorchParameters(
        Map<String, NDArray> weights, Map<String, Delta> deltas, List<Prefix> prefixes) {
    public TorchParameters {
        weights = Map.copyOf(weights);
        deltas = Map.copyOf(deltas);
        prefixes = List.copyOf(prefixes);
    }

    /// `y += scaling * B(A(x))`.
    ///
    /// @param a `[rank, in]`
    /// @param b `[out, rank]`
    public record Delta(NDArray a, NDArray b, double scaling) {}

    /// Keys and values every query of a layer sees, which no rotation turns (P-tuning v2, Liu et
    /// al. 2021).
    ///
    /// @param keys `[prefix, kvHeads, size]`
    /// @param values likewise
    public record Prefix(NDArray keys, NDArray values) {}

    public static TorchParameters none() {
        return new TorchParameters(Map.of(), Map.of(), List.of());
    }
}
