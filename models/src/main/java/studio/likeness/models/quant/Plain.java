package studio.likeness.models.quant;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Numbers one by one, little endian.
final class Plain {
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Plain() {}

    static void decode(GgmlType type, byte[] data, int from, float[] into, int at, int count) {
        switch (type) {
            case F32 -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = Float.intBitsToFloat(int32(data, from + 4 * i));
                }
            }
            case F16 -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = half(data, from + 2 * i);
                }
            }
            case BF16 -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = Float.intBitsToFloat(int16(data, from + 2 * i) << 16);
                }
            }
            case F64 -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = (float) Double.longBitsToDouble(int64(data, from + 8 * i));
                }
            }
            case I8 -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = data[from + i];
                }
            }
            case I16 -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = int16(data, from + 2 * i);
                }
            }
            case I32 -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = int32(data, from + 4 * i);
                }
            }
            case I64 -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = int64(data, from + 8 * i);
                }
            }
            case Q4_0, Q4_1, Q5_0, Q5_1, Q8_0, Q2_K, Q3_K, Q4_K, Q5_K, Q6_K ->
                    throw new IllegalArgumentException("expected a plain type, found " + type);
        }
    }

    static void encode(GgmlType type, float[] numbers, int from, byte[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            float v = numbers[from + i];
            if (type == GgmlType.F32) {
                INT.set(into, at + 4 * i, Float.floatToRawIntBits(v));
            } else if (type == GgmlType.F16) {
                half(into, at + 2 * i, v);
            } else {
                SHORT.set(into, at + 2 * i, bfloat16(v));
            }
        }
    }

    /// Rounded to the nearest, ties to even.
    private static short bfloat16(float v) {
        int bits = Float.floatToRawIntBits(v);
        return (short)
                (Float.isNaN(v) ? (bits >> 16) | 0x40 : (bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
    }

    static short int16(byte[] data, int at) {
        return (short) SHORT.get(data, at);
    }

    static int int32(byte[] data, int at) {
        return (int) INT.get(data, at);
    }

    private static long int64(byte[] data, int at) {
        return (long) LONG.get(data, at);
    }

    static float half(byte[] data, int at) {
        return Float.float16ToFloat(int16(data, at));
    }

    static void half(byte[] into, int at, float v) {
        SHORT.set(into, at, Float.floatToFloat16(v));
    }
}
