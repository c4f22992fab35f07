package studio.likeness.models.language;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;
import studio.likeness.models.nn.ElementType;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.OnnxOps;
import studio.likeness.models.nn.Value;
import studio.likeness.models.nn.WeightFile;

/// Writes a decoder with its cache as a graph, under the names that the runtime knows.
public final class DecoderGraph {
    private DecoderGraph() {}

    /// @param lastOnly whether only the last token's logits are given
    /// @param weights where the graph's weights go; several graphs may share it
    public static void write(
            Decoder decoder,
            TensorIndex checkpoint,
            GraphPlan plan,
            boolean lastOnly,
            Path graph,
            WeightFile weights,
            Progress progress)
            throws IOException {
        var ops = new OnnxOps(checkpoint, plan, weights);
        ops.output("logits", decoder.logits(ops, tokens(ops, decoder), lastOnly));
        ops.write(graph, progress);
    }

    private static Decoder.Tokens<Value> tokens(OnnxOps ops, Decoder decoder) {
        var ids = ops.input("input_ids", ElementType.INT64, "batch", "time");
        if (!decoder.hasTwoRows()) {
            var positions = ops.input("position_ids", ElementType.INT64, "batch", "time");
            return new Decoder.Tokens<>(ids, positions, Optional.empty());
        }
        var rows = ops.input("position_ids", ElementType.INT64, "batch", 2, "time");
        var bias = ops.input("attention_bias", ElementType.FLOAT32, "batch", 1, "time", "total");
        return new Decoder.Tokens<>(ids, rows, Optional.of(bias));
    }
}
