package studio.likeness.models.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static studio.likeness.models.nn.OpenTorch.assertFloats;
import static studio.likeness.models.nn.OpenTorch.assertShape;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.quant.BlockSpec;
import studio.likeness.models.quant.NBits;

final class TorchOpsLinearTest {
    private final HeldWeights weights =
            new HeldWeights()
                    .random("in", 2, 3, 4)
                    .random("q.weight", 5, 4)
                    .random("q.bias", 5)
                    .random("k.weight", 2, 4)
                    .random("norm.weight", 4)
                    .random("norm.bias", 4)
                    .random("rms.weight", 4)
                    .random("table.weight", 6, 4);

    /// Of `q` only, rank 2.
    private final Adapter adapter =
            name ->
                    name.equals("q")
                            ? Optional.of(
                                    new Adapter.Delta(
                                            new float[] {1, 0, -1, 2, 0.5f, 0, 0, 1},
                                            new float[] {1, 0, 0, 1, 2, 2, -1, 0, 0, 0},
                                            2,
                                            0.5f))
                            : Optional.empty();

    @Test
    void mapsSideBySideWithTheirBiases() {
        try (var torch = new OpenTorch(weights)) {
            var y = torch.ops.linear(torch.floats("in"), List.of("q", "k"));
            assertShape(y, 2, 3, 7);
            assertArrayEquals(sideBySide(q(false), k()), y.toFloatArray(), 1e-5f);
        }
    }

    @Test
    void anAdapterChangesOnlyItsOwnMap() {
        try (var torch =
                new OpenTorch(weights, WeightPlan.all(WeightFormat.Dense.FLOAT32), adapter)) {
            var y = torch.ops.linear(torch.floats("in"), List.of("q", "k"));
            assertArrayEquals(sideBySide(q(true), k()), y.toFloatArray(), 1e-5f);
        }
    }

    @Test
    void deltasBeingLearntComeOnTopOfTheAdapter() {
        try (var torch =
                new OpenTorch(weights, WeightPlan.all(WeightFormat.Dense.FLOAT32), adapter)) {
            var more =
                    new TorchParameters.Delta(
                            torch.ops.constant(new float[] {1, 1, 1, 1}, 1, 4),
                            torch.ops.constant(new float[] {0, 0, 0, 0, 3}, 5, 1),
                            2);
            var parameters = new TorchParameters(Map.of(), Map.of("q", more), List.of());
            try (var step = torch.ops.step(parameters)) {
                var y = step.linear(step.weight("in"), "q");
                var expected = q(true);
                var in = weights.floats("in");
                for (int row = 0; row < 6; row++) {
                    float sum = 0;
                    for (int i = 0; i < 4; i++) {
                        sum += in[row * 4 + i];
                    }
                    expected[row * 5 + 4] += 6 * sum;
                }
                assertArrayEquals(expected, y.toFloatArray(), 1e-5f);
            }
        }
    }

    @Test
    void aWeightBeingLearntTakesTheStoredOnesPlace() {
        try (var torch = new OpenTorch(weights)) {
            var mine = torch.ops.constant(new float[] {2, 0, 0, 0}, 1, 4);
            var parameters = new TorchParameters(Map.of("k.weight", mine), Map.of(), List.of());
            try (var step = torch.ops.step(parameters)) {
                var y = step.linear(step.constant(new float[] {3, 9, 9, 9}, 1, 4), "k");
                assertFloats(y, 6);
                assertFloats(step.weight("k.weight", 1, 4), 2, 0, 0, 0);
            }
        }
    }

    @Test
    void float16WeightsAreRounded() {
        try (var torch =
                new OpenTorch(
                        weights, WeightPlan.all(WeightFormat.Dense.FLOAT16), Adapter.none())) {
            var one = torch.ops.constant(new float[] {1, 0, 0, 0}, 1, 4);
            var y = torch.ops.linear(one, "k");
            var w = weights.floats("k.weight");
            assertFloats(y, half(w[0]), half(w[4]));
            assertFloats(torch.ops.weight("norm.bias"), weights.floats("norm.bias"));
        }
    }

    @Test
    void weightsInBlocksAreWhatTheirCodesStandFor() {
        var blocks = new WeightFormat.Blocks(4, 16, false, false);
        var wide = new HeldWeights().random("w.weight", 3, 40);
        try (var torch = new OpenTorch(wide, WeightPlan.all(blocks), Adapter.none())) {
            var identity = new float[40 * 40];
            for (int i = 0; i < 40; i++) {
                identity[41 * i] = 1;
            }
            var columns = torch.ops.linear(torch.ops.constant(identity, 40, 40), "w");
            var packed =
                    NBits.quantise(wide.floats("w.weight"), 40, new BlockSpec(4, 16, false, false));
            var rows = torch.ops.transpose(columns, 1, 0);
            assertFloats(rows, NBits.dequantise(packed));
            assertFloats(torch.ops.weight("w.weight"), wide.floats("w.weight"));
        }
    }

