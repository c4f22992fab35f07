package studio.likeness.models.quant;

import java.util.Arrays;

/// Chooses each block's scale (and zero point) by trying a handful of ranges around its extremes
/// and keeping the one whose best-fitting scale leaves the smallest weighted squared error. For
/// codes `p` (zero point taken off) that scale is `sum(w x p) / sum(w p p)`, and the error is
/// smallest where `sum(w x p)^2 / sum(w p p)` is largest.
///
/// Many blocks are tried at once, one beside the other in [#LANES], so that the inner loop has no
/// sum along it and the compiler makes vector instructions of it.
final class RefinedScales {
    private static final int LANES = 64;

    /// Adding and taking it away rounds a float below 2^22 to a whole number.
    private static final float ROUNDER = 12_582_912f;

    /// Parts of the full range that the codes span. Below 1 the farthest numbers are clipped.
    private static final float[] SPANS_SYMMETRIC_4 = {
        1.00f, 0.96f, 0.92f, 0.88f, 0.84f, 0.80f, 0.76f, 0.72f, 0.67f, 0.62f, 1.05f, 1.11f,
    };

    private static final float[] SPANS_ASYMMETRIC_4 = {
        1.00f, 0.95f, 0.90f, 0.85f, 0.80f, 0.75f, 0.70f, 1.05f
    };

    /// With 256 codes clipping costs more than it gains.
    private static final float[] SPANS_8 = {1.00f, 0.995f, 0.99f, 1.005f};

    private final float[] rows;
    private final int rowCount;
    private final float[] importance;
    private final Packed out;
    private final int atRow;
    private final int block;
    private final int blocks;
    private final int top;

    /// `[block][LANES]`: every array of the inner loop is indexed by the lane alone, which is what
    /// lets the compiler see that no store meets a later load.
    private final float[][] x;

    private final float[][] w;
    private final float[] min = new float[LANES];
    private final float[] max = new float[LANES];
    private final float[] perScale = new float[LANES];
    private final float[] low = new float[LANES];
    private final float[] high = new float[LANES];
    private final float[] xp = new float[LANES];
    private final float[] pp = new float[LANES];
    private final float[] bestGain = new float[LANES];
    private final float[] bestScale = new float[LANES];
    private final int[] bestZero = new int[LANES];

    RefinedScales(float[] rows, int rowCount, float[] importance, Packed out, int atRow) {
        this.rows = rows;
        this.rowCount = rowCount;
        this.importance = importance.length == 0 ? NBits.ones(out.in()) : importance;
        this.out = out;
        this.atRow = atRow;
        block = out.spec().block();
        blocks = out.spec().blocks(out.in());
        top = out.spec().top();
        x = new float[block][LANES];
        w = new float[block][LANES];
    }

    void quantise() {
        int all = rowCount * blocks;
        for (int first = 0; first < all; first += LANES) {
            int lanes = Math.min(LANES, all - first);
            gather(first, lanes);
            if (out.spec().symmetric()) {
                searchSymmetric();
            } else {
                searchAsymmetric();
            }
            for (int lane = 0; lane < lanes; lane++) {
                write(first + lane, lane);
            }
        }
    }

    /// Lays the blocks side by side: number `e` of lane `l` at `[e][l]`. What is missing
    /// counts for nothing.
    private void gather(int first, int lanes) {
        Arrays.fill(min, 0);
        Arrays.fill(max, 0);
        Arrays.fill(bestGain, 0);
        Arrays.fill(bestScale, 0);
        Arrays.fill(bestZero, out.spec().symmetric() ? out.spec().middle() : 0);
        if (lanes < LANES) {
            for (int e = 0; e < block; e++) {
                Arrays.fill(x[e], 0);
                Arrays.fill(w[e], 0);
            }
        }
        for (int lane = 0; lane < lanes; lane++) {
            int column = (first + lane) % blocks * block;
            int from = (first + lane) / blocks * out.in() + column;
            int count = Math.min(block, out.in() - column);
            float least = 0;
            float most = 0;
            for (int e = 0; e < count; e++) {
                float v = rows[from + e];
                x[e][lane] = v;
                w[e][lane] = importance[column + e];
                least = Math.min(least, v);
                most = Math.max(most, v);
            }
            for (int e = count; e < block; e++) {
                x[e][lane] = 0;
                w[e][lane] = 0;
            }
            min[lane] = least;
            max[lane] = most;
        }
    }

