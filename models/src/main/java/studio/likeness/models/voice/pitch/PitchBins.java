package studio.likeness.models.voice.pitch;

import java.util.Arrays;

/// The 360 pitches, 20 cents apart, that [Crepe] and [Rmvpe] choose among.
public final class PitchBins {
    public static final int COUNT = 360;
    private static final double FIRST_CENTS = 1997.379408437619;
    private static final int REACH = 4;

    private PitchBins() {}

    static double cents(int bin) {
        return 20 * bin + FIRST_CENTS;
    }

    /// The mean of the pitches around the likeliest, weighed by how likely they are, in cents above
    /// 10 Hz; 0 when even that is less likely than the threshold.
    ///
    /// @param salience `[360]`
    public static double cents(float[] salience, double threshold) {
        int best = 0;
        for (int i = 1; i < COUNT; i++) {
            best = salience[i] > salience[best] ? i : best;
        }
        return salience[best] <= threshold ? 0 : centsAround(salience, best);
    }

    /// The mean of the pitches around a bin, weighed by how likely they are.
    static double centsAround(float[] salience, int best) {
        double sum = 0;
        double weights = 0;
        for (int i = Math.max(0, best - REACH); i <= Math.min(COUNT - 1, best + REACH); i++) {
            sum += salience[i] * cents(i);
            weights += salience[i];
        }
        return sum / weights;
    }

    /// Hertz; 0 stays 0, which means no pitch.
    public static double hertz(double cents) {
        return cents == 0 ? 0 : 10 * Math.pow(2, cents / 1200);
    }

    /// The pitch of some frames.
    ///
    /// @param salience `[frames][360]`, row-major
    static float[] hertz(float[] salience, int frames, double threshold) {
        var hertz = new float[frames];
        for (int t = 0; t < frames; t++) {
            var row = Arrays.copyOfRange(salience, t * COUNT, (t + 1) * COUNT);
            hertz[t] = (float) hertz(cents(row, threshold));
        }
        return hertz;
    }
}
