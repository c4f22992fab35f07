package studio.likeness.models.face.animate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import studio.likeness.models.checkpoint.Tensor;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;
import studio.likeness.models.nn.Conv;
import studio.likeness.models.nn.ElementType;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.OnnxOps;
import studio.likeness.models.nn.Value;
import studio.likeness.models.nn.WeightFile;

/// Small graphs of the form of GFPGAN: stand-ins, whose work can be foretold.
final class RestorationGraphs {
    private static final int BLUR = 5;

    private RestorationGraphs() {}

    static TensorIndex nothing() {
        return new TensorIndex() {
            @Override
            public Set<String> names() {
                return Set.of();
            }

            @Override
            public Optional<Tensor> find(String name) {
                return Optional.empty();
            }

            @Override
            public void close() {}
        };
    }

    /// Gives its face back, times a factor.
    static Path times(Path folder, int side, double factor) throws IOException {
        return write(folder, side, (o, face) -> o.mul(face, factor));
    }

    /// Adds twice what a mean over five by five pixels takes away.
    static Path unsharp(Path folder) throws IOException {
        var mean = new float[3 * BLUR * BLUR];
        Arrays.fill(mean, 1f / (BLUR * BLUR));
        return write(
                folder,
                512,
                (o, face) -> {
                    var kernel = o.constant(mean, 3, 1, BLUR, BLUR);
                    var soft = o.conv(face, kernel, Optional.empty(), Conv.same(BLUR).groups(3));
                    return o.add(face, o.mul(o.sub(face, soft), 2));
                });
    }

    private interface Network {
        Value of(OnnxOps o, Value face);
    }

    private static Path write(Path folder, int side, Network network) throws IOException {
        var graph = folder.resolve("restore.onnx");
        try (var weights = new WeightFile(folder.resolve("restore.weights"))) {
            var o = new OnnxOps(nothing(), GraphPlan.plain(), weights);
            o.output(
                    "output",
                    network.of(o, o.input("input", ElementType.FLOAT32, 1, 3, side, side)));
            o.write(graph, Progress.none());
        }
        return graph;
    }
}
