package studio.likeness.models.voice.vits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.likeness.models.job.Progress;
import studio.likeness.models.nn.Conv;
import studio.likeness.models.nn.ElementType;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.OnnxOps;
import studio.likeness.models.nn.Value;
import studio.likeness.models.nn.WeightFile;
import studio.likeness.models.parity.KeyedWeights;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;

/// What the vocoder does to save time gives what the plain way gives.
class EvenOddTest {
    private static final int CHANNELS = 16;
    private static final double SLOPE = 0.1;

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"3, 1", "7, 1", "7, 3", "7, 5", "11, 1", "11, 3", "11, 5"})
    void convolvesAsThePlainConvolutionDoes(int kernel, int dilation) throws IOException {
        var found =
                run(
                        kernel,
                        64,
                        (o, x) -> EvenOdd.of(o, x).convolved(o, "c", dilation, SLOPE).joined(o),
                        (o, x) -> plain(o, o.leakyRelu(x, SLOPE), kernel, dilation));
        assertArrayEquals(found.plain(), found.other(), 2e-6f);
    }

    @Test
    void halvesInTwoRowsSoundLikeTheWhole() throws IOException {
        for (int width : new int[] {6, 63, 200}) {
            var found =
                    run(
                            7,
                            width,
                            (o, x) -> {
                                var halves = new HalfRows(o.size(x, 3), 30);
                                return halves.joined(o, twice(o, halves.cut(o, x, 1)), 1);
                            },
                            EvenOddTest::twice);
            assertEquals(CHANNELS * width, found.plain().length);
            assertArrayEquals(found.plain(), found.other(), 1e-6f, "width " + width);
        }
    }

    private static Value twice(OnnxOps o, Value x) {
        return plain(o, o.leakyRelu(plain(o, x, 7, 5), SLOPE), 7, 3);
    }

    private static Value plain(OnnxOps o, Value x, int kernel, int dilation) {
        var spec = Conv.plain().padding(0, kernel / 2 * dilation).dilation(1, dilation);
        var weight = o.unsqueeze(o.weight("c.weight"), 2);
        return o.conv(x, weight, Optional.of(o.weight("c.bias")), spec);
    }

    private record Found(float[] other, float[] plain) {}

    private Found run(
            int kernel,
            int width,
            BiFunction<OnnxOps, Value, Value> other,
            BiFunction<OnnxOps, Value, Value> plain)
            throws IOException {
        var graph = folder.resolve(kernel + "-" + width + ".onnx");
        try (var file = new WeightFile(folder.resolve(kernel + "-" + width + ".weights"))) {
            var fixture = JsonNodeFactory.instance.objectNode().put("salt", "pair").put("gain", 1);
            fixture.putArray("gain_rules");
            var tensors = fixture.putArray("tensors");
            tensors.addObject()
                    .put("name", "c.weight")
                    .putArray("shape")
                    .add(CHANNELS)
                    .add(CHANNELS)
                    .add(kernel);
            tensors.addObject().put("name", "c.bias").putArray("shape").add(CHANNELS);
            var o = new OnnxOps(KeyedWeights.of(fixture), GraphPlan.plain(), file);
            var x = o.input("x", ElementType.FLOAT32, 1, CHANNELS, 1, "width");
            o.output("other", other.apply(o, x));
            o.output("plain", plain.apply(o, x));
            o.write(graph, Progress.none());
        }
        var sound = new float[CHANNELS * width];
        var random = new Random(1);
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (float) random.nextGaussian();
        }
        try (var session = Session.open(graph, new Device.Processor(1), SessionPlan.usual())) {
            var input = Map.of("x", new Array.Floats(sound, 1, CHANNELS, 1, width));
            return new Found(
                    floats(session.runFor("other", input)), floats(session.runFor("plain", input)));
        }
    }

    private static float[] floats(Array array) {
        return array instanceof Array.Floats(var values, _) ? values : new float[0];
    }
}
