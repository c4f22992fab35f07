package studio.likeness.models.face.lip;

import java.io.IOException;
import java.nio.file.Path;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;
import studio.likeness.models.nn.ElementType;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.OnnxOps;
import studio.likeness.models.nn.WeightFile;

/// Writes a personal network's two graphs, of any batch: `mel` to `shape`, and `first` and `faces`
/// to `output`.
public final class MouthGraph {
    private MouthGraph() {}

    /// Writes `sound.onnx`, `lips.onnx` and the weights beside each.
    public static void write(
            MouthNetwork network,
            MouthView view,
            TensorIndex weights,
            Path folder,
            Progress progress)
            throws IOException {
        try (var file = new WeightFile(folder.resolve("sound.weights"))) {
            var ops = new OnnxOps(weights, GraphPlan.plain(), file);
            var mel = ops.input("mel", ElementType.FLOAT32, "batch", 1, 80, MouthNetwork.COLUMNS);
            ops.output("shape", network.shape(ops, mel));
            ops.write(folder.resolve(PersonalLips.SOUND), progress);
        }
        long side = network.side();
        try (var file = new WeightFile(folder.resolve("lips.weights"))) {
            var ops = new OnnxOps(weights, GraphPlan.plain(), file);
            var first = ops.input("first", ElementType.FLOAT32, "batch", 3, side, side);
            var faces = ops.input("faces", ElementType.FLOAT32, "batch", 3, side, side);
            var mask = ops.constant(view.mask(), 1, 1, side, side);
            ops.output("output", network.refine(ops, first, faces, mask));
            ops.write(folder.resolve(PersonalLips.GRAPH), progress);
        }
    }
}
