package studio.likeness.models.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static studio.likeness.models.nn.OpenTorch.assertFloats;
import static studio.likeness.models.nn.OpenTorch.assertShape;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.likeness.models.nn.Ops.Interpolation;

/// Against the sums of the definitions, number by number.
final class TorchOpsConvolutionTest {
    private static final int BATCH = 2;
    private static final int IN = 4;
    private static final int OUT = 6;

    @ParameterizedTest
    @CsvSource({"1,0,1,1", "2,1,1,2", "1,4,2,1", "3,2,1,2", "2,3,3,2"})
    void convolvesSound(int stride, int padding, int dilation, int groups) {
        var spec = spec(stride, padding, dilation, groups, 0);
        check(new int[] {1, 11}, new int[] {1, 3}, spec, true);
    }

    @ParameterizedTest
    @CsvSource({"1,1,1,1", "2,1,1,2", "2,0,2,1"})
    void convolvesPictures(int stride, int padding, int dilation, int groups) {
        var spec = spec(stride, padding, dilation, groups, 0);
        check(new int[] {7, 8}, new int[] {3, 2}, spec, true);
    }

    @Test
    void convolvesDifferentlyAlongEachAxis() {
        var spec = Conv.plain().stride(2, 1).padding(0, 2).dilation(1, 2);
        check(new int[] {7, 8}, new int[] {3, 3}, spec, true);
        check(new int[] {3, 4}, new int[] {3, 3}, spec.outputPadding(1, 0), false);
    }

    @ParameterizedTest
    @CsvSource({
        "1,0,1,1,0",
        "2,7,1,1,1",
        "2,1,1,1,1",
        "3,2,1,2,2",
        "2,5,2,2,1",
        "4,0,1,1,3",
        "1,4,1,1,0"
    })
    void transposedConvolvesSound(int stride, int padding, int dilation, int groups, int extra) {
        var spec = spec(stride, padding, dilation, groups, extra);
        check(new int[] {1, 6}, new int[] {1, 4}, spec, false);
    }

    @ParameterizedTest
    @CsvSource({"2,1,1,1,1", "2,1,2,2,0", "3,0,1,2,2"})
    void transposedConvolvesPictures(int stride, int padding, int dilation, int groups, int extra) {
        var spec = spec(stride, padding, dilation, groups, extra);
        check(new int[] {3, 4}, new int[] {3, 2}, spec, false);
    }

    private static Conv spec(int stride, int padding, int dilation, int groups, int extra) {
        return Conv.plain()
                .stride(stride)
                .padding(padding)
                .dilation(dilation)
                .groups(groups)
                .outputPadding(extra);
    }

    /// Height 1 stands for sound, whose arrays have no such axis.
    private void check(int[] size, int[] kernel, Conv spec, boolean forward) {
        boolean sound = size[0] == 1;
        var settings = sound ? flat(spec) : spec;
        int first = forward ? OUT : IN;
        int second = (forward ? IN : OUT) / spec.groups();
        var weights = new HeldWeights().random("c.bias", OUT);
        if (sound) {
            weights.random("x", BATCH, IN, size[1]).random("c.weight", first, second, kernel[1]);
        } else {
            weights.random("x", BATCH, IN, size[0], size[1])
                    .random("c.weight", first, second, kernel[0], kernel[1]);
        }
        try (var torch = new OpenTorch(weights)) {
            var x = torch.floats("x");
            var y = forward ? torch.ops.conv(x, "c", spec) : torch.ops.convTranspose(x, "c", spec);
            var expected =
                    forward
                            ? convolved(weights, size, kernel, settings)
                            : transposed(weights, size, kernel, settings);
            assertArrayEquals(expected, y.toFloatArray(), 1e-5f);
        }
    }

    private static Conv flat(Conv spec) {
        return Conv.plain()
                .stride(1, spec.stride()[0])
                .padding(0, spec.padding()[0])
                .dilation(1, spec.dilation()[0])
                .groups(spec.groups())
                .outputPadding(0, spec.outputPadding()[0]);
    }

