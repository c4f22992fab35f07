package studio.likeness.models.face.animate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.checkpoint.Tensor;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.nn.ElementType;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.OnnxOps;
import studio.likeness.models.nn.WeightFile;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Picture;

class FaceRestorerTest {
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

    /// Gives its face back, times a factor.
    private Path graph(int side, double factor) throws IOException {
        var graph = folder.resolve("restore.onnx");
        try (var weights = new WeightFile(folder.resolve("restore.weights"))) {
            var o = new OnnxOps(nothing(), GraphPlan.plain(), weights);
            var face = o.input("input", ElementType.FLOAT32, 1, 3, side, side);
            o.output("output", o.mul(face, factor));
            o.write(graph, Progress.none());
        }
        return graph;
    }

    private static Picture gradient() {
        var bgr = new byte[SquareFace.SIDE * SquareFace.SIDE * 3];
        for (int y = 0; y < SquareFace.SIDE; y++) {
            for (int x = 0; x < SquareFace.SIDE; x++) {
                int i = (y * SquareFace.SIDE + x) * 3;
                bgr[i] = (byte) (40 + x);
                bgr[i + 1] = (byte) (60 + y);
                bgr[i + 2] = (byte) 200;
            }
        }
        return new Picture(bgr, SquareFace.SIDE, SquareFace.SIDE, Duration.ZERO);
    }

    /// There and back through the template: the same colours in the same places.
    @Test
    void aFaceGivenBackStaysWhereItIs() throws IOException {
        var picture = gradient();
        try (var restorer = FaceRestorer.open(graph(512, 1), Device.processor())) {
            var restored = restorer.restored(picture, SquareFace.points());
            for (int i = 0; i < picture.bgr().length; i++) {
                assertEquals(picture.bgr()[i] & 255, restored.bgr()[i] & 255, 2, "byte " + i);
            }
        }
    }

    /// -1 to 1 turned round is the negative; four fifths of it show in the middle of the face.
    @Test
    void fourFifthsOfTheNetworkShow() throws IOException {
        var picture = gradient();
        try (var restorer = FaceRestorer.open(graph(512, -1), Device.processor())) {
            var restored = restorer.restored(picture, SquareFace.points());
            int middle = (52 * SquareFace.SIDE + 48) * 3;
            for (int c = 0; c < 3; c++) {
                double before = picture.bgr()[middle + c] & 255;
                assertEquals(
                        0.2 * before + 0.8 * (255 - before), restored.bgr()[middle + c] & 255, 2);
            }
        }
    }

    @Test
    void refusesANetworkOfAnotherSize() throws IOException {
        var graph = graph(256, 1);
        var why =
                assertThrows(
                        StudioException.class, () -> FaceRestorer.open(graph, Device.processor()));
        assertEquals("models.face.animate.noRestoration", why.key());
        assertTrue(!why.remedy().isEmpty());
    }
}
