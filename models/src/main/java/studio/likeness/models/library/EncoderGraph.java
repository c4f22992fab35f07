package studio.likeness.models.library;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;
import studio.likeness.models.language.BertEncoder;
import studio.likeness.models.language.BertEncoder.Pooling;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.nn.ElementType;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.OnnxOps;
import studio.likeness.models.nn.WeightFile;
import studio.likeness.models.voice.cloning.Characters;

/// Writes a text encoder's graph: `input_ids` and `attention_mask` (1 for tokens, 0 for padding;
/// floats), both `[batch, time]`, to unit vectors `embedding` `[batch, width]`.
record EncoderGraph(BertEncoder encoder, TensorIndex weights, GraphPlan plan, Pooling pooling) {
    private static final String WEIGHTS = "encoder.weights";

    /// What a voice that was taught with such a network wants of each character.
    private static final int WIDTH_OF_VOICES = 1024;

    static boolean suitsVoices(Recognized found) {
        return found.family().orElse("").equals("chinese-roberta");
    }

    /// What stands for a text, as the published folder says; the mean where it says nothing.
    static Pooling pooling(Path folder) {
        JsonNode said = ConfigFile.read(folder.resolve("1_Pooling"), ConfigFile.CONFIG);
        return said.path("pooling_mode_cls_token").asBoolean() ? Pooling.FIRST : Pooling.MEAN;
    }

    void write(Path folder, Progress progress) throws IOException {
        try (var file = new WeightFile(folder.resolve(WEIGHTS))) {
            var ops = new OnnxOps(weights, plan, file);
            var ids = ops.input("input_ids", ElementType.INT64, "batch", "time");
            var mask = ops.input("attention_mask", ElementType.FLOAT32, "batch", "time");
            ops.output("embedding", encoder.vectors(ops, ids, mask, pooling));
            ops.write(folder.resolve(ModelFolder.ENCODER), progress);
            if (encoder.width() == WIDTH_OF_VOICES) {
                characters(file, folder, progress);
            }
        }
    }

    /// `input_ids` `[1, time]` to `meaning` `[1, time, width]`. Weights of few bits are multiplied
    /// as such: exactly takes twelve times as long, and a clause waits for it
    // (docs/bench/voice.md).
    private void characters(WeightFile file, Path folder, Progress progress) throws IOException {
        var ops = new OnnxOps(weights, plan.withExact(false), file);
        var ids = ops.input("input_ids", ElementType.INT64, 1, "time");
        ops.output("meaning", encoder.meanings(ops, ids));
        ops.write(folder.resolve(Characters.GRAPH), progress);
    }
}
