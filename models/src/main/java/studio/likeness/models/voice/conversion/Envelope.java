package studio.likeness.models.voice.conversion;

/// Gives a sound the loudness of another, moment by moment.
final class Envelope {
    private static final double LEAST = 1e-6;

    private Envelope() {}

    /// @param original at the same rate, of the same length
    /// @param share of the original's loudness, 0 to 1
    static float[] applied(float[] converted, float[] original, int sampleRateHz, double share) {
        if (share == 0) {
            return converted;
        }
        int half = sampleRateHz / 2;
        var from = loudness(original, half);
        var to = loudness(converted, half);
        var applied = new float[converted.length];
        for (int i = 0; i < applied.length; i++) {
            double before = between(from, i, half);
            double after = Math.max(LEAST, between(to, i, half));
            applied[i] = (float) (converted[i] * Math.pow(before / after, share));
        }
        return applied;
    }

    /// Root mean square of a second around every half.
    private static double[] loudness(float[] samples, int half) {
        var loudness = new double[samples.length / half + 2];
        for (int k = 0; k < loudness.length; k++) {
            int begin = Math.max(0, (k - 1) * half);
            int end = Math.min(samples.length, (k + 1) * half);
            double sum = 0;
            for (int i = begin; i < end; i++) {
                sum += (double) samples[i] * samples[i];
            }
            loudness[k] = end > begin ? Math.sqrt(sum / (end - begin)) : 0;
        }
        return loudness;
    }

    private static double between(double[] values, int sample, int half) {
        int k = sample / half;
        double share = (double) (sample % half) / half;
        return values[k] * (1 - share) + values[Math.min(k + 1, values.length - 1)] * share;
    }
}
