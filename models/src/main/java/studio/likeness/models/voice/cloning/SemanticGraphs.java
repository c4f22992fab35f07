package studio.likeness.models.voice.cloning;

import java.io.IOException;
import java.nio.file.Path;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.nn.ElementType;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.OnnxOps;
import studio.likeness.models.nn.Value;
import studio.likeness.models.nn.WeightFile;
import studio.likeness.models.nn.WeightPlan;

/// Writes the network that chooses codes as two graphs beside one file of weights: `begin.onnx`
/// reads the text and the reference, `decoder.onnx` is one step with its cache.
///
/// @param weights as [studio.likeness.models.voice.vits.VitsNames] has them, without a prefix
public record SemanticGraphs(
        TensorIndex weights, SemanticSettings settings, GraphPlan.Precision type) {
    /// Reads what stands before the first new code.
    public static final String BEGIN = "begin.onnx";

    private static final String WEIGHTS = "decoder.weights";

    static String keys(int layer) {
        return "keys." + layer;
    }

    static String values(int layer) {
        return "values." + layer;
    }

    public void write(Path folder, WeightPlan plan, Progress progress) throws IOException {
        settings.write(folder);
        try (var file = new WeightFile(folder.resolve(WEIGHTS))) {
            var step = new OnnxOps(weights, GraphPlan.decoder(type, plan), file);
            step.output("logits", step(step));
            step.write(folder.resolve(ModelFolder.DECODER), progress);
            var begin =
                    new OnnxOps(
                            weights,
                            new GraphPlan(type, plan, false, false, false, false, false),
                            file);
            begin(begin);
            begin.write(folder.resolve(BEGIN), progress);
        }
    }

    private Value step(OnnxOps ops) {
        var ids = ops.input("input_ids", ElementType.INT64, "batch", "time");
        var positions = ops.input("position_ids", ElementType.INT64, "batch", "time");
        return new TextToSemantic(settings.heads()).step(ops, ids, positions);
    }

    private void begin(OnnxOps ops) {
        var sounds = ops.input("phonemes", ElementType.INT64, 1, "time");
        var bert = ops.input("bert", ElementType.FLOAT32, 1, BERT, "time");
        var codes = ops.input("codes", ElementType.INT64, 1, "codes");
        var begun = new TextToSemantic(settings.heads()).begin(ops, sounds, bert, codes);
        ops.output("logits", begun.logits());
        for (int layer = 0; layer < settings.layers(); layer++) {
            ops.output(keys(layer), begun.keys().get(layer));
            ops.output(values(layer), begun.values().get(layer));
        }
    }

    /// Numbers of a character's meaning.
    static final int BERT = 1024;
}
