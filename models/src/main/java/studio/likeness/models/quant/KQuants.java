package studio.likeness.models.quant;

/// ggml's blocks of 256, in sub-blocks of 16 or 32 whose own scales are quantised too. Layouts:
/// specs/language.md section 12.1.
final class KQuants {
    private static final int BLOCK = 256;

    private KQuants() {}

    static void decode(GgmlType type, byte[] b, int from, float[] into, int at, int blocks) {
        for (int i = 0; i < blocks; i++) {
            int block = from + i * type.bytes();
            int to = at + i * BLOCK;
            switch (type) {
                case Q2_K -> twoBits(b, block, into, to);
                case Q3_K -> threeBits(b, block, into, to);
                case Q4_K -> fourBits(b, block, into, to);
                case Q5_K -> fiveBits(b, block, into, to);
                default -> sixBits(b, block, into, to);
            }
        }
    }

    private static void twoBits(byte[] b, int from, float[] into, int to) {
        float d = Plain.half(b, from + 80);
        float m = Plain.half(b, from + 82);
        for (int sub = 0; sub < 16; sub++) {
            int half = sub >> 3;
            int shift = ((sub >> 1) & 3) * 2;
            int codes = from + 16 + 32 * half + 16 * (sub & 1);
            float scale = d * (b[from + sub] & 15);
            float least = m * ((b[from + sub] >> 4) & 15);
            for (int l = 0; l < 16; l++) {
                into[to + 16 * sub + l] = scale * ((b[codes + l] >> shift) & 3) - least;
            }
        }
    }

    private static void threeBits(byte[] b, int from, float[] into, int to) {
        int scales = from + 96;
        float d = Plain.half(b, from + 108);
        for (int sub = 0; sub < 16; sub++) {
            int half = sub >> 3;
            int step = (sub >> 1) & 3;
            int group = 16 * (sub & 1);
            int codes = from + 32 + 32 * half + group;
            int low = sub < 8 ? b[scales + sub] & 15 : (b[scales + sub - 8] >> 4) & 15;
            int high = (b[scales + 8 + sub % 4] >> (2 * (sub / 4))) & 3;
            float scale = d * ((low | (high << 4)) - 32);
            int bit = 4 * half + step;
            for (int l = 0; l < 16; l++) {
                int q = (b[codes + l] >> (2 * step)) & 3;
                int lacking = ((b[from + group + l] >> bit) & 1) == 0 ? 4 : 0;
                into[to + 16 * sub + l] = scale * (q - lacking);
            }
        }
    }

    private static void fourBits(byte[] b, int from, float[] into, int to) {
        float d = Plain.half(b, from);
        float m = Plain.half(b, from + 2);
        for (int sub = 0; sub < 8; sub++) {
            float scale = d * scale(b, from + 4, sub);
            float least = m * least(b, from + 4, sub);
            int codes = from + 16 + 32 * (sub >> 1);
            int shift = 4 * (sub & 1);
            for (int l = 0; l < 32; l++) {
                into[to + 32 * sub + l] = scale * ((b[codes + l] >> shift) & 15) - least;
            }
        }
    }

    private static void fiveBits(byte[] b, int from, float[] into, int to) {
        float d = Plain.half(b, from);
        float m = Plain.half(b, from + 2);
        for (int sub = 0; sub < 8; sub++) {
            float scale = d * scale(b, from + 4, sub);
            float least = m * least(b, from + 4, sub);
            int codes = from + 48 + 32 * (sub >> 1);
            int shift = 4 * (sub & 1);
            for (int l = 0; l < 32; l++) {
                int q = ((b[codes + l] >> shift) & 15) | (((b[from + 16 + l] >> sub) & 1) << 4);
                into[to + 32 * sub + l] = scale * q - least;
            }
        }
    }

    private static int scale(byte[] b, int scales, int sub) {
        return sub < 4
                ? b[scales + sub] & 63
                : (b[scales + sub + 4] & 15) | (((b[scales + sub - 4] >> 6) & 3) << 4);
    }

    private static int least(byte[] b, int scales, int sub) {
        return sub < 4
                ? b[scales + sub + 4] & 63
                : ((b[scales + sub + 4] >> 4) & 15) | (((b[scales + sub] >> 6) & 3) << 4);
    }

    private static void sixBits(byte[] b, int from, float[] into, int to) {
        float d = Plain.half(b, from + 208);
        for (int half = 0; half < 2; half++) {
            int low = from + 64 * half;
            int high = from + 128 + 32 * half;
            int scales = from + 192 + 8 * half;
            for (int part = 0; part < 4; part++) {
                int codes = low + 32 * (part & 1);
                int shift = 4 * (part >> 1);
                int out = to + 128 * half + 32 * part;
                for (int l = 0; l < 32; l++) {
                    int q =
                            ((b[codes + l] >> shift) & 15)
                                    | (((b[high + l] >> (2 * part)) & 3) << 4);
                    into[out + l] = d * b[scales + 2 * part + l / 16] * (q - 32);
                }
            }
        }
    }
}
