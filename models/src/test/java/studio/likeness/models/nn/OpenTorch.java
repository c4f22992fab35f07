package studio.likeness.models.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;

/// A [TorchOps] over weights in memory, with what the tests ask of it again and again.
final class OpenTorch implements AutoCloseable {
    final HeldWeights weights;
    final TorchOps ops;

    OpenTorch(HeldWeights weights, WeightPlan plan, Adapter adapter) {
        this.weights = weights;
        this.ops = TorchOps.onProcessor(weights, plan, adapter);
    }

    OpenTorch(HeldWeights weights) {
        this(weights, WeightPlan.all(WeightFormat.Dense.FLOAT32), Adapter.none());
    }

    OpenTorch() {
        this(new HeldWeights());
    }

    NDArray floats(String name) {
        return ops.weight(name);
    }

    static long[] shape(NDArray x) {
        return x.getShape().getShape();
    }

    static void assertShape(NDArray x, long... expected) {
        assertArrayEquals(expected, shape(x));
    }

    static void assertFloats(NDArray x, double... expected) {
        var single = new float[expected.length];
        for (int i = 0; i < single.length; i++) {
            single[i] = (float) expected[i];
        }
        assertArrayEquals(single, x.toFloatArray(), 1e-5f);
    }

    static void assertFloats(NDArray x, float[] expected) {
        assertArrayEquals(expected, x.toFloatArray(), 1e-6f);
    }

    static void assertLongs(NDArray x, long... expected) {
        assertArrayEquals(expected, x.toLongArray());
    }

    static void assertTruths(NDArray x, boolean... expected) {
        assertArrayEquals(expected, x.toBooleanArray());
    }

    @Override
    public void close() {
        ops.close();
    }
}
