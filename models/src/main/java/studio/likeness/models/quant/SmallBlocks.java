package studio.likeness.models.quant;

/// ggml's blocks of 32: a scale, for some a minimum, for some a fifth bit apart, and the codes;
/// number `j` in the low half of byte `j`, number `j + 16` in the high half.
final class SmallBlocks {
    private static final int BLOCK = 32;

    private SmallBlocks() {}

    static void decode(GgmlType type, byte[] b, int from, float[] into, int at, int blocks) {
        for (int i = 0; i < blocks; i++) {
            int block = from + i * type.bytes();
            int to = at + i * BLOCK;
            float d = Plain.half(b, block);
            switch (type) {
                case Q4_0 -> nibbles(b, block + 2, d, -8 * d, 0, into, to);
                case Q4_1 -> nibbles(b, block + 4, d, Plain.half(b, block + 2), 0, into, to);
                case Q5_0 -> nibbles(b, block + 6, d, -16 * d, Plain.int32(b, block + 2), into, to);
                case Q5_1 ->
                        nibbles(
                                b,
                                block + 8,
                                d,
                                Plain.half(b, block + 2),
                                Plain.int32(b, block + 4),
                                into,
                                to);
                default -> {
                    for (int j = 0; j < BLOCK; j++) {
                        into[to + j] = d * b[block + 2 + j];
                    }
                }
            }
        }
    }

    private static void nibbles(
            byte[] b, int from, float d, float m, int fifth, float[] into, int to) {
        for (int j = 0; j < 16; j++) {
            int pair = b[from + j];
            int low = (pair & 15) | (((fifth >>> j) & 1) << 4);
            int high = ((pair >> 4) & 15) | (((fifth >>> (j + 16)) & 1) << 4);
            into[to + j] = d * low + m;
            into[to + j + 16] = d * high + m;
        }
    }

    static void encode(GgmlType type, float[] x, int from, byte[] into, int at, int blocks) {
        for (int i = 0; i < blocks; i++) {
            if (type == GgmlType.Q4_0) {
                fourBits(x, from + i * BLOCK, into, at + i * type.bytes());
            } else {
                eightBits(x, from + i * BLOCK, into, at + i * type.bytes());
            }
        }
    }

    private static void fourBits(float[] x, int from, byte[] into, int at) {
        float far = 0;
        for (int j = 0; j < BLOCK; j++) {
            if (Math.abs(x[from + j]) > Math.abs(far)) {
                far = x[from + j];
            }
        }
        float d = far / -8;
        float perScale = d == 0 ? 0 : 1 / d;
        Plain.half(into, at, d);
        for (int j = 0; j < 16; j++) {
            int low = Math.min(15, (int) (x[from + j] * perScale + 8.5f));
            int high = Math.min(15, (int) (x[from + j + 16] * perScale + 8.5f));
            into[at + 2 + j] = (byte) (low | (high << 4));
        }
    }

    private static void eightBits(float[] x, int from, byte[] into, int at) {
        float far = 0;
        for (int j = 0; j < BLOCK; j++) {
            far = Math.max(far, Math.abs(x[from + j]));
        }
        float d = far / 127;
        float perScale = d == 0 ? 0 : 1 / d;
        Plain.half(into, at, d);
        for (int j = 0; j < BLOCK; j++) {
            into[at + 2 + j] = (byte) Math.round(x[from + j] * perScale);
        }
    }
}
