package studio.likeness.models.nn;

import static studio.likeness.models.nn.OpenTorch.assertFloats;
import static studio.likeness.models.nn.OpenTorch.assertLongs;
import static studio.likeness.models.nn.OpenTorch.assertShape;
import static studio.likeness.models.nn.OpenTorch.assertTruths;

import ai.djl.ndarray.NDArray;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TorchOpsArithmeticTest {
    private static final float[] SOME = {-2.5f, -1, -0.25f, 0, 0.5f, 3};

    private final OpenTorch torch = new OpenTorch();
    private final TorchOps ops = torch.ops;
    private final NDArray x = ops.constant(SOME, 2, 3);

    @AfterEach
    void close() {
        torch.close();
    }

    @Test
    void broadcastsAsNumpyDoes() {
        var column = ops.constant(new float[] {10, 20}, 2, 1);
        var row = ops.constant(new float[] {1, 2, 3}, 3);
        assertFloats(ops.add(column, row), 11, 12, 13, 21, 22, 23);
        assertFloats(ops.sub(column, row), 9, 8, 7, 19, 18, 17);
        assertFloats(ops.mul(column, row), 10, 20, 30, 20, 40, 60);
        assertFloats(ops.div(column, row), 10, 5, 10.0 / 3, 20, 10, 20.0 / 3);
        assertFloats(ops.min(column, row), 1, 2, 3, 1, 2, 3);
        assertFloats(ops.max(column, row), 10, 10, 10, 20, 20, 20);
        assertFloats(ops.add(row, 0.5), 1.5, 2.5, 3.5);
        assertFloats(ops.mul(row, -2), -2, -4, -6);
    }

    @Test
    void integersStayIntegersUnlessDivided() {
        var a = ops.constant(new long[] {7, -7, 1L << 40}, 3);
        var two = ops.constant(new long[] {2});
        assertFloats(ops.div(ops.constant(new long[] {7, -7}, 2), two), 3.5, -3.5);
        assertLongs(ops.clip(a, -2, Double.POSITIVE_INFINITY), 7, -2, 1L << 40);
        assertLongs(ops.mul(a, two), 14, -14, 1L << 41);
        assertLongs(ops.min(a, two), 2, -7, 2);
        assertLongs(ops.sum(a, 0, false), 1L << 40);
    }

    @Test
    void functionsOfOneNumber() {
        same(ops::neg, v -> -v);
        same(ops::abs, Math::abs);
        same(ops::exp, Math::exp);
        same(ops::sin, Math::sin);
        same(ops::cos, Math::cos);
        same(ops::tanh, Math::tanh);
        same(ops::floor, Math::floor);
        same(ops::sigmoid, TorchOpsArithmeticTest::sigmoid);
        same(ops::silu, v -> v * sigmoid(v));
        same(ops::relu, v -> Math.max(0, v));
        same(v -> ops.leakyRelu(v, 0.1), v -> v < 0 ? 0.1 * v : v);
        same(ops::softplus, v -> Math.log(1 + Math.exp(v)));
        same(ops::gelu, v -> 0.5 * v * (1 + erf(v / Math.sqrt(2))));
        same(
                ops::geluTanh,
                v ->
                        0.5
                                * v
                                * (1
                                        + Math.tanh(
                                                Math.sqrt(2 / Math.PI)
                                                        * (v + 0.044715 * v * v * v))));
        same(v -> ops.pow(v, 3), v -> v * v * v);
        same(v -> ops.clip(v, -1, 0.5), v -> Math.clamp(v, -1, 0.5));
        same(v -> ops.clip(v, Double.NEGATIVE_INFINITY, 0), v -> Math.min(0, v));
        same(v -> ops.log(ops.exp(v)), v -> v);
        same(v -> ops.sqrt(ops.abs(v)), v -> Math.sqrt(Math.abs(v)));
    }

    private void same(UnaryOperator<NDArray> actual, DoubleUnaryOperator expected) {
        var figures = new double[SOME.length];
        for (int i = 0; i < figures.length; i++) {
            figures[i] = expected.applyAsDouble(SOME[i]);
        }
        assertFloats(actual.apply(x), figures);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /// By its power series.
    private static double erf(double x) {
        double sum = 0;
        double term = x;
        for (int n = 0; n < 200; n++) {
            sum += term / (2 * n + 1);
            term *= -x * x / (n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }

    @Test
    void comparesAndChooses() {
        var low = ops.less(x, ops.scalar(0));
        assertTruths(low, true, true, true, false, false, false);
        assertTruths(ops.equal(x, ops.scalar(0)), false, false, false, true, false, false);
        assertFloats(ops.where(low, ops.scalar(9), x), 9, 9, 9, 0, 0.5, 3);
        var row = ops.less(ops.constant(new float[] {1, -1, 1}, 3), ops.scalar(0));
        var wide = ops.where(row, x, ops.constant(new float[] {7}, 1, 1));
        assertFloats(wide, 7, -1, 7, 7, 0.5, 7);
        var ids = ops.range(Dim.of(3));
        var same = ops.equal(ids, ops.constant(new long[] {1}));
        assertLongs(ops.where(same, ids, ops.constant(new long[] {-100})), -100, 1, -100);
    }

    @Test
    void reduces() {
        assertFloats(ops.sum(x, -1, false), -3.75, 3.5);
        assertShape(ops.sum(x, -1, true), 2, 1);
        assertFloats(ops.mean(x, 0, false), -1.25, -0.25, 1.375);
        assertFloats(ops.maximum(x, -1, false), -0.25, 3);
        assertShape(ops.maximum(x, 0, true), 1, 3);
        assertLongs(ops.argmax(x, -1), 2, 2);
        assertFloats(ops.cumulativeSum(x, -1), -2.5, -3.5, -3.75, 0, 0.5, 3.5);
        assertFloats(ops.cumulativeSum(x, 0), -2.5, -1, -0.25, -2.5, -0.5, 2.75);
        assertLongs(ops.cumulativeSum(ops.range(Dim.of(4)), 0), 0, 1, 3, 6);
    }

    @Test
    void softmaxAlongAnyAxis() {
        var scores = new double[6];
        var logs = new double[6];
        for (int column = 0; column < 3; column++) {
            double sum = Math.exp(SOME[column]) + Math.exp(SOME[column + 3]);
            for (int i = column; i < 6; i += 3) {
                scores[i] = Math.exp(SOME[i]) / sum;
                logs[i] = SOME[i] - Math.log(sum);
            }
        }
        assertFloats(ops.softmax(x, -2), scores);
        assertFloats(ops.logSoftmax(x, 0), logs);
    }

    @Test
    void multipliesStacksOfMatrices() {
        var a = ops.constant(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2);
        var b = ops.constant(new float[] {1, 0, 2, 1}, 2, 2);
        assertFloats(ops.matmul(a, b), 5, 2, 11, 4, 17, 6, 23, 8);
    }
}
