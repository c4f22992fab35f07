package studio.likeness.models.quant;

import java.util.Arrays;

/// Four bits on a normal distribution's levels (Dettmers et al. 2023, QLoRA), as bitsandbytes keeps
/// them: blocks along the flattened weight, each with its largest magnitude; the even element in
/// the high nibble (specs/language.md section 6).
public final class Nf4 {
    private static final float[] LEVELS = {
        -1f,
        -0.6961928f,
        -0.52507305f,
        -0.3949175f,
        -0.28444138f,
        -0.18477343f,
        -0.091050036f,
        0f,
        0.0795803f,
        0.1609302f,
        0.2461123f,
        0.33791524f,
        0.44070983f,
        0.562617f,
        0.72295684f,
        1f
    };

    private static final float[] THRESHOLDS = {
        -0.8480964f,
        -0.6106329f,
        -0.45999527f,
        -0.33967942f,
        -0.2346074f,
        -0.13791174f,
        -0.045525018f,
        0.03979015f,
        0.12025525f,
        0.20352125f,
        0.29201376f,
        0.38931254f,
        0.50166345f,
        0.6427869f,
        0.8614784f
    };

    private static final float[] MAP = dynamicMap();

    private Nf4() {}

    /// A quantised weight.
    ///
    /// @param codes two numbers a byte
    /// @param absmax one per block
    public record Blocks(int elements, int block, byte[] codes, float[] absmax) {}

    /// The blocks' magnitudes quantised in turn (double quantisation).
    ///
    /// @param codes places in [#dynamicMap], one per block
    /// @param nestedAbsmax one per `nestedBlock` codes
    public record Nested(byte[] codes, float[] nestedAbsmax, float offset, int nestedBlock) {}

    /// @param block 64, 128, 256…
    public static Blocks quantise(float[] weight, int block) {
        var codes = new byte[Math.ceilDiv(weight.length, 2)];
        var absmax = new float[Math.ceilDiv(weight.length, block)];
        for (int b = 0; b < absmax.length; b++) {
            int from = b * block;
            int to = Math.min(weight.length, from + block);
            for (int i = from; i < to; i++) {
                absmax[b] = Math.max(absmax[b], Math.abs(weight[i]));
            }
            for (int i = from; i < to; i++) {
                int code = absmax[b] == 0 ? 7 : code(weight[i] / absmax[b]);
                codes[i / 2] |= (byte) (i % 2 == 0 ? code << 4 : code);
            }
        }
        return new Blocks(weight.length, block, codes, absmax);
    }

    private static int code(float v) {
        int code = 0;
        for (float threshold : THRESHOLDS) {
            code += threshold < v ? 1 : 0;
        }
        return code;
    }

    public static float[] dequantise(Blocks blocks) {
        var all = new float[blocks.elements()];
        for (int i = 0; i < all.length; i++) {
            int pair = blocks.codes()[i / 2];
            int code = (i % 2 == 0 ? pair >> 4 : pair) & 15;
            all[i] = LEVELS[code] * blocks.absmax()[i / blocks.block()];
        }
        return all;
    }

    /// @param nestedBlock 256 in published files
    public static Nested nest(float[] absmax, int nestedBlock) {
        double sum = 0;
        for (float v : absmax) {
            sum += v;
        }
        float offset = (float) (sum / absmax.length);
        var codes = new byte[absmax.length];
        var nested = new float[Math.ceilDiv(absmax.length, nestedBlock)];
        for (int b = 0; b < nested.length; b++) {
            int from = b * nestedBlock;
            int to = Math.min(absmax.length, from + nestedBlock);
            for (int i = from; i < to; i++) {
                nested[b] = Math.max(nested[b], Math.abs(absmax[i] - offset));
            }
            for (int i = from; i < to; i++) {
                codes[i] = (byte) nearest(nested[b] == 0 ? 0 : (absmax[i] - offset) / nested[b]);
            }
        }
        return new Nested(codes, nested, offset, nestedBlock);
    }

    /// The blocks' magnitudes back.
    public static float[] restore(Nested nested) {
        return restore(nested, MAP);
    }

    /// With the map that a file brings along.
    public static float[] restore(Nested nested, float[] map) {
        var absmax = new float[nested.codes().length];
        for (int i = 0; i < absmax.length; i++) {
            absmax[i] =
                    map[nested.codes()[i] & 0xff] * nested.nestedAbsmax()[i / nested.nestedBlock()]
                            + nested.offset();
        }
        return absmax;
    }

    private static int nearest(float v) {
        int at = Arrays.binarySearch(MAP, v);
        if (at >= 0) {
            return at;
        }
        int above = -at - 1;
        if (above == 0) {
            return 0;
        }
        if (above == MAP.length) {
            return MAP.length - 1;
        }
        return v - MAP[above - 1] <= MAP[above] - v ? above - 1 : above;
    }

    /// 256 values of eight bits with a moving exponent: for each power of ten from 1e-6 to 1, twice
    /// as many steps as for the one before, both signs, with 0 and 1.
    public static float[] dynamicMap() {
        var map = new float[256];
        int count = 0;
        for (int e = 0; e < 7; e++) {
            int steps = 1 << e;
            for (int i = 0; i < steps; i++) {
                double middle = 0.1 + 0.9 * (i + 0.5) / steps;
                float value = (float) (middle * Math.pow(10, e - 6));
                map[count++] = value;
                map[count++] = -value;
            }
        }
        map[count++] = 0;
        map[count] = 1;
        Arrays.sort(map);
        return map;
    }
}
