package studio.likeness.models.face.lip;

import java.util.Arrays;
import org.jtransforms.fft.DoubleFFT_1D;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.Resampler;
import studio.likeness.models.signal.Waveform;

/// Wav2Lip's mel spectrogram: 80 bands from 55 to 7600 Hz, a column every 12.5 ms, in -4 to 4 on a
/// logarithmic scale. Everything in double precision, because what is nearly silent lies close to
/// the floor of the logarithm. Not thread-safe.
public final class LipMel {
    /// The sound's.
    public static final int SAMPLE_RATE_HZ = 16_000;

    /// Columns a second.
    public static final int COLUMNS_PER_SECOND = 80;

    /// Samples from one column's middle to the next one's.
    public static final int HOP = 200;

    /// The shortest sound that fills a window of 16 columns.
    public static final int SHORTEST = 3_000;

    private static final int SIZE = 800;
    private static final int BINS = SIZE / 2 + 1;
    private static final double BIN_HZ = (double) SAMPLE_RATE_HZ / SIZE;
    private static final int BANDS = 80;
    private static final double LOWEST_HZ = 55;
    private static final double HIGHEST_HZ = 7_600;

    /// Below it the mel scale is straight.
    private static final double BREAK_HZ = 1_000;

    private static final double PRE_EMPHASIS = 0.97;

    private final DoubleFFT_1D fft = new DoubleFFT_1D(SIZE);
    private final double[] window = new double[SIZE];
    private final double[][] bands = bands();
    private final double[] frame = new double[SIZE];

    public LipMel() {
        for (int i = 0; i < SIZE; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / SIZE);
        }
    }

    /// A spectrogram, or part of one.
    ///
    /// @param values `[80, columns]`
    public record Mel(float[] values, int columns) {
        public Mel {
            if (values.length != BANDS * columns) {
                throw new IllegalArgumentException(
                        "expected %d numbers, found %d".formatted(BANDS * columns, values.length));
            }
        }

        /// A window of 16 columns, `[80, 16]`, at a place in a longer array.
        public void window(int start, float[] into, int at) {
            int width = MelWindows.COLUMNS;
            for (int band = 0; band < BANDS; band++) {
                System.arraycopy(values, band * columns + start, into, at + band * width, width);
            }
        }
    }

    /// As the network wants it: at 16 kHz, and as long as one window at least.
    ///
    /// @throws StudioException when it holds what is no number
    public static float[] prepare(Waveform sound) {
        refuseNaN(sound.samples(), sound.sampleRateHz());
        var samples = Resampler.resample(sound, SAMPLE_RATE_HZ).samples();
        return samples.length < SHORTEST ? Arrays.copyOf(samples, SHORTEST) : samples;
    }

    /// How many columns the sound has.
    public static int columnsIn(int samples) {
        return 1 + samples / HOP;
    }

    /// All columns; the sound is mirrored at both ends.
    ///
    /// @param samples at 16 kHz, more than 400
    /// @throws StudioException when there is what is no number
    public Mel of(float[] samples) {
        return of(samples, 0, columnsIn(samples.length));
    }

    /// Some columns of the sound, the same as [#of(float\[\])] gives them; for sound that still
    /// grows, those up to 400 samples before its end are final.
    ///
    /// @param from the first column
    /// @param to after the last column
    public Mel of(float[] samples, int from, int to) {
        if (samples.length <= SIZE / 2 || from < 0 || to > columnsIn(samples.length) || from > to) {
            throw new IllegalArgumentException(
                    "columns %d to %d of %d samples".formatted(from, to, samples.length));
        }
        refuseNaN(samples, SAMPLE_RATE_HZ);
        int columns = to - from;
        var values = new float[BANDS * columns];
        var magnitudes = new double[BINS];
        for (int column = 0; column < columns; column++) {
            magnitudes(samples, (from + column) * HOP - SIZE / 2, magnitudes);
            for (int band = 0; band < BANDS; band++) {
                values[band * columns + column] = scaled(loudness(bands[band], magnitudes));
            }
        }
        return new Mel(values, columns);
    }

    private static void refuseNaN(float[] samples, int sampleRateHz) {
        for (int i = 0; i < samples.length; i++) {
            if (!Float.isFinite(samples[i])) {
                throw new StudioException(
                        "models.face.lip.notANumber",
                        samples[i],
                        "%.3f".formatted((double) i / sampleRateHz));
            }
        }
    }

    private void magnitudes(float[] samples, int start, double[] into) {
        for (int i = 0; i < SIZE; i++) {
            frame[i] = emphasised(samples, mirrored(start + i, samples.length)) * window[i];
        }
        fft.realForward(frame);
        // JTransforms packs the real Nyquist bin into the imaginary place of bin 0.
        into[0] = Math.abs(frame[0]);
        into[BINS - 1] = Math.abs(frame[1]);
        for (int k = 1; k < BINS - 1; k++) {
            into[k] = Math.hypot(frame[2 * k], frame[2 * k + 1]);
        }
    }

    private static double emphasised(float[] samples, int at) {
        return at == 0 ? samples[0] : samples[at] - PRE_EMPHASIS * samples[at - 1];
    }

    /// The samples at the ends are not repeated.
    private static int mirrored(int at, int length) {
        return at < 0 ? -at : at < length ? at : 2 * (length - 1) - at;
    }

    private static double loudness(double[] band, double[] magnitudes) {
        double sum = 0;
        for (int k = 0; k < BINS; k++) {
            sum += band[k] * magnitudes[k];
        }
        return sum;
    }

    /// Decibels of which -100 to 0 become -4 to 4, 20 dB below full scale.
    private static float scaled(double loudness) {
        return (float) Math.clamp(1.6 * Math.log10(Math.max(1e-5, loudness)) + 2.4, -4, 4);
    }

    /// Triangles of equal area over edges that lie evenly on the mel scale (Slaney 1998).
    private static double[][] bands() {
        var edges = new double[BANDS + 2];
        double low = mel(LOWEST_HZ);
        double high = mel(HIGHEST_HZ);
        for (int i = 0; i < edges.length; i++) {
            edges[i] = hertz(low + (high - low) * i / (edges.length - 1));
        }
        var bands = new double[BANDS][BINS];
        for (int i = 0; i < BANDS; i++) {
            double height = 2 / (edges[i + 2] - edges[i]);
            for (int k = 0; k < BINS; k++) {
                double f = k * BIN_HZ;
                double rising = (f - edges[i]) / (edges[i + 1] - edges[i]);
                double falling = (edges[i + 2] - f) / (edges[i + 2] - edges[i + 1]);
                bands[i][k] = height * Math.max(0, Math.min(rising, falling));
            }
        }
        return bands;
    }

    private static double mel(double hertz) {
        return hertz < BREAK_HZ
                ? 3 * hertz / 200
                : 15 + 27 * Math.log(hertz / BREAK_HZ) / Math.log(6.4);
    }

    private static double hertz(double mel) {
        return mel < 15 ? 200 * mel / 3 : BREAK_HZ * Math.exp((mel - 15) * Math.log(6.4) / 27);
    }
}
