package studio.likeness.models.face;

/// Arithmetic on packed pixels of four bytes, two of them at a time, each in its half of an int.
public final class Pixels {
    private static final int HALVES = 0xff00ff;

    private Pixels() {}

    /// Between four neighbours: `a b` above `c d`.
    ///
    /// @param fx to the right, 256ths
    /// @param fy downwards, 256ths
    public static int between(int a, int b, int c, int d, int fx, int fy) {
        return mix(mix(a, b, fx), mix(c, d, fx), fy);
    }

    /// @param share of `b`, 256ths
    public static int mix(int a, int b, int share) {
        int rest = 256 - share;
        int even = (((a & HALVES) * rest + (b & HALVES) * share) >>> 8) & HALVES;
        int odd = (((a >>> 8) & HALVES) * rest + ((b >>> 8) & HALVES) * share) & ~HALVES;
        return even | odd;
    }
}
