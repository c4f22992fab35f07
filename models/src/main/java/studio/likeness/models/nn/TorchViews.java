package studio.likeness.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/// Shapes, cuts and repeats for [TorchOps].
final class TorchViews {
    private final NDManager manager;

    TorchViews(NDManager manager) {
        this.manager = manager;
    }

    /// Counted from the beginning.
    static int axis(NDArray x, int axis) {
        int rank = x.getShape().dimension();
        if (axis < -rank || axis >= rank) {
            throw new IllegalArgumentException(
                    "expected an axis of " + x.getShape() + ", found " + axis);
        }
        return axis < 0 ? axis + rank : axis;
    }

    static long known(Dim dim) {
        if (dim instanceof Dim.Known(var size)) {
            return size;
        }
        throw new IllegalArgumentException("expected a known size, found " + dim);
    }

    private static long[] known(Dim... dims) {
        return Arrays.stream(dims).mapToLong(TorchViews::known).toArray();
    }

    NDArray reshape(NDArray x, Dim... shape) {
        return x.reshape(known(shape));
    }

    NDArray transpose(NDArray x, int... order) {
        return x.transpose(Arrays.stream(order).map(i -> axis(x, i)).toArray());
    }

    NDArray unsqueeze(NDArray x, int axis) {
        return x.expandDims(axis);
    }

    NDArray squeeze(NDArray x, int axis) {
        if (x.getShape().get(axis(x, axis)) != 1) {
            throw new IllegalArgumentException(
                    "expected size 1 at axis " + axis + ", found " + x.getShape());
        }
        return x.squeeze(axis(x, axis));
    }

    NDArray concat(int axis, List<NDArray> parts) {
        var first = parts.getFirst();
        // DJL would copy a single one, and copies have no gradient.
        return parts.size() == 1 ? first : NDArrays.concat(new NDList(parts), axis(first, axis));
    }

    NDArray slice(NDArray x, int axis, Dim from, Dim to, long step) {
        if (step < 1) {
            throw new IllegalArgumentException("expected a step >= 1, found " + step);
        }
        int at = axis(x, axis);
        long size = x.getShape().get(at);
        long begin = within(known(from), size);
        long end = Math.max(begin, within(known(to), size));
        return x.get(new NDIndex().addAllDim(at).addSliceDim(begin, end, step).addEllipseDim());
    }

    private static long within(long place, long size) {
        return Math.clamp(place < 0 ? place + size : place, 0, size);
    }

    List<NDArray> split(NDArray x, int axis, long... sizes) {
        int at = axis(x, axis);
        if (LongStream.of(sizes).sum() != x.getShape().get(at)) {
            throw new IllegalArgumentException(
                    "expected parts of "
                            + x.getShape().get(at)
                            + ", found "
                            + Arrays.toString(sizes));
        }
        var cuts = Arrays.copyOf(sizes, sizes.length - 1);
        Arrays.parallelPrefix(cuts, Long::sum);
        return x.split(cuts, at);
    }

    NDArray expand(NDArray x, Dim... shape) {
        var wanted = known(shape);
        var own = x.getShape();
        int missing = wanted.length - own.dimension();
        for (int i = Math.max(0, missing); i < wanted.length; i++) {
            if (wanted[i] == 1 || wanted[i] == -1) {
                wanted[i] = own.get(i - missing);
            }
        }
        return x.broadcast(new Shape(wanted));
    }

    /// @param indices integers
    NDArray gather(NDArray x, int axis, NDArray indices) {
        return x.get(
                new NDIndex().addAllDim(axis(x, axis)).addIndices("{}", indices).addEllipseDim());
    }

    NDArray flip(NDArray x, int axis) {
        return x.flip(axis(x, axis));
    }

    NDArray pad(NDArray x, int axis, Dim before, Dim after, Ops.Padding how) {
        int at = axis(x, axis);
        return switch (how) {
            case ZEROS -> TorchConvolution.frame(x, at, known(before), known(after));
            case REFLECT, EDGE -> {
                long size = x.getShape().get(at);
                var places =
                        LongStream.range(-known(before), size + known(after))
                                .map(i -> source(i, size, how))
                                .toArray();
                yield gather(x, at, manager.create(places));
            }
        };
    }

    private static long source(long place, long size, Ops.Padding how) {
        if (how == Ops.Padding.EDGE) {
            return Math.clamp(place, 0, size - 1);
        }
        if (place <= -size || place > 2 * (size - 1)) {
            throw new IllegalArgumentException(
                    "expected padding below " + size + " to reflect, found place " + place);
        }
        return place < 0 ? -place : place < size ? place : 2 * (size - 1) - place;
    }

    NDArray range(Dim count) {
        return manager.create(LongStream.range(0, known(count)).toArray());
    }
}
