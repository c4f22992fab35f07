package studio.likeness.models.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Against the recurrences of torch's documentation, step by step.
final class TorchOpsRecurrenceTest {
    private static final int TIME = 4;
    private static final int WIDTH = 3;
    private static final int HIDDEN = 2;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void gatedUnits(boolean both) {
        var weights = weights(3, 1, both);
        try (var torch = new OpenTorch(weights)) {
            var y = torch.ops.gru(torch.floats("x"), "r", HIDDEN, both);
            var expected = layer(weights, weights.floats("x"), WIDTH, 0, both, 3);
            assertArrayEquals(expected, y.toFloatArray(), 1e-5f);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,false", "1,true", "2,false", "2,true"})
    void longShortTermMemory(int layers, boolean both) {
        var weights = weights(4, layers, both);
        try (var torch = new OpenTorch(weights)) {
            var y = torch.ops.lstm(torch.floats("x"), "r", HIDDEN, layers, both);
            var expected = weights.floats("x");
            int width = WIDTH;
            for (int layer = 0; layer < layers; layer++) {
                expected = layer(weights, expected, width, layer, both, 4);
                width = both ? 2 * HIDDEN : HIDDEN;
            }
            assertArrayEquals(expected, y.toFloatArray(), 1e-5f);
        }
    }

    private static HeldWeights weights(int gates, int layers, boolean both) {
        var weights = new HeldWeights().random("x", 2, TIME, WIDTH);
        for (int layer = 0; layer < layers; layer++) {
            int in = layer == 0 ? WIDTH : both ? 2 * HIDDEN : HIDDEN;
            int rows = gates * HIDDEN;
            for (int d = 0; d < (both ? 2 : 1); d++) {
                var end = "_l" + layer + (d == 0 ? "" : "_reverse");
                weights.random("r.weight_ih" + end, rows, in)
                        .random("r.weight_hh" + end, rows, HIDDEN)
                        .random("r.bias_ih" + end, rows)
                        .random("r.bias_hh" + end, rows);
            }
        }
        return weights;
    }

    private static float[] layer(
            HeldWeights weights, float[] x, int width, int layer, boolean both, int gates) {
        int directions = both ? 2 : 1;
        var y = new float[2 * TIME * HIDDEN * directions];
        for (int d = 0; d < directions; d++) {
            var end = "_l" + layer + (d == 0 ? "" : "_reverse");
            for (int b = 0; b < 2; b++) {
                var h = new double[HIDDEN];
                var c = new double[HIDDEN];
                for (int i = 0; i < TIME; i++) {
                    int row = b * TIME + (d == 0 ? i : TIME - 1 - i);
                    var in = new double[width];
                    for (int j = 0; j < width; j++) {
                        in[j] = x[row * width + j];
                    }
                    var a = affine(weights, "ih" + end, in, gates);
                    var r = affine(weights, "hh" + end, h, gates);
                    if (gates == 3) {
                        gru(a, r, h);
                    } else {
                        lstm(a, r, h, c);
                    }
                    for (int j = 0; j < HIDDEN; j++) {
                        y[(row * directions + d) * HIDDEN + j] = (float) h[j];
                    }
                }
            }
        }
        return y;
    }

    private static double[] affine(HeldWeights weights, String name, double[] x, int gates) {
        var w = weights.floats("r.weight_" + name);
        var bias = weights.floats("r.bias_" + name);
        var y = new double[gates * HIDDEN];
        for (int out = 0; out < y.length; out++) {
            y[out] = bias[out];
            for (int i = 0; i < x.length; i++) {
                y[out] += w[out * x.length + i] * x[i];
            }
        }
        return y;
    }

    /// Gates in the order reset, update, new.
    private static void gru(double[] a, double[] r, double[] h) {
        for (int j = 0; j < HIDDEN; j++) {
            double reset = sigmoid(a[j] + r[j]);
            double update = sigmoid(a[HIDDEN + j] + r[HIDDEN + j]);
            double fresh = Math.tanh(a[2 * HIDDEN + j] + reset * r[2 * HIDDEN + j]);
            h[j] = (1 - update) * fresh + update * h[j];
        }
    }

    /// Gates in the order input, forget, cell, output.
    private static void lstm(double[] a, double[] r, double[] h, double[] c) {
        for (int j = 0; j < HIDDEN; j++) {
            double in = sigmoid(a[j] + r[j]);
            double forget = sigmoid(a[HIDDEN + j] + r[HIDDEN + j]);
            double cell = Math.tanh(a[2 * HIDDEN + j] + r[2 * HIDDEN + j]);
            double out = sigmoid(a[3 * HIDDEN + j] + r[3 * HIDDEN + j]);
            c[j] = forget * c[j] + in * cell;
            h[j] = out * Math.tanh(c[j]);
        }
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
