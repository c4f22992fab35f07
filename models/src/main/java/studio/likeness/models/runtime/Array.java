package studio.likeness.models.runtime;

import java.util.Arrays;

/// Numbers with a shape, row-major: what goes into a graph and comes out. Floats also stand for
/// float16 and float64, which are converted on the way. The arrays are the caller's; nothing is
// copied here.
public sealed interface Array {
    long[] shape();

    /// How many numbers.
    int size();

    record Floats(float[] values, long... shape) implements Array {
        public Floats {
            check(values.length, shape);
        }

        @Override
        public int size() {
            return values.length;
        }
    }

    record Longs(long[] values, long... shape) implements Array {
        public Longs {
            check(values.length, shape);
        }

        @Override
        public int size() {
            return values.length;
        }
    }

    record Ints(int[] values, long... shape) implements Array {
        public Ints {
            check(values.length, shape);
        }

        @Override
        public int size() {
            return values.length;
        }
    }

    /// Signed or not, as the graph says.
    record Bytes(byte[] values, long... shape) implements Array {
        public Bytes {
            check(values.length, shape);
        }

        @Override
        public int size() {
            return values.length;
        }
    }

    record Booleans(boolean[] values, long... shape) implements Array {
        public Booleans {
            check(values.length, shape);
        }

        @Override
        public int size() {
            return values.length;
        }
    }

    private static void check(int found, long... shape) {
        long expected = 1;
        for (long size : shape) {
            if (size < 0) {
                throw new IllegalArgumentException(
                        "expected sizes from 0 on, found " + Arrays.toString(shape));
            }
            expected = Math.multiplyExact(expected, size);
        }
        if (expected != found) {
            throw new IllegalArgumentException(
                    "expected %d numbers for shape %s, found %d"
                            .formatted(expected, Arrays.toString(shape), found));
        }
    }
}
