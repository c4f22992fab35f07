package studio.likeness.models.voice.content;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;
import studio.likeness.models.nn.Dim;
import studio.likeness.models.nn.ElementType;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.OnnxOps;
import studio.likeness.models.nn.Ops;
import studio.likeness.models.nn.Value;
import studio.likeness.models.nn.WeightFile;

/// Writes an encoder's graphs, one for each form it can give, over one file of weights: `wave`
/// `[1, samples]` to `features` `[1, width, frames]`.
public final class ContentGraphs {
    static final String WAVE = "wave";
    static final String FEATURES = "features";

    private static final String WEIGHTS = "content.weights";
    private static final String PROJECTION = "final_proj";

    private ContentGraphs() {}

    /// @param weights under the names of [ContentNames]
    /// @param soft whether they are HuBERT-soft's
    /// @return the forms that were written
    public static List<ContentKind> write(
            TensorIndex weights, boolean soft, GraphPlan plan, Path folder, Progress progress)
            throws IOException {
        var kinds = kinds(weights, soft);
        try (var file = new WeightFile(folder.resolve(WEIGHTS))) {
            for (var kind : kinds) {
                var ops = new OnnxOps(weights, plan, file);
                var wave = ops.input(WAVE, ElementType.FLOAT32, 1, "samples");
                ops.output(FEATURES, features(ops, weights, wave, kind));
                ops.write(folder.resolve(kind.graph()), progress);
            }
        }
        return kinds;
    }

    private static List<ContentKind> kinds(TensorIndex weights, boolean soft) {
        if (soft) {
            return List.of(ContentKind.HUBERT_SOFT);
        }
        return weights.has(PROJECTION + ".weight")
                ? List.of(ContentKind.VEC768L12, ContentKind.VEC256L9)
                : List.of(ContentKind.VEC768L12);
    }

    private static Value features(OnnxOps ops, TensorIndex weights, Value wave, ContentKind kind) {
        var hubert = Hubert.of(weights);
        return switch (kind) {
            case VEC768L12 -> turned(ops, hubert.hidden(ops, wave, hubert.layers()).getLast());
            case VEC256L9 -> {
                var ninth = hubert.hidden(ops, wave, Math.min(9, hubert.layers())).getLast();
                yield turned(ops, ops.linear(ninth, PROJECTION));
            }
            case HUBERT_SOFT -> {
                // Half of what one frame sees more than it moves on, so that frames are centred.
                var padded = ops.pad(wave, 1, Dim.of(40), Dim.of(40), Ops.Padding.ZEROS);
                var last = hubert.hidden(ops, padded, hubert.layers()).getLast();
                yield turned(ops, ops.linear(last, "proj"));
            }
        };
    }

    private static Value turned(OnnxOps ops, Value x) {
        return ops.transpose(x, 0, 2, 1);
    }
}
