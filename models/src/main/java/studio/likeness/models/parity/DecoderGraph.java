package studio.likeness.models.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import studio.likeness.models.job.Progress;
import studio.likeness.models.language.Decoder;
import studio.likeness.models.nn.ElementType;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.OnnxOps;
import studio.likeness.models.nn.Value;
import studio.likeness.models.nn.WeightFile;

/// Writes a decoder with its cache as a graph, under the names that the runtime knows.
final class DecoderGraph {
    private DecoderGraph() {}

    /// @param lastOnly whether only the last token's logits are given
    static void write(
            Recipe recipe, GraphPlan plan, boolean lastOnly, Path graph, Path weightFile) {
        try (var file = new WeightFile(weightFile)) {
            var ops = new OnnxOps(recipe.weights(), plan, file);
            var tokens = tokens(ops, recipe.decoder());
            ops.output("logits", recipe.decoder().logits(ops, tokens, lastOnly));
            ops.write(graph, Progress.none());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /// A cache; positions of their own where something stands before the text; adapters where there
    /// is one.
    static GraphPlan plan(Recipe recipe) {
        var plan = GraphPlan.decoder(GraphPlan.Precision.F32, recipe.plan()).withExact(true);
        var placed = recipe.prefix().isPresent() ? plan.withExplicitPositions() : plan;
        return recipe.adapts() ? placed.withAdapters() : placed;
    }
}
