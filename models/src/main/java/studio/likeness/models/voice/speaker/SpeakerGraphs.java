package studio.likeness.models.voice.speaker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;
import studio.likeness.models.nn.ElementType;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.OnnxOps;
import studio.likeness.models.nn.Value;
import studio.likeness.models.nn.WeightFile;

/// Writes the graph of a network that knows speakers: `features` `[batch, frames, bands]` to
/// `embedding` `[batch, size]`.
public final class SpeakerGraphs {
    public static final String GRAPH = "speaker.onnx";

    public static final String FEATURES = "features";
    public static final String EMBEDDING = "embedding";

    private static final String WEIGHTS = "speaker.weights";

    private SpeakerGraphs() {}

    public static void write(
            SpeakerFamily family,
            TensorIndex weights,
            GraphPlan plan,
            Path folder,
            Progress progress)
            throws IOException {
        try (var file = new WeightFile(folder.resolve(WEIGHTS))) {
            var ops = new OnnxOps(weights, plan, file);
            var features =
                    ops.input(FEATURES, ElementType.FLOAT32, "batch", "frames", family.bands());
            ops.output(EMBEDDING, vectors(family, ops, features));
            ops.write(folder.resolve(GRAPH), progress);
        }
    }

    private static Value vectors(SpeakerFamily family, OnnxOps ops, Value features) {
        return switch (family) {
            case CAMPPLUS -> CamPlus.vectors(ops, features);
            case ECAPA_TDNN -> EcapaTdnn.vectors(ops, features);
            case ERES2NETV2 ->
                    Objects.requireNonNull(Eres2NetV2.vectors(ops, features).get("sv_emb"));
            case RESEMBLYZER -> Resemblyzer.vectors(ops, features);
        };
    }
}
