package studio.likeness.models.face.profile;

/// Numbers that change from frame to frame: filling gaps, steadying.
final class Series {
    private Series() {}

    /// Straight lines between known values, and the nearest one before the first and after the
    /// last.
    ///
    /// @param at frames of the known values, ascending, within `count`
    static double[] between(int[] at, double[] values, int count) {
        var all = new double[count];
        int k = 0;
        for (int i = 0; i < count; i++) {
            while (k < at.length && at[k] < i) {
                k++;
            }
            if (k == at.length) {
                all[i] = values[k - 1];
            } else if (k == 0 || at[k] == i) {
                all[i] = values[k];
            } else {
                double share = (i - at[k - 1]) / (double) (at[k] - at[k - 1]);
                all[i] = values[k - 1] + share * (values[k] - values[k - 1]);
            }
        }
        return all;
    }

    /// Savitzky and Golay (1964): in each frame the value of the polynomial that lies nearest to
    /// the frames around it; it moves nothing in time. Nearer to the ends fewer frames are around.
    ///
    /// @param from and to: the stretch to steady, after which another begins; the rest stays
    /// @param reach frames to either side
    /// @param degree of the polynomial; frames too few for it stay as they are
    static void steady(double[] values, int from, int to, int reach, int degree) {
        var steadied = new double[to - from];
        for (int i = from; i < to; i++) {
            // At the ends the window is one-sided rather than narrow: the polynomial is looked at
            // where the frame is.
            int first = Math.max(from, Math.min(i - reach, to - 1 - 2 * reach));
            int last = Math.min(to - 1, Math.max(i + reach, from + 2 * reach));
            steadied[i - from] =
                    last - first < degree + 1 ? values[i] : fitted(values, first, last, i, degree);
        }
        System.arraycopy(steadied, 0, values, from, steadied.length);
    }

    private static double fitted(double[] values, int first, int last, int at, int degree) {
        var fit = new LeastSquares(degree + 1);
        var terms = new double[degree + 1];
        double unit = Math.max(1, last - first);
        for (int i = first; i <= last; i++) {
            double x = (i - at) / unit;
            double power = 1;
            for (int d = 0; d <= degree; d++) {
                terms[d] = power;
                power *= x;
            }
            fit.add(terms, values[i]);
        }
        return fit.solve()[0];
    }
}
