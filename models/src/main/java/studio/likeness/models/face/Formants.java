package studio.likeness.models.face;

/// The resonances of the mouth, from a power spectrum: linear prediction of the part below 5 kHz
/// (Makhoul 1975, selective linear prediction), and the peaks of its envelope. Where a spectrum has
/// fewer than three peaks the missing ones are NaN.
final class Formants {
    private static final double TOP_HZ = 5_000;
    private static final int ORDER = 12;
    private static final double STEP_HZ = 20;
    private static final double LOWEST_HZ = 100;
    private static final double PRE_EMPHASIS = 0.9;

    private final int bins;
    private final int steps;
    private final double[] emphasis;
    private final double[][] lagCosine;
    private final double[][] stepCosine;
    private final double[][] stepSine;

    /// @param binHz the distance between two bins
    /// @param available how many bins a spectrum has
    Formants(double binHz, int available) {
        bins = Math.min(available, (int) Math.ceil(TOP_HZ / binHz));
        double top = bins * binHz;
        steps = (int) (top / STEP_HZ);
        emphasis = new double[bins];
        lagCosine = new double[ORDER + 1][bins];
        for (int i = 0; i < bins; i++) {
            double angle = Math.PI * i / (bins - 1);
            emphasis[i] = 1 + PRE_EMPHASIS * PRE_EMPHASIS - 2 * PRE_EMPHASIS * Math.cos(angle);
            double weight = i == 0 || i == bins - 1 ? 1 : 2;
            for (int lag = 0; lag <= ORDER; lag++) {
                lagCosine[lag][i] = weight * Math.cos(angle * lag);
            }
        }
        stepCosine = new double[steps][ORDER + 1];
        stepSine = new double[steps][ORDER + 1];
        for (int s = 0; s < steps; s++) {
            for (int k = 0; k <= ORDER; k++) {
                double angle = Math.PI * s * STEP_HZ / top * k;
                stepCosine[s][k] = Math.cos(angle);
                stepSine[s][k] = Math.sin(angle);
            }
        }
    }

    /// @return the lowest three, in Hz
    double[] of(double[] power) {
        var envelope = inverseEnvelope(predictor(autocorrelation(power)));
        var found = new double[] {Double.NaN, Double.NaN, Double.NaN};
        int count = 0;
        for (int s = (int) (LOWEST_HZ / STEP_HZ); s < steps - 1 && count < found.length; s++) {
            if (envelope[s] < envelope[s - 1] && envelope[s] <= envelope[s + 1]) {
                found[count++] = s * STEP_HZ;
            }
        }
        return found;
    }

    private double[] autocorrelation(double[] power) {
        var r = new double[ORDER + 1];
        for (int lag = 0; lag <= ORDER; lag++) {
            for (int i = 0; i < bins; i++) {
                r[lag] += power[i] * emphasis[i] * lagCosine[lag][i];
            }
        }
        // A little white noise keeps the recursion stable on digital silence and pure tones.
        r[0] = r[0] * 1.0001 + 1e-12;
        return r;
    }

    /// Levinson and Durbin's recursion.
    private static double[] predictor(double[] r) {
        var a = new double[ORDER + 1];
        a[0] = 1;
        double error = r[0];
        for (int i = 1; i <= ORDER; i++) {
            double sum = 0;
            for (int j = 0; j < i; j++) {
                sum += a[j] * r[i - j];
            }
            double reflection = -sum / error;
            for (int j = 1; j <= i / 2; j++) {
                double mirrored = a[i - j];
                a[i - j] += reflection * a[j];
                if (j != i - j) {
                    a[j] += reflection * mirrored;
                }
            }
            a[i] = reflection;
            error *= 1 - reflection * reflection;
        }
        return a;
    }

    private double[] inverseEnvelope(double[] a) {
        var result = new double[steps];
        for (int s = 0; s < steps; s++) {
            double real = 0;
            double imaginary = 0;
            for (int k = 0; k <= ORDER; k++) {
                real += a[k] * stepCosine[s][k];
                imaginary += a[k] * stepSine[s][k];
            }
            result[s] = real * real + imaginary * imaginary;
        }
        return result;
    }
}
