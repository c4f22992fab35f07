package studio.likeness.models.training;

import java.util.Random;

/// The few directions along which examples differ most (principal components), found by turning a
/// handful of directions towards them again and again.
///
/// @param directions `[parts][width]`, of length 1, upright to each other, the strongest first
/// @param spreads the examples' standard deviation along each
record PrincipalParts(float[][] directions, double[] spreads) {
    private static final int ROUNDS = 40;

    /// @param examples one row each, every column about 0; more columns than rows
    static PrincipalParts of(float[][] examples, int parts) {
        int count = examples.length;
        int found = Math.min(parts, count);
        var gram = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                gram[i][j] = dot(examples[i], examples[j]);
                gram[j][i] = gram[i][j];
            }
        }
        var basis = basis(gram, found);
        int width = examples[0].length;
        var directions = new float[parts][width];
        var spreads = new double[parts];
        for (int part = 0; part < found; part++) {
            var direction = directions[part];
            for (int i = 0; i < count; i++) {
                float share = (float) basis[part][i];
                for (int k = 0; k < width; k++) {
                    direction[k] += share * examples[i][k];
                }
            }
            double length = Math.sqrt(dot(direction, direction));
            for (int k = 0; k < width; k++) {
                direction[k] /= (float) Math.max(length, 1e-9);
            }
            spreads[part] = length / Math.sqrt(count);
        }
        return new PrincipalParts(directions, spreads);
    }

    private static double[][] basis(double[][] gram, int parts) {
        int count = gram.length;
        var random = new Random(1);
        var basis = new double[parts][count];
        for (var vector : basis) {
            for (int i = 0; i < count; i++) {
                vector[i] = random.nextGaussian();
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            var next = new double[parts][count];
            for (int part = 0; part < parts; part++) {
                for (int i = 0; i < count; i++) {
                    double sum = 0;
                    for (int j = 0; j < count; j++) {
                        sum += gram[i][j] * basis[part][j];
                    }
                    next[part][i] = sum;
                }
            }
            basis = upright(next);
        }
        return basis;
    }

    /// Gram and Schmidt's; in the order of the rows, which the rounds make that of strength.
    private static double[][] upright(double[][] vectors) {
        for (int part = 0; part < vectors.length; part++) {
            for (int before = 0; before < part; before++) {
                double along = 0;
                for (int i = 0; i < vectors[part].length; i++) {
                    along += vectors[part][i] * vectors[before][i];
                }
                for (int i = 0; i < vectors[part].length; i++) {
                    vectors[part][i] -= along * vectors[before][i];
                }
            }
            double length = 0;
            for (double value : vectors[part]) {
                length += value * value;
            }
            length = Math.sqrt(Math.max(length, 1e-30));
            for (int i = 0; i < vectors[part].length; i++) {
                vectors[part][i] /= length;
            }
        }
        return vectors;
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i += 4096) {
            float part = 0;
            for (int k = i; k < Math.min(a.length, i + 4096); k++) {
                part += a[k] * b[k];
            }
            sum += part;
        }
        return sum;
    }
}
