package studio.likeness.models.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;
import studio.likeness.models.language.Decoder;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.nn.ElementType;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.OnnxOps;
import studio.likeness.models.nn.Value;
import studio.likeness.models.nn.WeightFile;

/// Writes a decoder's two graphs, as it is and with adapters, beside their one file of weights,
/// with inputs and outputs under the names that the runtime knows.
record DecoderGraphs(Decoder decoder, TensorIndex weights, GraphPlan plan) {
    private static final String WEIGHTS = "decoder.weights";

    void write(Path folder, Progress progress) throws IOException {
        try (var file = new WeightFile(folder.resolve(WEIGHTS))) {
            write(plan, file, folder.resolve(ModelFolder.DECODER), progress);
            // Tuned prefixes stand in the cache before the text, so positions are told.
            write(
                    plan.withAdapters().withExplicitPositions(),
                    file,
                    folder.resolve(ModelFolder.DECODER_WITH_ADAPTERS),
                    progress);
        }
    }

    private void write(GraphPlan plan, WeightFile file, Path graph, Progress progress)
            throws IOException {
        var ops = new OnnxOps(weights, plan, file);
        ops.output("logits", decoder.logits(ops, tokens(ops), true));
        ops.write(graph, progress);
    }

    private Decoder.Tokens<Value> tokens(OnnxOps ops) {
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
