package studio.likeness.models.runtime;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import studio.likeness.models.nn.ElementType;

/// Copies numbers between Java arrays and native memory, through float16 or float64 where
/// the graph wants it.
final class NativeArrays {
    private NativeArrays() {}

    static boolean fits(Array array, ElementType type) {
        return switch (array) {
            case Array.Floats _ ->
                    type == ElementType.FLOAT32
                            || type == ElementType.FLOAT16
                            || type == ElementType.FLOAT64;
            case Array.Longs _ -> type == ElementType.INT64;
            case Array.Ints _ -> type == ElementType.INT32;
            case Array.Bytes _ -> type == ElementType.INT8 || type == ElementType.UINT8;
            case Array.Booleans _ -> type == ElementType.BOOL;
        };
    }

    /// @param to at least as long as the numbers are
    static void write(Array from, ElementType type, MemorySegment to) {
        if (!fits(from, type)) {
            throw new IllegalArgumentException(
                    "expected an array of " + type + ", found " + from.getClass().getSimpleName());
        }
        switch (from) {
            case Array.Floats(var values, _) -> writeFloats(values, type, to);
            case Array.Longs(var values, _) ->
                    MemorySegment.copy(values, 0, to, JAVA_LONG, 0, values.length);
            case Array.Ints(var values, _) ->
                    MemorySegment.copy(values, 0, to, JAVA_INT, 0, values.length);
            case Array.Bytes(var values, _) ->
                    MemorySegment.copy(values, 0, to, JAVA_BYTE, 0, values.length);
            case Array.Booleans(var values, _) -> {
                for (int i = 0; i < values.length; i++) {
                    to.set(JAVA_BYTE, i, (byte) (values[i] ? 1 : 0));
                }
            }
        }
    }

    private static void writeFloats(float[] values, ElementType type, MemorySegment to) {
        if (type == ElementType.FLOAT32) {
            MemorySegment.copy(values, 0, to, JAVA_FLOAT, 0, values.length);
        } else if (type == ElementType.FLOAT64) {
            for (int i = 0; i < values.length; i++) {
                to.setAtIndex(JAVA_DOUBLE, i, values[i]);
            }
        } else {
            for (int i = 0; i < values.length; i++) {
                to.setAtIndex(JAVA_SHORT, i, Float.floatToFloat16(values[i]));
            }
        }
    }

    static Array read(MemorySegment from, ElementType type, long... shape) {
        int size = size(shape);
        return switch (type) {
            case FLOAT32, FLOAT16, FLOAT64 -> {
                var values = new float[size];
                readFloats(from, type, 0, values, 0, size);
                yield new Array.Floats(values, shape);
            }
            case INT64 -> new Array.Longs(slice(from, type, size).toArray(JAVA_LONG), shape);
            case INT32 -> new Array.Ints(slice(from, type, size).toArray(JAVA_INT), shape);
            case INT8, UINT8 -> new Array.Bytes(slice(from, type, size).toArray(JAVA_BYTE), shape);
            case BOOL -> {
                var values = new boolean[size];
                for (int i = 0; i < size; i++) {
                    values[i] = from.get(JAVA_BYTE, i) != 0;
                }
                yield new Array.Booleans(values, shape);
            }
        };
    }

    /// @param first number to read, counted in elements
    static void readFloats(
            MemorySegment from, ElementType type, long first, float[] to, int at, int count) {
        if (type == ElementType.FLOAT32) {
            MemorySegment.copy(from, JAVA_FLOAT, first * Float.BYTES, to, at, count);
        } else if (type == ElementType.FLOAT64) {
            for (int i = 0; i < count; i++) {
                to[at + i] = (float) from.getAtIndex(JAVA_DOUBLE, first + i);
            }
        } else {
            for (int i = 0; i < count; i++) {
                to[at + i] = Float.float16ToFloat(from.getAtIndex(JAVA_SHORT, first + i));
            }
        }
    }

    static int size(long... shape) {
        long size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "expected fewer numbers than fit an array, found " + Arrays.toString(shape));
        }
        return (int) size;
    }

    private static MemorySegment slice(MemorySegment from, ElementType type, long size) {
        return from.asSlice(0, size * type.bytes());
    }
}
