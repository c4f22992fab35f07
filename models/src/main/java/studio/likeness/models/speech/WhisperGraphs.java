package studio.likeness.models.speech;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.nn.ElementType;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.OnnxOps;
import studio.likeness.models.nn.Value;
import studio.likeness.models.nn.WeightFile;
import studio.likeness.models.nn.WeightPlan;

/// Writes a Whisper as three graphs: `encoder.onnx` (`mel` `[1, mels, frames]` to the keys and
/// values that the decoder reads), `decoder.onnx` (one step, with its cache) and `align.onnx` (a
/// whole text at once, for the times of its words), the last two beside one file of weights.
///
/// @param weights under OpenAI's names
public record WhisperGraphs(
        Whisper whisper, TensorIndex weights, WhisperSettings settings, GraphPlan.Precision type) {
    /// The graph that tells when words were said.
    public static final String ALIGNMENT = "align.onnx";

    /// @param listening how the encoder's weights are kept
    /// @param writing how the decoder's are
    public void write(Path folder, WeightPlan listening, WeightPlan writing, Progress progress)
            throws IOException {
        settings.write(folder);
        var plan = GraphPlan.decoder(type, listening);
        try (var file = new WeightFile(folder.resolve("encoder.weights"))) {
            var ops = new OnnxOps(weights, plan, file);
            encoder(ops).forEach(ops::output);
            ops.write(folder.resolve(ModelFolder.ENCODER), progress);
        }
        try (var file = new WeightFile(folder.resolve("decoder.weights"))) {
            var step = new OnnxOps(weights, GraphPlan.decoder(type, writing), file);
            step.output("logits", step(step));
            step.write(folder.resolve(ModelFolder.DECODER), progress);
            var all = new OnnxOps(weights, plan(writing), file);
            align(all);
            all.write(folder.resolve(ALIGNMENT), progress);
        }
    }

    private GraphPlan plan(WeightPlan writing) {
        return new GraphPlan(type, writing, false, false, false, false, false);
    }

    private Map<String, Value> encoder(OnnxOps ops) {
        var dims = whisper.dims();
        var mel = ops.input("mel", ElementType.FLOAT32, 1, dims.mels(), 2 * dims.audioContext());
        return whisper.crossed(ops, whisper.encode(ops, mel));
    }

    private Value step(OnnxOps ops) {
        var ids = ops.input("input_ids", ElementType.INT64, "batch", "time");
        var positions = ops.input("position_ids", ElementType.INT64, "batch", "time");
        return whisper.step(ops, ids, positions, crossed(ops));
    }

    private void align(OnnxOps ops) {
        var ids = ops.input("input_ids", ElementType.INT64, 1, "time");
        var aligned = whisper.align(ops, ids, crossed(ops));
        var chosen = new ArrayList<Value>();
        for (int layer = 0; layer < whisper.dims().textLayers(); layer++) {
            int at = layer;
            long[] heads =
                    settings.alignmentHeads().stream()
                            .filter(head -> head.layer() == at)
                            .mapToLong(AlignmentHead::head)
                            .toArray();
            if (heads.length > 0) {
                var indices = ops.constant(heads, heads.length);
                chosen.add(ops.gather(aligned.attention().get(layer), 1, indices));
            }
        }
        ops.output("attention", ops.concat(1, chosen));
        ops.output("logits", aligned.logits());
    }

    private Map<String, Value> crossed(OnnxOps ops) {
        var dims = whisper.dims();
        int size = dims.textWidth() / dims.textHeads();
        var crossed = new LinkedHashMap<String, Value>();
        IntStream.range(0, dims.textLayers())
                .forEach(
                        layer -> {
                            var keys = Whisper.keys(layer);
                            var values = Whisper.values(layer);
                            crossed.put(
                                    keys,
                                    ops.input(
                                            keys,
                                            ElementType.FLOAT32,
                                            1,
                                            dims.textHeads(),
                                            size,
                                            dims.audioContext()));
                            crossed.put(
                                    values,
                                    ops.input(
                                            values,
                                            ElementType.FLOAT32,
                                            1,
                                            dims.textHeads(),
                                            dims.audioContext(),
                                            size));
                        });
        return crossed;
    }
}
