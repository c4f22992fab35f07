package studio.likeness.models.quant;

import java.util.Arrays;

/// Weights in 4 or 8 bits a number, as ONNX Runtime's MatMulNBits multiplies them
/// (specs/language.md section 5): `w' = (code - zeroPoint) * scale`. Rows do not depend on one
/// another, so a caller may give each thread its own range of rows of one [Packed].
public final class NBits {
    private NBits() {}

    /// Quantises `rowCount` rows of `out.in()` numbers into `out`, from its row `atRow` on.
    public static void quantise(float[] rows, int rowCount, Packed out, int atRow) {
        quantise(rows, rowCount, new float[0], out, atRow);
    }

    /// The same with the squared error weighted by column, where the spec asks for refined scales.
    ///
    /// @param importance one positive weight per column (for example the mean square of the
    ///     activations that meet it), or empty for none
    public static void quantise(
            float[] rows, int rowCount, float[] importance, Packed out, int atRow) {
        int in = out.in();
        if (rows.length < (long) rowCount * in
                || atRow < 0
                || atRow + rowCount > out.rows()
                || (importance.length != 0 && importance.length != in)) {
            throw new IllegalArgumentException(
                    "expected %d rows of %d that fit at row %d of %d, found %d numbers, %d importances"
                            .formatted(
                                    rowCount,
                                    in,
                                    atRow,
                                    out.rows(),
                                    rows.length,
                                    importance.length));
        }
        if (out.spec().refined()) {
            new RefinedScales(rows, rowCount, importance, out, atRow).quantise();
            return;
        }
        int blocks = out.spec().blocks(in);
        for (int row = 0; row < rowCount; row++) {
            for (int block = 0; block < blocks; block++) {
                int from = row * in + block * out.spec().block();
                int count = Math.min(out.spec().block(), in - block * out.spec().block());
                byExtremes(rows, from, count, out, atRow + row, block);
            }
        }
    }

    private static void byExtremes(float[] x, int from, int count, Packed out, int row, int block) {
        float min = x[from];
        float max = x[from];
        for (int i = from + 1; i < from + count; i++) {
            min = Math.min(min, x[i]);
            max = Math.max(max, x[i]);
        }
        var spec = out.spec();
        float scale;
        int zeroPoint = spec.middle();
        if (spec.symmetric()) {
            float far = Math.abs(min) >= Math.abs(max) ? min : max;
            scale = far == 0 ? 0 : far / -spec.middle();
        } else {
            float low = Math.min(0, min);
            scale = (Math.max(0, max) - low) / spec.top();
            if (scale != 0) {
                zeroPoint = roundClamped(-low / scale, spec.top());
            } else {
                zeroPoint = 0;
            }
            out.zeroPoint(row, block, zeroPoint);
        }
        out.scales()[row * spec.blocks(out.in()) + block] = scale;
        encode(x, from, count, scale == 0 ? 0 : 1 / scale, zeroPoint, out, row, block);
    }

    /// Writes one block's codes; padding after a tail stays 0.
    static void encode(
            float[] x,
            int from,
            int count,
            float perScale,
            int zeroPoint,
            Packed out,
            int row,
            int block) {
        var spec = out.spec();
        int top = spec.top();
        var codes = out.codes();
        int at = row * spec.rowBytes(out.in()) + block * (spec.block() / 8 * spec.bits());
        if (spec.bits() == 8) {
            for (int i = 0; i < count; i++) {
                codes[at + i] = (byte) roundClamped(x[from + i] * perScale + zeroPoint, top);
            }
            return;
        }
        for (int i = 0; i < count; i += 2) {
            int low = roundClamped(x[from + i] * perScale + zeroPoint, top);
            int high =
                    i + 1 < count ? roundClamped(x[from + i + 1] * perScale + zeroPoint, top) : 0;
            codes[at + i / 2] = (byte) (low | (high << 4));
        }
    }

    /// Half away from zero; below zero everything is clamped anyway.
    private static int roundClamped(float v, int top) {
        float c = Math.clamp(v, 0f, (float) top);
        int whole = (int) c;
        return c - whole >= 0.5f ? whole + 1 : whole;
    }

    /// What `count` packed rows from `row` on stand for.
    public static void dequantise(Packed packed, int row, int count, float[] into, int at) {
        int in = packed.in();
        var spec = packed.spec();
        int blocks = spec.blocks(in);
        int blockBytes = spec.block() / 8 * spec.bits();
        var codes = packed.codes();
        for (int r = row; r < row + count; r++) {
            for (int block = 0; block < blocks; block++) {
                int to = at + (r - row) * in + block * spec.block();
                int numbers = Math.min(spec.block(), in - block * spec.block());
                int from = r * spec.rowBytes(in) + block * blockBytes;
                float scale = packed.scales()[r * blocks + block];
                int zero = packed.zeroPoint(r, block);
                if (spec.bits() == 8) {
                    for (int i = 0; i < numbers; i++) {
                        into[to + i] = ((codes[from + i] & 0xff) - zero) * scale;
                    }
                } else {
                    for (int i = 0; i < numbers; i++) {
                        int pair = codes[from + i / 2];
                        into[to + i] = ((i % 2 == 0 ? pair & 15 : (pair >> 4) & 15) - zero) * scale;
                    }
                }
            }
        }
    }

    /// All rows.
    public static float[] dequantise(Packed packed) {
        var all = new float[Math.multiplyExact(packed.rows(), packed.in())];
        dequantise(packed, 0, packed.rows(), all, 0);
        return all;
    }

    /// A whole small matrix at once.
    public static Packed quantise(float[] weight, int in, BlockSpec spec) {
        int rows = weight.length / in;
        var out = Packed.empty(spec, rows, in);
        quantise(weight, rows, out, 0);
        return out;
    }

    static float[] ones(int count) {
        var ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
