package studio.likeness.models.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.runtime.Array;

/// Small programs through both interpreters. In the graph, the sizes of batch, time, height and
/// width are known only when it runs.
final class OpsAgreementTest {
    private static final double TOLERANCE = 1e-4;

    @TempDir Path folder;

    @TestFactory
    Stream<DynamicTest> bothInterpretersAgree() {
        return OpsPrograms.all().stream()
                .map(
                        line ->
                                dynamicTest(
                                        line.name(),
                                        () -> compare(line, WeightFormat.Dense.FLOAT32)));
    }

    @TestFactory
    Stream<DynamicTest> bothInterpretersAgreeOnWeightsInFewerBits() {
        var blocks = new WeightFormat.Blocks(8, 16, false, false);
        return Stream.of(
                dynamicTest(
                        "float16",
                        () -> compare(OpsPrograms.named("linear"), WeightFormat.Dense.FLOAT16)),
                dynamicTest(
                        "embedding in blocks",
                        () -> compare(OpsPrograms.named("embedding"), blocks)));
    }

    private void compare(OpsPrograms.Line line, WeightFormat format) throws IOException {
        var plan = GraphPlan.plain().withWeights(WeightPlan.all(format)).withExplicitPositions();
        Array graph;
        try (var rig = new OnnxOpsRig(folder, OpsPrograms.WEIGHTS, plan)) {
            var inputs = new ArrayList<Object>();
            given().forEach(x -> inputs.add(rig.input(x.name(), x.array(), x.dims())));
            graph = rig.run((Value) line.program().run(untyped(rig.o), inputs(inputs)));
        }
        try (var torch =
                TorchOps.onProcessor(OpsPrograms.WEIGHTS, WeightPlan.all(format), Adapter.none())) {
            var inputs = new ArrayList<Object>();
            given().forEach(x -> inputs.add(constant(torch, x.array())));
            var result = (NDArray) line.program().run(untyped(torch), inputs(inputs));
            assertArrayEquals(graph.shape(), result.getShape().getShape(), "shape");
            assertArrayEquals(figures(graph), figures(result), TOLERANCE);
        }
    }

    /// @param dims numbers, or names of sizes that only the running graph knows
    private record Input(String name, Array array, Object... dims) {}

    /// In the order of [OpsPrograms.Inputs].
    private static List<Input> given() {
        var ids = new long[] {6, 0, 3, 3, 1, 2, 5, 4, 0, 4};
        var places = new long[] {0, 1, 2, 3, 4, 0, 1, 2, 3, 4};
        return List.of(
                floats("row", "batch", "time", 8L),
                floats("wide", "batch", "time", 32L),
                floats("sound", "batch", 4L, "length"),
                floats("picture", "pictures", 4L, "height", "width"),
                new Input("ids", new Array.Longs(ids, 2, 5), "batch", "time"),
                new Input("places", new Array.Longs(places, 2, 5), "batch", "time"),
                floats("bias", 1L, 4L, "time", "time"));
    }

    private static Input floats(String name, Object... dims) {
        var values = OpsPrograms.WEIGHTS.floats(name);
        var shape = OpsPrograms.WEIGHTS.get(name).shape();
        return new Input(name, new Array.Floats(values, shape), dims);
    }

    private static OpsPrograms.Inputs inputs(List<Object> all) {
        return new OpsPrograms.Inputs(
                all.get(0), all.get(1), all.get(2), all.get(3), all.get(4), all.get(5), all.get(6));
    }

    private static NDArray constant(TorchOps torch, Array array) {
        return array instanceof Array.Longs(var values, var shape)
                ? torch.constant(values, shape)
                : torch.constant(OnnxOpsRig.floats(array), array.shape());
    }

    // A lambda cannot be generic. Every tensor a program sees comes from the same interpreter.
    @SuppressWarnings("unchecked")
    private static Ops<Object> untyped(Ops<?> ops) {
        return (Ops<Object>) ops;
    }

    private static double[] figures(Array array) {
        return switch (array) {
            case Array.Longs(var values, _) -> doubles(values);
            case Array.Floats(var values, _) -> doubles(values);
            default -> throw new IllegalArgumentException("expected numbers, found " + array);
        };
    }

    private static double[] figures(NDArray array) {
        return array.getDataType() == DataType.INT64
                ? doubles(array.toLongArray())
                : doubles(array.toFloatArray());
    }

    private static double[] doubles(long[] values) {
        return Arrays.stream(values).mapToDouble(v -> v).toArray();
    }

    private static double[] doubles(float[] values) {
        var all = new double[values.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = values[i];
        }
        return all;
    }
}
