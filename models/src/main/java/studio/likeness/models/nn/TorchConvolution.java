package studio.likeness.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;

/// Convolutions and pooling over the axes after the first two.
final class TorchConvolution {
    private TorchConvolution() {}

    static NDArray convolve(NDArray x, NDArray weight, Optional<NDArray> bias, Conv spec) {
        int axes = axes(x);
        return convolve(
                x,
                weight,
                bias,
                along(spec.stride(), axes),
                along(spec.padding(), axes),
                along(spec.dilation(), axes),
                spec.groups());
    }

    /// A convolution of the input with zeros between its numbers, by the kernels turned round.
    /// DJL's own throws.
    ///
    /// @param weight `[in, out / groups, kernel…]`
    static NDArray transposed(NDArray x, NDArray weight, Optional<NDArray> bias, Conv spec) {
        int axes = axes(x);
        var spread = x;
        for (int axis = 0; axis < axes; axis++) {
            long reach =
                    Conv.along(spec.dilation(), axis) * (weight.getShape().get(axis + 2) - 1)
                            - Conv.along(spec.padding(), axis);
            spread =
                    frame(
                            spread(spread, axis + 2, Conv.along(spec.stride(), axis)),
                            axis + 2,
                            reach,
                            reach + Conv.along(spec.outputPadding(), axis));
        }
        return convolve(
                spread,
                turned(weight, spec.groups()),
                bias,
                all(1, axes),
                all(0, axes),
                along(spec.dilation(), axes),
                spec.groups());
    }

    static NDArray maximum(NDArray x, Conv spec, int kernel) {
        int axes = poolable(x, spec);
        return x.getNDArrayInternal()
                .maxPool(
                        all(kernel, axes),
                        along(spec.stride(), axes),
                        along(spec.padding(), axes),
                        false);
    }

    /// Padding counts as zeros.
    static NDArray average(NDArray x, Conv spec, int kernel) {
        int axes = poolable(x, spec);
        return x.getNDArrayInternal()
                .avgPool(
                        all(kernel, axes),
                        along(spec.stride(), axes),
                        along(spec.padding(), axes),
                        false,
                        true);
    }

    private static NDArray convolve(
            NDArray x,
            NDArray weight,
            Optional<NDArray> bias,
            Shape stride,
            Shape padding,
            Shape dilation,
            int groups) {
        NDList result =
                x.getNDArrayInternal()
                        .convolution(
                                x, weight, bias.orElse(null), stride, padding, dilation, groups);
        return result.singletonOrThrow();
    }

    /// `stride - 1` zeros between neighbours.
    private static NDArray spread(NDArray x, int axis, int stride) {
        long size = x.getShape().get(axis);
        if (stride == 1 || size < 2) {
            return x;
        }
        var apart = frame(x.expandDims(axis + 1), axis + 1, 0, stride - 1);
        var shape = x.getShape().getShape().clone();
        shape[axis] = size * stride;
        return frame(apart.reshape(shape), axis, 0, 1 - stride);
    }

    /// Zeros at both ends of an axis, or numbers cut off where negative.
    static NDArray frame(NDArray x, int axis, long before, long after) {
        var cut = x;
        if (before < 0 || after < 0) {
            long to = x.getShape().get(axis) + Math.min(0, after);
            cut = x.get(new NDIndex().addAllDim(axis).addSliceDim(Math.max(0, -before), to));
        }
        if (before <= 0 && after <= 0) {
            return cut;
        }
        // torch counts axes from the last.
        int place = 2 * (x.getShape().dimension() - 1 - axis);
        var padding = new long[place + 2];
        padding[place] = Math.max(0, before);
        padding[place + 1] = Math.max(0, after);
        return cut.pad(new Shape(padding), 0);
    }

    /// `[in, out / groups, kernel…]` to `[out, in / groups, kernel…]`, every kernel turned round.
    private static NDArray turned(NDArray weight, int groups) {
        var shape = weight.getShape();
        var kernel = shape.slice(2);
        long in = shape.get(0) / groups;
        long out = shape.get(1);
        int[] axes = LongStream.range(2, shape.dimension()).mapToInt(i -> (int) i).toArray();
        return weight.flip(axes)
                .reshape(new Shape(groups, in, out).addAll(kernel))
                .swapAxes(1, 2)
                .reshape(new Shape(groups * out, in).addAll(kernel));
    }

    private static int axes(NDArray x) {
        int rank = x.getShape().dimension();
        if (rank != 3 && rank != 4) {
            throw new IllegalArgumentException(
                    "expected [batch, channels, time] or [batch, channels, height, width], found "
                            + x.getShape());
        }
        return rank - 2;
    }

    private static int poolable(NDArray x, Conv spec) {
        if (Arrays.stream(spec.dilation()).anyMatch(d -> d != 1)) {
            throw new IllegalArgumentException(
                    "expected pooling without dilation, found " + Arrays.toString(spec.dilation()));
        }
        return axes(x);
    }

    private static Shape along(int[] values, int axes) {
        var all = new long[axes];
        for (int i = 0; i < axes; i++) {
            all[i] = Conv.along(values, i);
        }
        return new Shape(all);
    }

    private static Shape all(long value, int axes) {
        return new Shape(LongStream.generate(() -> value).limit(axes).toArray());
    }
}