    /// The codes reach one step farther down than up, so the farther end goes down; where that does
    /// not pay, the other sign is tried too.
    private void searchSymmetric() {
        int middle = out.spec().middle();
        Arrays.fill(low, -middle);
        Arrays.fill(high, top - middle);
        for (float span : out.spec().bits() == 8 ? SPANS_8 : SPANS_SYMMETRIC_4) {
            for (int sign = -1; sign <= 1; sign += 2) {
                for (int lane = 0; lane < LANES; lane++) {
                    float far = -min[lane] >= max[lane] ? min[lane] : max[lane];
                    perScale[lane] = far == 0 ? 0 : sign * middle / (far * span);
                }
                tryCodes();
                keepBetter();
            }
        }
    }

    private void searchAsymmetric() {
        for (float span : out.spec().bits() == 8 ? SPANS_8 : SPANS_ASYMMETRIC_4) {
            for (int shift = -1; shift <= 1; shift++) {
                for (int lane = 0; lane < LANES; lane++) {
                    float range = max[lane] - min[lane];
                    float per = range == 0 ? 0 : top / (range * span);
                    float centre = (max[lane] + min[lane]) / 2;
                    int zero = Math.clamp(Math.round(top / 2f - centre * per) + shift, 0, top);
                    perScale[lane] = per;
                    low[lane] = -zero;
                    high[lane] = top - zero;
                }
                tryCodes();
                keepBetter();
            }
        }
    }

    private void tryCodes() {
        Arrays.fill(xp, 0);
        Arrays.fill(pp, 0);
        for (int e = 0; e < block; e++) {
            accumulate(x[e], w[e], perScale, low, high, xp, pp);
        }
    }

    private static void accumulate(
            float[] x,
            float[] w,
            float[] perScale,
            float[] low,
            float[] high,
            float[] xp,
            float[] pp) {
        for (int lane = 0; lane < LANES; lane++) {
            float v = x[lane];
            float code = (v * perScale[lane] + ROUNDER) - ROUNDER;
            // the code clamped, times two: without branches, which float minima have for NaN
            float twice =
                    Math.abs(code - low[lane])
                            - Math.abs(code - high[lane])
                            + (low[lane] + high[lane]);
            float weighted = w[lane] * twice;
            xp[lane] += weighted * v;
            pp[lane] += weighted * twice;
        }
    }

    private void keepBetter() {
        for (int lane = 0; lane < LANES; lane++) {
            if (pp[lane] > 0) {
                float gain = xp[lane] / pp[lane] * xp[lane];
                if (gain > bestGain[lane]) {
                    bestGain[lane] = gain;
                    bestScale[lane] = 2 * xp[lane] / pp[lane];
                    bestZero[lane] = -(int) low[lane];
                }
            }
        }
    }

    /// Codes are chosen anew for the scale that fitted best: nearest can only be nearer.
    private void write(int index, int lane) {
        int row = index / blocks;
        int column = index % blocks;
        float scale = bestScale[lane];
        out.scales()[(atRow + row) * blocks + column] = scale;
        if (!out.spec().symmetric()) {
            out.zeroPoint(atRow + row, column, bestZero[lane]);
        }
        NBits.encode(
                rows,
                row * out.in() + column * block,
                Math.min(block, out.in() - column * block),
                scale == 0 ? 0 : 1 / scale,
                bestZero[lane],
                out,
                atRow + row,
                column);
    }
}
