package studio.likeness.models.speech;

import studio.likeness.models.signal.MelBank;
import studio.likeness.models.signal.Padding;
import studio.likeness.models.signal.Stft;

/// What Whisper hears (Radford et al. 2022): the logarithm of mel power, 100 frames a second,
/// limited to 80 dB below the clip's loudest and brought to about -1 to 1.
public final class WhisperMel {
    public static final int SAMPLE_RATE_HZ = 16_000;
    public static final int HOP = 160;
    private static final int FFT = 400;

    private final MelBank bank;

    /// @param bands 80, or 128 for large-v3 and its heirs
    public WhisperMel(int bands) {
        bank = new MelBank(bands, FFT, SAMPLE_RATE_HZ, 0, 8000, MelBank.Scale.SLANEY, true);
    }

    /// The bands' weights, `[bands][201]`.
    public float[][] weights() {
        var weights = new float[bank.bands()][FFT / 2 + 1];
        for (int band = 0; band < weights.length; band++) {
            for (int bin = 0; bin < weights[band].length; bin++) {
                weights[band][bin] = bank.weight(band, bin);
            }
        }
        return weights;
    }

    /// @param samples mono at 16 kHz, more than 200
    /// @return `[bands][samples / 160]`
    public float[][] of(float[] samples) {
        var spectra = new Stft(FFT, HOP).magnitudes(Padding.REFLECT.pad(samples, FFT / 2));
        int frames = samples.length / HOP; // the transform's last frame is left out
        var mel = new float[bank.bands()][frames];
        float loudest = Float.NEGATIVE_INFINITY;
        for (int t = 0; t < frames; t++) {
            var power = spectra[t];
            for (int k = 0; k < power.length; k++) {
                power[k] *= power[k];
            }
            var bands = bank.apply(power);
            for (int band = 0; band < bands.length; band++) {
                mel[band][t] = (float) Math.log10(Math.max(bands[band], 1e-10));
                loudest = Math.max(loudest, mel[band][t]);
            }
        }
        for (var row : mel) {
            for (int t = 0; t < frames; t++) {
                row[t] = (Math.max(row[t], loudest - 8) + 4) / 4;
            }
        }
        return mel;
    }
}
