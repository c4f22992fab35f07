package studio.likeness.models.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Turns stored numbers of each kind into float32, in bulk.
final class Numbers {
    private static final int CHUNK = 8192;
    private static final float[] E4M3 = eightBit(4, 3, true);
    private static final float[] E5M2 = eightBit(5, 2, false);

    private Numbers() {}

    /// Reads `count` numbers that begin at byte `from`.
    static void read(DType type, MemorySegment bytes, long from, float[] into, int at, int count) {
        switch (type) {
            case F32 -> MemorySegment.copy(bytes, MappedFile.FLOAT, from, into, at, count);
            case F16, BF16 -> halves(type, bytes, from, into, at, count);
            case F64 -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = (float) bytes.get(MappedFile.DOUBLE, from + 8L * i);
                }
            }
            case F8_E4M3, F8_E5M2 -> {
                var table = type == DType.F8_E4M3 ? E4M3 : E5M2;
                for (int i = 0; i < count; i++) {
                    into[at + i] = table[bytes.get(ValueLayout.JAVA_BYTE, from + i) & 0xff];
                }
            }
            case I64, I32, I16, I8, U8, BOOL -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = whole(type, bytes, from + (long) i * type.bytes());
                }
            }
            case BLOCKS -> throw new IllegalArgumentException("blocks are decoded by their kind");
        }
    }

    private static void halves(
            DType type, MemorySegment bytes, long from, float[] into, int at, int count) {
        var chunk = new short[Math.min(CHUNK, count)];
        for (int done = 0; done < count; done += chunk.length) {
            int some = Math.min(chunk.length, count - done);
            MemorySegment.copy(bytes, MappedFile.SHORT, from + 2L * done, chunk, 0, some);
            if (type == DType.F16) {
                for (int i = 0; i < some; i++) {
                    into[at + done + i] = Float.float16ToFloat(chunk[i]);
                }
            } else {
                for (int i = 0; i < some; i++) {
                    into[at + done + i] = Float.intBitsToFloat(chunk[i] << 16);
                }
            }
        }
    }

    /// One whole number, exactly.
    static long whole(DType type, MemorySegment bytes, long from) {
        return switch (type) {
            case I64 -> bytes.get(MappedFile.LONG, from);
            case I32 -> bytes.get(MappedFile.INT, from);
            case I16 -> bytes.get(MappedFile.SHORT, from);
            case I8 -> bytes.get(ValueLayout.JAVA_BYTE, from);
            case U8 -> bytes.get(ValueLayout.JAVA_BYTE, from) & 0xff;
            case BOOL -> bytes.get(ValueLayout.JAVA_BYTE, from) == 0 ? 0 : 1;
            case F64, F32, F16, BF16, F8_E4M3, F8_E5M2, BLOCKS ->
                    throw new IllegalArgumentException("expected whole numbers, found " + type);
        };
    }

    /// The 256 values of a float of 8 bits. `finite`: without infinities, only all ones is not a
    /// number (E4M3); otherwise as IEEE 754 (E5M2).
    private static float[] eightBit(int exponentBits, int fractionBits, boolean finite) {
        int bias = (1 << (exponentBits - 1)) - 1;
        int topExponent = (1 << exponentBits) - 1;
        var table = new float[256];
        for (int code = 0; code < 256; code++) {
            int exponent = code >> fractionBits & topExponent;
            int fraction = code & ((1 << fractionBits) - 1);
            double value;
            if (exponent == topExponent && !finite) {
                value = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            } else if (finite && (code & 0x7f) == 0x7f) {
                value = Double.NaN;
            } else if (exponent == 0) {
                value = Math.scalb((double) fraction, 1 - bias - fractionBits);
            } else {
                value =
                        Math.scalb(
                                (double) (fraction | 1 << fractionBits),
                                exponent - bias - fractionBits);
            }
            table[code] = (float) (code >= 128 ? -value : value);
        }
        return table;
    }
}
