package studio.likeness.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/// The part of [TorchOps] that works number by number, and sums up.
abstract class TorchElementwise implements EagerOps<NDArray> {
    // ---- kinds of numbers

    /// A float tensor comes back as it is: changing types cuts the gradient.
    @Override
    public NDArray toFloat(NDArray x) {
        return x.toType(DataType.FLOAT32, false);
    }

    @Override
    public NDArray toInteger(NDArray x) {
        return x.toType(DataType.INT64, false);
    }

    // ---- one operand and two

    @Override
    public NDArray add(NDArray a, NDArray b) {
        return a.add(b);
    }

    @Override
    public NDArray sub(NDArray a, NDArray b) {
        return a.sub(b);
    }

    @Override
    public NDArray mul(NDArray a, NDArray b) {
        return a.mul(b);
    }

    /// Floats, of integers too.
    @Override
    public NDArray div(NDArray a, NDArray b) {
        return a.div(b);
    }

    @Override
    public NDArray pow(NDArray x, double exponent) {
        return x.pow(exponent);
    }

    @Override
    public NDArray min(NDArray a, NDArray b) {
        return a.minimum(b);
    }

    @Override
    public NDArray max(NDArray a, NDArray b) {
        return a.maximum(b);
    }

    @Override
    public NDArray neg(NDArray x) {
        return x.neg();
    }

    @Override
    public NDArray abs(NDArray x) {
        return x.abs();
    }

    @Override
    public NDArray exp(NDArray x) {
        return x.exp();
    }

    @Override
    public NDArray log(NDArray x) {
        return x.log();
    }

    @Override
    public NDArray sqrt(NDArray x) {
        return x.sqrt();
    }

    @Override
    public NDArray sin(NDArray x) {
        return x.sin();
    }

    @Override
    public NDArray cos(NDArray x) {
        return x.cos();
    }

    @Override
    public NDArray tanh(NDArray x) {
        return x.tanh();
    }

    @Override
    public NDArray sigmoid(NDArray x) {
        return x.getNDArrayInternal().sigmoid();
    }

    @Override
    public NDArray floor(NDArray x) {
        return x.floor();
    }

    @Override
    public NDArray clip(NDArray x, double low, double high) {
        return x.getDataType() == DataType.INT64
                ? x.clip((long) low, (long) high)
                : x.clip(low, high);
    }

    @Override
    public NDArray less(NDArray a, NDArray b) {
        return a.lt(b);
    }

    @Override
    public NDArray equal(NDArray a, NDArray b) {
        return a.eq(b);
    }

    @Override
    public NDArray where(NDArray condition, NDArray a, NDArray b) {
        var shape = common(common(condition.getShape(), a.getShape()), b.getShape());
        return a.broadcast(shape)
                .getNDArrayInternal()
                .where(
                        condition.toType(DataType.BOOLEAN, false).broadcast(shape),
                        b.broadcast(shape));
    }

    /// The shape two shapes broadcast to.
    private static Shape common(Shape a, Shape b) {
        if (a.dimension() < b.dimension()) {
            return common(b, a);
        }
        var sizes = a.getShape().clone();
        int offset = sizes.length - b.dimension();
        for (int i = offset; i < sizes.length; i++) {
            sizes[i] = sizes[i] == 1 ? b.get(i - offset) : sizes[i];
        }
        return new Shape(sizes);
    }

    // ---- activations

    @Override
    public NDArray relu(NDArray x) {
        return x.getNDArrayInternal().relu();
    }

    @Override
    public NDArray leakyRelu(NDArray x, double slope) {
        return x.getNDArrayInternal().leakyRelu((float) slope);
    }

    @Override
    public NDArray gelu(NDArray x) {
        return x.getNDArrayInternal().gelu();
    }

    @Override
    public NDArray geluTanh(NDArray x) {
        var inner = x.add(x.pow(3).mul(0.044715)).mul(Math.sqrt(2 / Math.PI));
        return x.mul(inner.tanh().add(1)).mul(0.5);
    }

    @Override
    public NDArray softplus(NDArray x) {
        return x.getNDArrayInternal().softPlus();
    }

    // ---- along an axis

    @Override
    public NDArray sum(NDArray x, int axis, boolean keep) {
        return x.sum(new int[] {TorchViews.axis(x, axis)}, keep);
    }

    @Override
    public NDArray mean(NDArray x, int axis, boolean keep) {
        return toFloat(x).mean(new int[] {TorchViews.axis(x, axis)}, keep);
    }

    @Override
    public NDArray maximum(NDArray x, int axis, boolean keep) {
        return x.max(new int[] {TorchViews.axis(x, axis)}, keep);
    }

    @Override
    public NDArray argmax(NDArray x, int axis) {
        return x.argMax(TorchViews.axis(x, axis));
    }

    @Override
    public NDArray cumulativeSum(NDArray x, int axis) {
        return x.cumSum(TorchViews.axis(x, axis));
    }

    @Override
    public NDArray softmax(NDArray x, int axis) {
        return x.softmax(TorchViews.axis(x, axis));
    }

    @Override
    public NDArray logSoftmax(NDArray x, int axis) {
        return x.logSoftmax(TorchViews.axis(x, axis));
    }

    @Override
    public NDArray matmul(NDArray a, NDArray b) {
        return a.matMul(b);
    }
}
