package studio.likeness.models.voice.cloning;

import java.io.IOException;
import java.nio.file.Path;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;
import studio.likeness.models.nn.ElementType;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.OnnxOps;
import studio.likeness.models.nn.Value;
import studio.likeness.models.nn.WeightFile;
import studio.likeness.models.nn.WeightPlan;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;
import studio.likeness.models.voice.content.Hubert;

/// Writes the network that tells what is said in a reference.
public final class ListeningGraphs {
    /// `wave` `[1, samples]` at 16 kHz to `content` `[1, width, frames]`, 50 a second.
    public static final String CONTENT = "content.onnx";

    private ListeningGraphs() {}

    /// @param weights under Hugging Face's names, weight norms folded
    public static void content(
            TensorIndex weights,
            GraphPlan.Precision type,
            WeightPlan plan,
            Path folder,
            Progress progress)
            throws IOException {
        var hubert = Hubert.of(weights);
        try (var file = new WeightFile(folder.resolve("content.weights"))) {
            var ops =
                    new OnnxOps(
                            weights, GraphPlan.plain().withPrecision(type).withWeights(plan), file);
            var wave = ops.input("wave", ElementType.FLOAT32, 1, "samples");
            Value last = hubert.hidden(ops, wave, hubert.layers()).getLast();
            ops.output("content", ops.transpose(last, 0, 2, 1));
            ops.write(folder.resolve(CONTENT), progress);
        }
        check(folder.resolve(CONTENT));
    }

    /// Opened once, so that nothing is listed that does not load.
    private static void check(Path graph) {
        Session.open(graph, Device.processor(), SessionPlan.usual()).close();
    }
}
