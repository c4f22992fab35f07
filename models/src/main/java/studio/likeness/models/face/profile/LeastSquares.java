package studio.likeness.models.face.profile;

/// The weights by which some terms come nearest to given values, by normal equations. For a handful
/// of terms.
final class LeastSquares {
    private final int count;
    private final double[][] sums;

    LeastSquares(int terms) {
        count = terms;
        sums = new double[terms][terms + 1];
    }

    void add(double[] terms, double value) {
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                sums[i][j] += terms[i] * terms[j];
            }
            sums[i][count] += terms[i] * value;
        }
    }

    /// A term that nothing depends on gets 0.
    double[] solve() {
        for (int i = 0; i < count; i++) {
            int best = i;
            for (int r = i + 1; r < count; r++) {
                best = Math.abs(sums[r][i]) > Math.abs(sums[best][i]) ? r : best;
            }
            var row = sums[best];
            sums[best] = sums[i];
            sums[i] = row;
            for (int r = i + 1; r < count && Math.abs(row[i]) > 1e-12; r++) {
                double factor = sums[r][i] / row[i];
                for (int c = i; c <= count; c++) {
                    sums[r][c] -= factor * row[c];
                }
            }
        }
        var weights = new double[count];
        for (int i = count - 1; i >= 0; i--) {
            double rest = sums[i][count];
            for (int c = i + 1; c < count; c++) {
                rest -= sums[i][c] * weights[c];
            }
            weights[i] = Math.abs(sums[i][i]) > 1e-12 ? rest / sums[i][i] : 0;
        }
        return weights;
    }
}
