package studio.likeness.models.signal;

import java.util.Arrays;

/// Changes the sample rate of one stream of sound, piece by piece or at once, by a Kaiser-windowed
/// sinc of 32 zero crossings a side. Output sample `k` sounds at the moment `k / toHz` of the
/// input: no delay and no drift, whatever the pieces. Flat to 0.86 of the lower rate's Nyquist
/// frequency; what would fold back is below -80 dB from 1.04 of it. Not thread-safe.
public final class Resampler {
    private static final int ZERO_CROSSINGS = 32;
    private static final double KAISER_BETA = 9;

    /// Of the lower Nyquist frequency; the middle of the filter's slope.
    private static final double CUTOFF = 0.95;

    /// Ratios with more phases than this (44,100 to 44,101) take the nearest of so many: the
    /// position is off by at most 1/16,384 of a sample.
    private static final int MOST_PHASES = 8_192;

    private final int fromHz;
    private final int toHz;
    private final int up;
    private final int down;
    private final int half;
    private final float[][] taps;

    /// Input not yet passed, from the oldest sample that the next output needs.
    private float[] history = {};

    private int filled;

    /// Of the next output: the input sample at or before it, as an index into `history`, and the
    /// rest in units of 1/up.
    private int position;

    private int phase;
    private long taken;
    private long given;

    public Resampler(int fromHz, int toHz) {
        if (fromHz < 1 || toHz < 1) {
            throw new IllegalArgumentException("sample rates " + fromHz + " and " + toHz + " Hz");
        }
        this.fromHz = fromHz;
        this.toHz = toHz;
        int divisor = greatestCommonDivisor(fromHz, toHz);
        up = toHz / divisor;
        down = fromHz / divisor;
        double slower = Math.min(1.0, (double) toHz / fromHz);
        half = (int) Math.ceil(ZERO_CROSSINGS / slower);
        taps = fromHz == toHz ? new float[0][] : filter(Math.min(up, MOST_PHASES), slower);
        reset();
    }

    /// All of a sound at another rate; the same sound when it has that rate already.
    public static Waveform resample(Waveform sound, int toHz) {
        if (sound.sampleRateHz() == toHz) {
            return sound;
        }
        var resampler = new Resampler(sound.sampleRateHz(), toHz);
        var body = resampler.push(sound.samples());
        var tail = resampler.flush();
        var all = Arrays.copyOf(body, body.length + tail.length);
        System.arraycopy(tail, 0, all, body.length, tail.length);
        return new Waveform(all, toHz);
    }

    public int fromHz() {
        return fromHz;
    }

    /// Takes the next piece and gives what can be computed by now; the rest, at most 32 samples of
    /// the lower rate, comes with later pieces or with [#flush].
    public float[] push(float[] samples) {
        if (taps.length == 0) {
            return samples;
        }
        append(samples);
        taken += samples.length;
        return produce(Long.MAX_VALUE);
    }

    /// The end of the stream, so that as much time came out as went in. The next piece starts a new
    /// stream.
    public float[] flush() {
        if (taps.length == 0) {
            return new float[0];
        }
        append(new float[half + down / up + 1]);
        var tail = produce(Math.round(taken * (double) toHz / fromHz) - given);
        reset();
        return tail;
    }

    private void reset() {
        history = new float[4 * half + 1_024];
        filled = half - 1; // silence before the first sample
        position = half - 1;
        phase = 0;
        taken = 0;
        given = 0;
    }

    private void append(float[] samples) {
        if (filled + samples.length > history.length) {
            history = Arrays.copyOf(history, Math.max(2 * history.length, filled + samples.length));
        }
        System.arraycopy(samples, 0, history, filled, samples.length);
        filled += samples.length;
    }

    private float[] produce(long most) {
        long ready = (long) filled - half - position; // input the position may still move over
        long possible = ready <= 0 ? 0 : (ready * up - phase + down - 1) / down;
        var out = new float[Math.toIntExact(Math.clamp(possible, 0, most))];
        for (int i = 0; i < out.length; i++) {
            out[i] = sampleHere();
            phase += down;
            position += phase / up;
            phase %= up;
        }
        given += out.length;
        forget();
        return out;
    }

    private float sampleHere() {
        // In 64 bits, because phases of unlike rates reach 10^5 and more.
        var filter = taps[(int) ((long) phase * taps.length / up)];
        int from = position - half + 1;
        float a = 0;
        float b = 0;
        for (int i = 0; i < filter.length; i += 2) { // two sums, because one waits for itself
            a += filter[i] * history[from + i];
            b += filter[i + 1] * history[from + i + 1];
        }
        return a + b;
    }

    private void forget() {
        int passed = Math.min(position - half + 1, filled);
        if (passed > 0) {
            System.arraycopy(history, passed, history, 0, filled - passed);
            filled -= passed;
            position -= passed;
        }
    }

    /// One row of `2 * half` taps for each phase, each row with a sum of one so that silence and
    /// constants stay what they are.
    private float[][] filter(int phases, double slower) {
        var rows = new float[phases][2 * half];
        double cutoff = CUTOFF * slower;
        double middle = up > phases ? 0.5 : 0; // a nearest phase stands for the range it covers
        for (int p = 0; p < phases; p++) {
            double sum = 0;
            var row = new double[2 * half];
            for (int i = 0; i < row.length; i++) {
                double away = i - (half - 1) - (p + middle) / phases;
                row[i] = sinc(cutoff * away) * kaiser(away / half);
                sum += row[i];
            }
            for (int i = 0; i < row.length; i++) {
                rows[p][i] = (float) (row[i] / sum);
            }
        }
        return rows;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double x) {
        return Math.abs(x) >= 1
                ? 0
                : bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA);
    }

    /// The modified Bessel function of order zero, by its series.
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > 1e-12 * sum; k++) {
            term *= (x / (2 * k)) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
