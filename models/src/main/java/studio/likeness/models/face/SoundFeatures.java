package studio.likeness.models.face;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jtransforms.fft.FloatFFT_1D;
import studio.likeness.models.signal.Waveform;

/// Sound at any rate, cut into a window every 10 ms of the stream's time. Windows are measured in
/// milliseconds, so nothing is resampled.
final class SoundFeatures {
    /// One window.
    ///
    /// @param level dB below full scale between 60 Hz and 8 kHz; [#SILENCE] in digital silence
    /// @param low dB up to 1 kHz, where voices are
    /// @param middle dB from 1 to 3.5 kHz, where vowels differ
    /// @param high dB from 3.5 to 8 kHz, where hissing is; [#SILENCE] at a telephone's rate,
    ///     which carries too little of it
    /// @param f1 first formant in Hz; NaN where none was found, as for the other two
    record Frame(
            double level,
            double low,
            double middle,
            double high,
            double f1,
            double f2,
            double f3) {}

    static final double SILENCE = -120;
    static final Frame SILENT =
            new Frame(SILENCE, SILENCE, SILENCE, SILENCE, Double.NaN, Double.NaN, Double.NaN);

    /// Half a window; how far a frame looks ahead of its middle.
    static final long HALF_NANOS = 12_500_000;

    static final long HOP_NANOS = 10_000_000;

    private static final int LEAST_RATE_FOR_HISSING = 11_000;

    private final int sampleRateHz;
    private final float[] window;
    private final FloatFFT_1D fft;
    private final int fftSize;
    private final Formants formants;
    private float[] samples = new float[0];
    private long firstSampleNanos;
    private long nextFrame;

    /// @param nextFrame the number of the first frame to make; its middle is at
    ///     [#middleNanos]
    /// @param startNanos when the first sample is heard
    SoundFeatures(int sampleRateHz, long nextFrame, long startNanos) {
        this.sampleRateHz = sampleRateHz;
        this.nextFrame = nextFrame;
        firstSampleNanos = startNanos;
        window = new float[(int) (2 * HALF_NANOS * sampleRateHz / 1_000_000_000L)];
        for (int i = 0; i < window.length; i++) {
            window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / (window.length - 1)));
        }
        fftSize = Math.max(64, Integer.highestOneBit(Math.max(1, window.length - 1)) << 1);
        fft = new FloatFFT_1D(fftSize);
        formants = new Formants((double) sampleRateHz / fftSize, fftSize / 2);
    }

    static long middleNanos(long frame) {
        return frame * HOP_NANOS + HOP_NANOS / 2;
    }

    int sampleRateHz() {
        return sampleRateHz;
    }

    /// The number of the first frame not made yet.
    long nextFrame() {
        return nextFrame;
    }

    /// When the last sample ends.
    long endNanos() {
        return firstSampleNanos + nanos(samples.length);
    }

    /// @return the frames that are complete now
    List<Frame> hear(float[] more) {
        int before = samples.length;
        samples = Arrays.copyOf(samples, before + more.length);
        System.arraycopy(more, 0, samples, before, more.length);
        var frames = frames(endNanos() - HALF_NANOS);
        forget();
        return frames;
    }

    /// @return the frames whose middle has been heard, as if silence followed
    List<Frame> end() {
        return frames(endNanos());
    }

    private List<Frame> frames(long lastMiddle) {
        var frames = new ArrayList<Frame>();
        while (middleNanos(nextFrame) <= lastMiddle) {
            frames.add(frame(middleNanos(nextFrame)));
            nextFrame++;
        }
        return frames;
    }

    /// Drops what no coming window reaches.
    private void forget() {
        long needed = middleNanos(nextFrame) - HALF_NANOS - firstSampleNanos;
        int drop = Math.clamp(needed * sampleRateHz / 1_000_000_000L - 1, 0, samples.length);
        if (drop > 0) {
            samples = Arrays.copyOfRange(samples, drop, samples.length);
            firstSampleNanos += nanos(drop);
        }
    }

    private Frame frame(long middle) {
        int start =
                Math.toIntExact(
                        Math.round(
                                (middle - HALF_NANOS - firstSampleNanos)
                                        * (double) sampleRateHz
                                        / 1e9));
        var spectrum = new float[fftSize];
        boolean silent = true;
        for (int i = 0; i < window.length; i++) {
            int at = start + i;
            if (at >= 0 && at < samples.length && samples[at] != 0) {
                spectrum[i] = samples[at] * window[i];
                silent = false;
            }
        }
        if (silent) {
            return SILENT;
        }
        fft.realForward(spectrum);
        var power = new double[fftSize / 2];
        for (int i = 1; i < power.length; i++) {
            double real = spectrum[2 * i];
            double imaginary = spectrum[2 * i + 1];
            power[i] = (real * real + imaginary * imaginary) / window.length;
        }
        var peaks = formants.of(power);
        return new Frame(
                decibels(power, 60, 8_000),
                decibels(power, 60, 1_000),
                decibels(power, 1_000, 3_500),
                sampleRateHz < LEAST_RATE_FOR_HISSING ? SILENCE : decibels(power, 3_500, 8_000),
                peaks[0],
                peaks[1],
                peaks[2]);
    }

    private double decibels(double[] power, double fromHz, double toHz) {
        double binHz = (double) sampleRateHz / fftSize;
        int to = Math.min(power.length, (int) Math.ceil(toHz / binHz));
        double sum = 0;
        for (int i = (int) Math.ceil(fromHz / binHz); i < to; i++) {
            sum += power[i];
        }
        // A Hann window passes 3/8 of the power; the spectrum holds half of it.
        return Math.max(SILENCE, 10 * Math.log10(sum * 2 / fftSize / 0.375 + 1e-30));
    }

    private long nanos(int samples) {
        return Waveform.lengthOf(samples, sampleRateHz).toNanos();
    }
}