    private static float[] convolved(HeldWeights weights, int[] size, int[] kernel, Conv spec) {
        var x = weights.floats("x");
        var w = weights.floats("c.weight");
        var bias = weights.floats("c.bias");
        var to = new int[2];
        for (int a = 0; a < 2; a++) {
            int reach = Conv.along(spec.dilation(), a) * (kernel[a] - 1) + 1;
            to[a] =
                    (size[a] + 2 * Conv.along(spec.padding(), a) - reach)
                                    / Conv.along(spec.stride(), a)
                            + 1;
        }
        int inGroup = IN / spec.groups();
        int outGroup = OUT / spec.groups();
        var y = new float[BATCH * OUT * to[0] * to[1]];
        int at = 0;
        for (int b = 0; b < BATCH; b++) {
            for (int out = 0; out < OUT; out++) {
                for (int i = 0; i < to[0]; i++) {
                    for (int j = 0; j < to[1]; j++, at++) {
                        double sum = bias[out];
                        for (int c = 0; c < inGroup; c++) {
                            int in = out / outGroup * inGroup + c;
                            for (int k = 0; k < kernel[0]; k++) {
                                for (int l = 0; l < kernel[1]; l++) {
                                    int h = place(spec, 0, i, k);
                                    int v = place(spec, 1, j, l);
                                    if (h >= 0 && h < size[0] && v >= 0 && v < size[1]) {
                                        sum +=
                                                x[((b * IN + in) * size[0] + h) * size[1] + v]
                                                        * w[
                                                                ((out * inGroup + c) * kernel[0]
                                                                                        + k)
                                                                                * kernel[1]
                                                                        + l];
                                    }
                                }
                            }
                        }
                        y[at] = (float) sum;
                    }
                }
            }
        }
        return y;
    }

