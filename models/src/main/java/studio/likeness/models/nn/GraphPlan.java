package studio.likeness.models.nn;

/// How a network is written down as a graph.
///
/// @param weights how the weights of linear maps and embeddings are kept
/// @param adapters whether every linear map but the head takes a low-rank change: inputs
///     `NAME.lora_A` `[in, rank]` and `NAME.lora_B` `[rank, out]`, the scaling already in B; of
///     rank 0 they change nothing
/// @param cached whether self-attention has a cache: inputs `past_key_values.N.key|value`
///     `[batch, kvHeads, past, size]`, outputs `present.N.key|value`, and where past and present
///     may be one buffer inputs for all layers `seqlens_k` (per row, tokens after this step,
///     less one) and `total_sequence_length`
/// @param explicitPositions whether queries and keys are turned by the positions given, not by
///     their place in the cache
/// @param exact whether few-bit weights are multiplied in the graph's own precision; on a
///     processor it is faster to round activations to 8 bits
/// @param taps whether tapped values are outputs, too
public record GraphPlan(
        Precision precision,
        WeightPlan weights,
        boolean adapters,
        boolean cached,
        boolean explicitPositions,
        boolean exact,
        boolean taps) {
    /// What a graph computes in; floating inputs and outputs, but for the cache, are float32
    /// always.
    public enum Precision {
        /// For the processor.
        F32(ElementType.FLOAT32),
        /// For CUDA.
        F16(ElementType.FLOAT16);

        private final ElementType type;

        Precision(ElementType type) {
            this.type = type;
        }

        public ElementType type() {
            return type;
        }
    }

    /// Float32 throughout, no cache, no adapters, exact: encoders, voices, faces, parity.
    public static GraphPlan plain() {
        return new GraphPlan(
                Precision.F32,
                WeightPlan.all(WeightFormat.Dense.FLOAT32),
                false,
                false,
                false,
                true,
                false);
    }

    /// A decoder with its cache.
    public static GraphPlan decoder(Precision precision, WeightPlan weights) {
        return new GraphPlan(precision, weights, false, true, false, false, false);
    }

    public GraphPlan withWeights(WeightPlan weights) {
        return new GraphPlan(precision, weights, adapters, cached, explicitPositions, exact, taps);
    }

    public GraphPlan withPrecision(Precision precision) {
        return new GraphPlan(precision, weights, adapters, cached, explicitPositions, exact, taps);
    }

    public GraphPlan withAdapters() {
        return new GraphPlan(precision, weights, true, cached, explicitPositions, exact, taps);
    }

    public GraphPlan withExplicitPositions() {
        return new GraphPlan(precision, weights, adapters, cached, true, exact, taps);
    }

    public GraphPlan withExact(boolean exact) {
        return new GraphPlan(precision, weights, adapters, cached, explicitPositions, exact, taps);
    }

    public GraphPlan withTaps() {
        return new GraphPlan(precision, weights, adapters, cached, explicitPositions, exact, true);
    }
}
