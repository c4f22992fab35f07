package studio.likeness.models.checkpoint;

import java.util.OptionalLong;

/// Arithmetic on shapes that files declare, which may be anything.
final class Shapes {
    /// More dimensions than any published tensor has.
    static final int MOST_DIMENSIONS = 16;

    private Shapes() {}

    /// How many numbers; empty when the shape is absurd.
    static OptionalLong elements(long[] shape) {
        if (shape.length > MOST_DIMENSIONS) {
            return OptionalLong.empty();
        }
        long all = 1;
        boolean none = false;
        for (long dim : shape) {
            if (dim < 0) {
                return OptionalLong.empty();
            }
            if (dim == 0) {
                none = true;
            } else if (all > Long.MAX_VALUE / 16 / dim) {
                return OptionalLong.empty();
            } else {
                all *= dim;
            }
        }
        return OptionalLong.of(none ? 0 : all);
    }

    /// Distances between neighbours when rows lie one after another.
    static long[] rowMajor(long[] shape) {
        var strides = new long[shape.length];
        long step = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= Math.max(1, shape[i]);
        }
        return strides;
    }

    static boolean isRowMajor(long[] shape, long[] strides) {
        long step = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            if (shape[i] != 1 && strides[i] != step) {
                return false;
            }
            step *= Math.max(1, shape[i]);
        }
        return true;
    }

    /// One past the farthest number that a tensor with these strides touches; empty when negative
    /// or absurd.
    static OptionalLong reach(long offset, long[] shape, long[] strides) {
        if (offset < 0 || shape.length != strides.length) {
            return OptionalLong.empty();
        }
        long last = offset;
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] == 0) {
                return OptionalLong.of(offset);
            }
            long steps = shape[i] - 1;
            if (strides[i] < 0
                    || (steps > 0 && strides[i] > (Long.MAX_VALUE / 16 - last) / steps)) {
                return OptionalLong.empty();
            }
            last += steps * strides[i];
        }
        return OptionalLong.of(last + 1);
    }
}