    /// Every number of the input adds a scaled kernel to the output.
    private static float[] transposed(HeldWeights weights, int[] size, int[] kernel, Conv spec) {
        var x = weights.floats("x");
        var w = weights.floats("c.weight");
        var bias = weights.floats("c.bias");
        var to = new int[2];
        for (int a = 0; a < 2; a++) {
            to[a] =
                    (size[a] - 1) * Conv.along(spec.stride(), a)
                            - 2 * Conv.along(spec.padding(), a)
                            + Conv.along(spec.dilation(), a) * (kernel[a] - 1)
                            + Conv.along(spec.outputPadding(), a)
                            + 1;
        }
        int inGroup = IN / spec.groups();
        int outGroup = OUT / spec.groups();
        var y = new float[BATCH * OUT * to[0] * to[1]];
        for (int at = 0; at < y.length; at++) {
            y[at] = bias[at / (to[0] * to[1]) % OUT];
        }
        for (int b = 0; b < BATCH; b++) {
            for (int in = 0; in < IN; in++) {
                for (int i = 0; i < size[0]; i++) {
                    for (int j = 0; j < size[1]; j++) {
                        float value = x[((b * IN + in) * size[0] + i) * size[1] + j];
                        for (int c = 0; c < outGroup; c++) {
                            int out = in / inGroup * outGroup + c;
                            for (int k = 0; k < kernel[0]; k++) {
                                for (int l = 0; l < kernel[1]; l++) {
                                    int h = place(spec, 0, i, k);
                                    int v = place(spec, 1, j, l);
                                    if (h >= 0 && h < to[0] && v >= 0 && v < to[1]) {
                                        y[((b * OUT + out) * to[0] + h) * to[1] + v] +=
                                                value
                                                        * w[
                                                                ((in * outGroup + c) * kernel[0]
                                                                                        + k)
                                                                                * kernel[1]
                                                                        + l];
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        return y;
    }

    private static int place(Conv spec, int axis, int index, int tap) {
        return index * Conv.along(spec.stride(), axis)
                - Conv.along(spec.padding(), axis)
                + tap * Conv.along(spec.dilation(), axis);
    }

    @Test
    void poolsTheLargestAndTheMean() {
        try (var torch = new OpenTorch()) {
            var ops = torch.ops;
            var sound = ops.constant(new float[] {-1, -5, 3, 2, -4}, 1, 1, 5);
            var halves = Conv.plain().stride(2).padding(1);
            assertFloats(ops.maxPool(sound, halves, 2), -1, 3, 2);
            assertFloats(ops.averagePool(sound, halves, 2), -0.5, -1, -1);
            var picture = ops.constant(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 1, 3, 3);
            assertFloats(ops.maxPool(picture, Conv.plain(), 2), 5, 6, 8, 9);
            assertFloats(ops.averagePool(picture, Conv.plain(), 2), 3, 4, 6, 7);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> ops.maxPool(sound, halves.dilation(2), 2));
        }
    }

    @Test
    void resizesWithHalfPixelCentres() {
        try (var torch = new OpenTorch()) {
            var ops = torch.ops;
            var x = ops.constant(new float[] {0, 10, 20, 30}, 1, 1, 4);
            assertFloats(linear(ops, x, 8), 0, 2.5, 7.5, 12.5, 17.5, 22.5, 27.5, 30);
            assertFloats(linear(ops, x, 2), 5, 25);
            assertFloats(linear(ops, x, 3), 5.0 / 3, 15, 85.0 / 3);
            var picture = ops.constant(new float[] {0, 10, 20, 30}, 1, 1, 2, 2);
            var wide = ops.interpolate(picture, Interpolation.LINEAR, Dim.of(1), Dim.of(4));
            assertShape(wide, 1, 1, 1, 4);
            assertFloats(wide, 10, 12.5, 17.5, 20);
        }
    }

    @Test
    void repeatsTheNearest() {
        try (var torch = new OpenTorch()) {
            var ops = torch.ops;
            var x = ops.constant(new float[] {0, 10, 20, 30}, 1, 1, 4);
            assertFloats(nearest(ops, x, 8), 0, 0, 10, 10, 20, 20, 30, 30);
            assertFloats(nearest(ops, x, 2), 0, 20);
            assertFloats(nearest(ops, x, 6), 0, 0, 10, 20, 20, 30);
        }
    }

    private static NDArray linear(TorchOps ops, NDArray x, int size) {
        return ops.interpolate(x, Interpolation.LINEAR, Dim.of(size));
    }

    private static NDArray nearest(TorchOps ops, NDArray x, int size) {
        return ops.interpolate(x, Interpolation.NEAREST, Dim.of(size));
    }

    @Test
    void normsAndSlopesPerChannel() {
        var weights =
                new HeldWeights()
                        .random("x", 2, 4, 3)
                        .put("n.weight", new float[] {1, 2, 3, 4}, 4)
                        .put("n.bias", new float[] {0.1f, 0.2f, 0.3f, 0.4f}, 4)
                        .put("n.running_mean", new float[] {0.1f, -0.1f, 0, 0.2f}, 4)
                        .put("n.running_var", new float[] {1, 0.5f, 2, 0.1f}, 4)
                        .put("slope", new float[] {0.25f}, 1)
                        .put("slopes", new float[] {0, 0.5f, 1, 2}, 4);
        try (var torch = new OpenTorch(weights)) {
            var ops = torch.ops;
            var x = torch.floats("x");
            var in = weights.floats("x");
            var batch = new float[24];
            var group = new float[24];
            var one = new float[24];
            var each = new float[24];
            for (int i = 0; i < 24; i++) {
                int c = i / 3 % 4;
                float factor = weights.floats("n.weight")[c];
                float shift = weights.floats("n.bias")[c];
                double centred = in[i] - weights.floats("n.running_mean")[c];
                double deviation = Math.sqrt(weights.floats("n.running_var")[c] + 1e-5);
                batch[i] = (float) (centred / deviation * factor + shift);
                group[i] = (float) (inGroup(in, i / 6 * 6, i) * factor + shift);
                one[i] = in[i] < 0 ? 0.25f * in[i] : in[i];
                each[i] = in[i] < 0 ? weights.floats("slopes")[c] * in[i] : in[i];
            }
            assertArrayEquals(batch, ops.batchNorm(x, "n", 1e-5).toFloatArray(), 1e-5f);
            assertArrayEquals(group, ops.groupNorm(x, "n", 2, 1e-5).toFloatArray(), 1e-5f);
            assertArrayEquals(one, ops.prelu(x, "slope").toFloatArray(), 1e-6f);
            assertArrayEquals(each, ops.prelu(x, "slopes").toFloatArray(), 1e-6f);
        }
    }

    private static double inGroup(float[] x, int start, int at) {
        double mean = 0;
        double variance = 0;
        for (int i = start; i < start + 6; i++) {
            mean += x[i] / 6;
        }
        for (int i = start; i < start + 6; i++) {
            variance += (x[i] - mean) * (x[i] - mean) / 6;
        }
        return (x[at] - mean) / Math.sqrt(variance + 1e-5);
    }

    @Test
    void aBiasIsOptional() {
        try (var torch = new OpenTorch()) {
            var ops = torch.ops;
            var x = ops.constant(new float[] {1, 2}, 1, 1, 2);
            var w = ops.constant(new float[] {3}, 1, 1, 1);
            assertFloats(ops.conv(x, w, Optional.empty(), Conv.plain()), 3, 6);
            assertFloats(
                    ops.convTranspose(x, w, Optional.empty(), Conv.plain().stride(2)), 3, 0, 6);
        }
    }
}
