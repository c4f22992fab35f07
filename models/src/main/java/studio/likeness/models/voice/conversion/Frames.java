package studio.likeness.models.voice.conversion;

import studio.likeness.models.signal.Padding;

/// What so-vits-svc is told frame by frame, brought to one length.
public final class Frames {
    /// How features of another rate become as long as the pitch.
    public enum Stretch {
        /// Each frame is the last one that has begun.
        LEFT,
        /// Each frame is the one at its share of the length.
        NEAREST
    }

    private static final double MEL_MIN = mel(50);
    private static final double MEL_MAX = mel(1100);
    private static final int BINS = 256;

    private Frames() {}

    private static double mel(double hertz) {
        return 1127 * Math.log(1 + hertz / 700);
    }

    /// The pitch in 256 steps; what is above the last one counts as none, as the models learnt it.
    public static int coarse(double hertz) {
        double a = (BINS - 2) / (MEL_MAX - MEL_MIN);
        double b = MEL_MIN * a - 1;
        double mel = mel(hertz);
        long rounded = Math.max(1, (long) Math.rint(mel > 0 ? mel * a - b : mel));
        return rounded < BINS ? (int) rounded : 0;
    }

    /// How loud each frame is, as a root mean square.
    ///
    /// @return `[samples / hop]`
    public static float[] loudness(float[] samples, int hop) {
        var padded = Padding.REFLECT.pad(samples, hop / 2);
        var loudness = new float[samples.length / hop];
        for (int t = 0; t < loudness.length; t++) {
            double sum = 0;
            for (int i = 0; i < hop; i++) {
                double sample = padded[t * hop + i];
                sum += sample * sample;
            }
            loudness[t] = (float) Math.sqrt(sum / hop);
        }
        return loudness;
    }

    /// @param features `[channels][frames]`
    /// @return `[channels][length]`
    public static float[][] stretched(float[][] features, int length, Stretch how) {
        int frames = features[0].length;
        var stretched = new float[features.length][length];
        int left = 0;
        for (int t = 0; t < length; t++) {
            // The boundaries of the source's frames, as far as they are reached.
            while (left + 1 < frames && t >= (double) (left + 1) * length / frames) {
                left++;
            }
            int from = how == Stretch.LEFT ? left : (int) ((long) t * frames / length);
            for (int channel = 0; channel < features.length; channel++) {
                stretched[channel][t] = features[channel][from];
            }
        }
        return stretched;
    }
}
