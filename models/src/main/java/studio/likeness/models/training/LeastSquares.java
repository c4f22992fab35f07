package studio.likeness.models.training;

/// Linear maps that fit examples best, without following their accidents too closely (ridge
/// regression, Hoerl and Kennard 1970).
final class LeastSquares {
    private LeastSquares() {}

    /// @param inputs one row per example, each column about 0
    /// @param targets one row per example, each column about 0
    /// @param hold how strongly the map is held small, per example and input
    /// @return `[targets, inputs]`
    static double[][] fit(float[][] inputs, float[][] targets, double hold) {
        int width = inputs[0].length;
        int outs = targets[0].length;
        var gram = new double[width][width];
        var sums = new double[outs][width];
        for (int row = 0; row < inputs.length; row++) {
            var x = inputs[row];
            for (int i = 0; i < width; i++) {
                double value = x[i];
                var line = gram[i];
                for (int j = 0; j <= i; j++) {
                    line[j] += value * x[j];
                }
                for (int out = 0; out < outs; out++) {
                    sums[out][i] += value * targets[row][out];
                }
            }
        }
        for (int i = 0; i < width; i++) {
            gram[i][i] += hold * width + 1e-9;
        }
        decompose(gram);
        for (var sum : sums) {
            solve(gram, sum);
        }
        return sums;
    }

    /// Cholesky's: the lower half becomes the factor.
    private static void decompose(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i][k] * matrix[j][k];
                }
                matrix[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / matrix[j][j];
            }
        }
    }

    private static void solve(double[][] factor, double[] into) {
        int size = into.length;
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < i; k++) {
                into[i] -= factor[i][k] * into[k];
            }
            into[i] /= factor[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int k = i + 1; k < size; k++) {
                into[i] -= factor[k][i] * into[k];
            }
            into[i] /= factor[i][i];
        }
    }
}
