package studio.likeness.models.voice.pitch;

import java.io.IOException;
import java.nio.file.Path;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;
import studio.likeness.models.nn.ElementType;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.OnnxOps;
import studio.likeness.models.nn.WeightFile;

/// Writes the graphs of networks that hear pitch.
public final class PitchGraphs {
    static final String RMVPE = "rmvpe.onnx";
    static final String CREPE = "crepe.onnx";
    static final String SALIENCE = "salience";

    private PitchGraphs() {}

    /// `mel` `[1, 128, frames]` to `salience` `[1, frames, 360]`, frames a multiple of 32.
    public static void writeRmvpe(
            TensorIndex weights, GraphPlan plan, Path folder, Progress progress)
            throws IOException {
        try (var file = new WeightFile(folder.resolve("rmvpe.weights"))) {
            var ops = new OnnxOps(weights, plan, file);
            var mel = ops.input("mel", ElementType.FLOAT32, 1, 128, "frames");
            ops.output(SALIENCE, Rmvpe.salience(ops, mel));
            ops.write(folder.resolve(RMVPE), progress);
        }
    }

    /// `frames` `[count, 1024]` to `salience` `[count, 360]`.
    public static void writeCrepe(
            TensorIndex weights, GraphPlan plan, Path folder, Progress progress)
            throws IOException {
        try (var file = new WeightFile(folder.resolve("crepe.weights"))) {
            var ops = new OnnxOps(weights, plan, file);
            var frames = ops.input("frames", ElementType.FLOAT32, "count", 1024);
            ops.output(SALIENCE, Crepe.salience(ops, frames));
            ops.write(folder.resolve(CREPE), progress);
        }
    }
}
