package studio.likeness.models.training;

import java.util.Arrays;

/// How far two rows of numbers rise and fall together.
public final class Agreement {
    private Agreement() {}

    /// Pearson's correlation, -1 to 1; 0 where one of them never changes.
    public static double of(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "expected rows of one length, found %d and %d".formatted(a.length, b.length));
        }
        double meanA = Arrays.stream(a).average().orElse(0);
        double meanB = Arrays.stream(b).average().orElse(0);
        double both = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            both += (a[i] - meanA) * (b[i] - meanB);
            squaresA += (a[i] - meanA) * (a[i] - meanA);
            squaresB += (b[i] - meanB) * (b[i] - meanB);
        }
        double size = Math.sqrt(squaresA * squaresB);
        return size < 1e-12 ? 0 : both / size;
    }
}
