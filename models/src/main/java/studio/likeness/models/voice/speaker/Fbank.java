package studio.likeness.models.voice.speaker;

import studio.likeness.models.signal.PowerSpectrum;

/// Kaldi's filter bank features, as speaker networks want them: 80 bands of 20 Hz to 8 kHz, frames
/// of 25 ms every 10 ms at 16 kHz, nothing beyond the ends, no dither.
public final class Fbank {
    public static final int SAMPLE_RATE_HZ = 16_000;
    public static final int BANDS = 80;
    private static final int SIZE = 400;
    private static final int HOP = 160;
    private static final int FFT = 512;
    private static final double PRE_EMPHASIS = 0.97;
    private static final double LEAST = 1.1920928955078125e-7; // float's epsilon

    private final double[] window = povey();
    private final double[][] bank = bank();
    private final PowerSpectrum spectrum = new PowerSpectrum(FFT);

    private static double[] povey() {
        var window = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            window[i] = Math.pow(0.5 - 0.5 * Math.cos(2 * Math.PI * i / (SIZE - 1)), 0.85);
        }
        return window;
    }

    /// Kaldi's triangles are straight in mel, not in hertz as those of [MelBank] are.
    private static double[][] bank() {
        double low = mel(20);
        double step = (mel(8000) - low) / (BANDS + 1);
        var bank = new double[BANDS][FFT / 2];
        for (int band = 0; band < BANDS; band++) {
            double left = low + band * step;
            for (int bin = 0; bin < FFT / 2; bin++) {
                double at = mel((double) bin * SAMPLE_RATE_HZ / FFT);
                double up = (at - left) / step;
                double down = (left + 2 * step - at) / step;
                bank[band][bin] = Math.max(0, Math.min(up, down));
            }
        }
        return bank;
    }

    private static double mel(double hz) {
        return 1127 * Math.log(1 + hz / 700);
    }

    /// @param samples mono at 16 kHz, -1 to 1
    /// @return `[frames][80]`; no frames for fewer than 400 samples
    public float[][] of(float[] samples) {
        int frames = samples.length < SIZE ? 0 : (samples.length - SIZE) / HOP + 1;
        var features = new float[frames][];
        for (int t = 0; t < frames; t++) {
            features[t] = frame(samples, t * HOP);
        }
        return features;
    }

    /// The mean over time taken off each band.
    public static float[][] withoutMean(float[][] features) {
        var centred = new float[features.length][BANDS];
        for (int band = 0; band < BANDS; band++) {
            double mean = 0;
            for (var row : features) {
                mean += row[band] / features.length;
            }
            for (int t = 0; t < features.length; t++) {
                centred[t][band] = (float) (features[t][band] - mean);
            }
        }
        return centred;
    }

    private float[] frame(float[] samples, int from) {
        double mean = 0;
        for (int i = 0; i < SIZE; i++) {
            mean += samples[from + i] / (double) SIZE;
        }
        var frame = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            double now = samples[from + i] - mean;
            double before = samples[from + Math.max(0, i - 1)] - mean;
            frame[i] = (float) ((now - PRE_EMPHASIS * before) * window[i]);
        }
        var power = spectrum.of(frame);
        var bands = new float[BANDS];
        for (int band = 0; band < BANDS; band++) {
            double sum = 0;
            for (int k = 0; k < FFT / 2; k++) {
                sum += bank[band][k] * power[k];
            }
            bands[band] = (float) Math.log(Math.max(sum, LEAST));
        }
        return bands;
    }
}
