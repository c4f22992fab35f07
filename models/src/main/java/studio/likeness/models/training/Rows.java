package studio.likeness.models.training;

import java.util.Arrays;

/// Examples, one in each row.
final class Rows {
    private Rows() {}

    /// Takes the mean off every column.
    ///
    /// @return the mean
    static float[] centre(float[][] rows) {
        var mean = new double[rows[0].length];
        for (var row : rows) {
            for (int k = 0; k < row.length; k++) {
                mean[k] += (double) row[k] / rows.length;
            }
        }
        var taken = new float[mean.length];
        for (int k = 0; k < taken.length; k++) {
            taken[k] = (float) mean[k];
        }
        for (var row : rows) {
            for (int k = 0; k < row.length; k++) {
                row[k] -= taken[k];
            }
        }
        return taken;
    }

    /// At most so many, evenly spaced.
    static float[][] some(float[][] all, int most) {
        int step = Math.ceilDiv(all.length, most);
        var some = new float[Math.ceilDiv(all.length, step)][];
        for (int i = 0; i < some.length; i++) {
            some[i] = all[i * step];
        }
        return some;
    }

    static double along(double[] map, float[] numbers) {
        double sum = 0;
        for (int i = 0; i < map.length; i++) {
            sum += map[i] * numbers[i];
        }
        return sum;
    }

    /// The standard deviation; never quite 0.
    static double spread(double[] numbers) {
        double mean = Arrays.stream(numbers).average().orElse(0);
        double sum = Arrays.stream(numbers).map(n -> (n - mean) * (n - mean)).sum();
        return Math.sqrt(sum / numbers.length) + 1e-9;
    }
}
