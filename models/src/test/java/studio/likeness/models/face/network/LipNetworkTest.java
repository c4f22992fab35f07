package studio.likeness.models.face.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.checkpoint.Tensor;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.nn.Dim;
import studio.likeness.models.nn.ElementType;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.OnnxOps;
import studio.likeness.models.nn.WeightFile;
import studio.likeness.models.runtime.Device;

class LipNetworkTest {
    @TempDir Path folder;

    private static TensorIndex nothing() {
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

    /// A graph of the right form that gives back the hidden face, brighter by the sound's mean.
    private Path graph(long channels) throws IOException {
        var graph = folder.resolve("small.onnx");
        try (var weights = new WeightFile(folder.resolve("small.weights"))) {
            var o = new OnnxOps(nothing(), GraphPlan.plain(), weights);
            var faces = o.input("target", ElementType.FLOAT32, "n", channels, 8, 8);
            var sound = o.input("source", ElementType.FLOAT32, "n", 1, 80, 16);
            var mean = o.mean(o.mean(sound, 3, true), 2, true);
            o.output("face", o.add(o.slice(faces, 1, 0, 3), mean));
            o.write(graph, Progress.none());
        }
        return graph;
    }

    @Test
    void runsAnyGraphOfItsFormWhateverTheNames() throws IOException {
        try (var lips = LipNetwork.open(graph(6), Device.processor())) {
            assertEquals(8, lips.crop().size());
            var sound = new float[2 * 80 * 16];
            Arrays.fill(sound, 80 * 16, sound.length, 0.5f);

            var found = lips.run(sound, new float[2 * 6 * 64]);

            assertEquals(2 * 3 * 64, found.length);
            assertEquals(0, found[0]);
            assertEquals(0.5f, found[3 * 64]);
        }
    }

    /// Of the studio's own form at 96 pixels: a little brighter than the hidden face.
    private Path cutting() throws IOException {
        var graph = folder.resolve("cutting.onnx");
        try (var weights = new WeightFile(folder.resolve("cutting.weights"))) {
            var o = new OnnxOps(nothing(), GraphPlan.plain(), weights);
            o.input("mel", ElementType.FLOAT32, "batch", 1, 80, 16);
            var faces = o.input("faces", ElementType.FLOAT32, "batch", 6, 96, 96);
            var rows = o.input("rows", ElementType.INT64, "rows");
            var left = Dim.of(12).minus(o.size(rows, 0));
            var lower = o.slice(faces, 2, left.times(8).plus(14), Dim.of(96));
            o.output("output", o.add(o.slice(lower, 1, 0, 3), 0.25));
            o.write(graph, Progress.none());
        }
        return graph;
    }

    @Test
    void whatIsAboveTheWantedRowsIsTheGivenFace() throws IOException {
        var faces = new float[2 * 6 * 96 * 96];
        for (int i = 0; i < faces.length; i++) {
            faces[i] = i;
        }
        try (var lips = LipNetwork.open(cutting(), Device.processor())) {
            var found = lips.run(new float[2 * 80 * 16], faces, 60);

            // Five rows of twelve are left out, and what comes out begins with row 54.
            for (int i = 0; i < found.length; i++) {
                int face = i / (3 * 96 * 96);
                int inFace = i % (3 * 96 * 96);
                boolean made = i / 96 % 96 >= 54;
                int given = face * 6 * 96 * 96 + (made ? 0 : 3 * 96 * 96) + inFace;
                assertEquals(faces[given] + (made ? 0.25f : 0), found[i], "number " + i);
            }
        }
    }

    @Test
    void refusesAGraphOfAnotherForm() throws IOException {
        var graph = graph(4);

        var refused =
                assertThrows(
                        StudioException.class, () -> LipNetwork.open(graph, Device.processor()));

        assertEquals("models.face.network.noLips", refused.key());
        assertTrue(refused.sentence().contains("small.onnx"), refused.sentence());
        assertFalse(refused.remedy().isEmpty());
    }
}
