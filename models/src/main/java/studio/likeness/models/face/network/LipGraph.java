package studio.likeness.models.face.network;

import java.io.IOException;
import java.nio.file.Path;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;
import studio.likeness.models.nn.ElementType;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.OnnxOps;
import studio.likeness.models.nn.WeightFile;

/// Writes Wav2Lip's graph: `mel`, `faces` and `rows` to `output`, of any batch. Of `rows` says
/// [Wav2Lip#lower].
public final class LipGraph {
    private static final String WEIGHTS = "lips.weights";

    private LipGraph() {}

    /// Writes [LipNetwork#GRAPH] and the weights beside it.
    ///
    /// @param weights as published, without a prefix
    public static void write(TensorIndex weights, GraphPlan plan, Path folder, Progress progress)
            throws IOException {
        var network = Wav2Lip.of(weights);
        int size = network.size();
        try (var file = new WeightFile(folder.resolve(WEIGHTS))) {
            var ops = new OnnxOps(network.folded(weights), plan, file);
            var mel =
                    ops.input(
                            "mel", ElementType.FLOAT32, "batch", 1, Wav2Lip.BANDS, Wav2Lip.COLUMNS);
            var faces =
                    ops.input("faces", ElementType.FLOAT32, "batch", Wav2Lip.CHANNELS, size, size);
            var rows = ops.input(LipNetwork.ROWS, ElementType.INT64, "rows");
            ops.output("output", network.lower(ops, mel, faces, rows));
            ops.write(folder.resolve(LipNetwork.GRAPH), progress);
        }
    }
}
