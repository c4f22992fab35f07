package studio.likeness.models.face.lip;

import java.io.IOException;
import java.nio.file.Path;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;
import studio.likeness.models.nn.ElementType;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.OnnxOps;
import studio.likeness.models.nn.WeightFile;

/// Writes a personal network's graph: `faces`, `mel` and `turning` to `output`, of any batch.
public final class MouthGraph {
    private MouthGraph() {}

    /// Writes `lips.onnx` and the weights beside it.
    public static void write(
            MouthNetwork network,
            MouthView view,
            TensorIndex weights,
            Path folder,
            Progress progress)
            throws IOException {
        int side = network.side();
        try (var file = new WeightFile(folder.resolve("lips.weights"))) {
            var ops = new OnnxOps(weights, GraphPlan.plain(), file);
            var faces = ops.input("faces", ElementType.FLOAT32, "batch", 3, side, side);
            var mel = ops.input("mel", ElementType.FLOAT32, "batch", 1, 80, MouthNetwork.COLUMNS);
            var turning = ops.input("turning", ElementType.FLOAT32, "batch", MouthView.TURNING);
            var masks = MouthNetwork.Masks.of(ops, view);
            ops.output("output", network.compute(ops, faces, mel, turning, masks));
            ops.write(folder.resolve(PersonalLips.GRAPH), progress);
        }
    }
}