    private static float half(float x) {
        return Float.float16ToFloat(Float.floatToFloat16(x));
    }

    @Test
    void embedsAndProjectsBackThroughTheSameTable() {
        try (var torch = new OpenTorch(weights)) {
            var ops = torch.ops;
            var rows = ops.embedding(ops.constant(new long[] {5, 0}, 1, 2), "table");
            var table = weights.floats("table.weight");
            assertShape(rows, 1, 2, 4);
            var flat = rows.toFloatArray();
            for (int i = 0; i < 4; i++) {
                assertEquals(table[20 + i], flat[i]);
                assertEquals(table[i], flat[4 + i]);
            }
            var tied = ops.head(ops.constant(new float[] {0, 1, 0, 0}, 1, 4), "lm_head", "table");
            assertFloats(tied, table[1], table[5], table[9], table[13], table[17], table[21]);
            var own = ops.head(ops.constant(new float[] {0, 1, 0, 0}, 1, 4), "q", "table");
            assertShape(own, 1, 5);
        }
    }

    @Test
    void normsOverTheLastAxis() {
        try (var torch = new OpenTorch(weights)) {
            var ops = torch.ops;
            var x = torch.floats("in");
            assertArrayEquals(layerNorm(), ops.layerNorm(x, "norm", 1e-5).toFloatArray(), 1e-5f);
            assertArrayEquals(rms(0), ops.rmsNorm(x, "rms", 1e-6).toFloatArray(), 1e-5f);
            assertArrayEquals(rms(1), ops.rmsNorm(x, "rms", 1e-6, 1).toFloatArray(), 1e-5f);
        }
    }

    @Test
    void refusesAWeightOfAnotherShapeOrName() {
        try (var torch = new OpenTorch(weights)) {
            assertShape(torch.ops.weight("q.weight", -1, 4), 5, 4);
            assertThrows(StudioException.class, () -> torch.ops.weight("q.weight", 4, 5));
            assertThrows(StudioException.class, () -> torch.ops.weight("v.weight"));
        }
    }

    @Test
    void tapsAreKeptInOrder() {
        try (var torch = new OpenTorch(weights)) {
            var x = torch.floats("in");
            torch.ops.tap("b", x);
            torch.ops.tap("a", x);
            assertEquals(List.of("b", "a"), List.copyOf(torch.ops.taps().keySet()));
        }
    }

    private float[] q(boolean adapted) {
        var y = product("q.weight", 5);
        var bias = weights.floats("q.bias");
        var in = weights.floats("in");
        var delta = adapter.of("q").orElseThrow();
        for (int row = 0; row < 6; row++) {
            for (int out = 0; out < 5; out++) {
                y[row * 5 + out] += bias[out];
                for (int r = 0; adapted && r < 2; r++) {
                    float inner = 0;
                    for (int i = 0; i < 4; i++) {
                        inner += delta.a()[r * 4 + i] * in[row * 4 + i];
                    }
                    y[row * 5 + out] += 0.5f * delta.b()[out * 2 + r] * inner;
                }
            }
        }
        return y;
    }

    private float[] k() {
        return product("k.weight", 2);
    }

    private float[] product(String name, int width) {
        var w = weights.floats(name);
        var in = weights.floats("in");
        var y = new float[6 * width];
        for (int row = 0; row < 6; row++) {
            for (int out = 0; out < width; out++) {
                for (int i = 0; i < 4; i++) {
                    y[row * width + out] += w[out * 4 + i] * in[row * 4 + i];
                }
            }
        }
        return y;
    }

    private static float[] sideBySide(float[] a, float[] b) {
        var all = new float[6 * 7];
        for (int row = 0; row < 6; row++) {
            System.arraycopy(a, row * 5, all, row * 7, 5);
            System.arraycopy(b, row * 2, all, row * 7 + 5, 2);
        }
        return all;
    }

    private float[] layerNorm() {
        var y = weights.floats("in");
        var factor = weights.floats("norm.weight");
        var shift = weights.floats("norm.bias");
        for (int row = 0; row < 24; row += 4) {
            double mean = (y[row] + y[row + 1] + y[row + 2] + y[row + 3]) / 4.0;
            double variance = 0;
            for (int i = 0; i < 4; i++) {
                variance += (y[row + i] - mean) * (y[row + i] - mean) / 4;
            }
            for (int i = 0; i < 4; i++) {
                y[row + i] =
                        (float)
                                ((y[row + i] - mean) / Math.sqrt(variance + 1e-5) * factor[i]
                                        + shift[i]);
            }
        }
        return y;
    }

    private float[] rms(float offset) {
        var y = weights.floats("in");
        var factor = weights.floats("rms.weight");
        for (int row = 0; row < 24; row += 4) {
            double square = 0;
            for (int i = 0; i < 4; i++) {
                square += y[row + i] * y[row + i] / 4;
            }
            for (int i = 0; i < 4; i++) {
                y[row + i] = (float) (y[row + i] / Math.sqrt(square + 1e-6) * (offset + factor[i]));
            }
        }
        return y;
    }
}
