package studio.likeness.models.nn;

/// How a network is written down as a graph.
///
/// @param weights how the weights of linear maps and embeddings are kept
/// @param adapters whether every linear map but the head takes a low-rank change: inputs
///     `NAME.lora_A` `[in, rank]` and `NAME.lora_B` `[rank, out]`, the scaling already in B; left
///     out, they change nothing
/// @param cached whether self-attention reads and writes a cache: inputs
/// `past_key_values.N.key|value`
///     `[batch, kvHeads, past, size]`, outputs `present.N.key|value`
/// @param explicitPositions whether queries and keys are turned by the positions given, not by
/// their
///     place in the cache
/// @param taps whether tapped values are outputs, too
public record GraphPlan(
        Precision precision,
        WeightPlan weights,
        boolean adapters,
        boolean cached,
        boolean explicitPositions,
        boolean taps) {
    /// What a graph computes in; floating inputs and outputs, but for the cache, are float32 always.
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

    /// Float32 throughout, no cache, no adapters: encoders, voices, faces, parity.
    public static GraphPlan plain() {
        return new GraphPlan(
                Precision.F32,
                WeightPlan.all(WeightFormat.Dense.FLOAT32),
                false,
                false,
                false,
                false);
    }

    /// A decoder with its cache.
    public static GraphPlan decoder(Precision precision, WeightPlan weights) {
        return new GraphPlan(precision, weights, false, true, false, false);
    }

    public GraphPlan withWeights(WeightPlan weights) {
        return new GraphPlan(precision, weights, adapters, cached, explicitPositions, taps);
    }

    public GraphPlan withAdapters() {
        return new GraphPlan(precision, weights, true, cached, explicitPositions, taps);
    }

    public GraphPlan withExplicitPositions() {
        return new GraphPlan(precision, weights, adapters, cached, true, taps);
    }

    public GraphPlan withTaps() {
        return new GraphPlan(precision, weights, adapters, cached, explicitPositions, true);
    }
}
