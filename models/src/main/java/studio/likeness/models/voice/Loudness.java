package studio.likeness.models.voice;

/// Brings a voice to the level of speech elsewhere in the studio, and rounds off what would clip.
public record Loudness(double gain) {
    /// -20 dB below full scale, over the parts that sound.
    private static final double SPEECH_LEVEL = 0.1;

    private static final double STRONGEST = 2;
    private static final double WEAKEST = 0.5;
    private static final double KNEE = 0.8;

    /// Chosen so that sound like this sample comes to the usual level.
    static Loudness measuredOn(float[] sample, int sampleRateHz) {
        return ofLevel(activeLevel(sample, sampleRateHz));
    }

    /// @param level of a voice, as [#activeLevel] measures it; 0 where it is not known
    public static Loudness ofLevel(double level) {
        return new Loudness(level == 0 ? 1 : Math.clamp(SPEECH_LEVEL / level, WEAKEST, STRONGEST));
    }

    /// Root mean square over the windows that are not pauses.
    public static double activeLevel(float[] samples, int sampleRateHz) {
        int window = Math.max(1, sampleRateHz / 50);
        int count = samples.length / window;
        var power = new double[count];
        double loudest = 0;
        for (int w = 0; w < count; w++) {
            for (int i = w * window; i < (w + 1) * window; i++) {
                power[w] += (double) samples[i] * samples[i] / window;
            }
            loudest = Math.max(loudest, power[w]);
        }
        double sum = 0;
        int active = 0;
        for (double p : power) {
            if (p > loudest / 1000) {
                sum += p;
                active++;
            }
        }
        return active == 0 ? 0 : Math.sqrt(sum / active);
    }

    /// From 16-bit samples; the result stays within (-1, 1).
    float[] apply(short[] samples) {
        var result = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            result[i] = (float) limited(samples[i] / 32768.0 * gain);
        }
        return result;
    }

    /// The result stays within (-1, 1).
    public float[] apply(float[] samples) {
        var result = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            result[i] = (float) limited(samples[i] * gain);
        }
        return result;
    }

    private static double limited(double x) {
        double size = Math.abs(x);
        return size <= KNEE
                ? x
                : Math.copySign(KNEE + (1 - KNEE) * Math.tanh((size - KNEE) / (1 - KNEE)), x);
    }
}
