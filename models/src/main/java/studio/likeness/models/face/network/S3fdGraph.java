package studio.likeness.models.face.network;

import java.io.IOException;
import java.nio.file.Path;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;
import studio.likeness.models.nn.ElementType;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.OnnxOps;
import studio.likeness.models.nn.WeightFile;

/// Writes S3FD's graph: `image` of any batch and size to `cls1`, `reg1` and so on up to `reg6`.
public final class S3fdGraph {
    private static final String WEIGHTS = "faces.weights";

    private S3fdGraph() {}

    /// Writes [FaceDetectors#GRAPH] and the weights beside it.
    ///
    /// @param weights as published
    public static void write(TensorIndex weights, GraphPlan plan, Path folder, Progress progress)
            throws IOException {
        try (var file = new WeightFile(folder.resolve(WEIGHTS))) {
            var ops = new OnnxOps(weights, plan, file);
            var image = ops.input("image", ElementType.FLOAT32, "batch", 3, "height", "width");
            var levels = new S3fd().compute(ops, image);
            for (int i = 0; i < levels.size(); i++) {
                ops.output(S3fdDetector.confidence(i), levels.get(i).confidence());
                ops.output(S3fdDetector.place(i), levels.get(i).place());
            }
            ops.write(folder.resolve(FaceDetectors.GRAPH), progress);
        }
    }
}
