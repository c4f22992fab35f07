package studio.likeness.models.voice.pitch;

import studio.likeness.models.signal.MelBank;
import studio.likeness.models.signal.Padding;
import studio.likeness.models.signal.Stft;

/// What [Rmvpe] looks at: the natural logarithm of 128 mel bands, 100 frames a second.
public final class RmvpeMel {
    public static final int SAMPLE_RATE_HZ = 16_000;
    public static final int HOP = 160;
    private static final int FFT = 1024;

    private final MelBank bank =
            new MelBank(128, FFT, SAMPLE_RATE_HZ, 30, 8000, MelBank.Scale.HTK, true);

    /// @param samples mono at 16 kHz, more than 512
    /// @return `[128][1 + samples / 160]`
    public float[][] of(float[] samples) {
        var spectra = new Stft(FFT, HOP).magnitudes(Padding.REFLECT.pad(samples, FFT / 2));
        var mel = new float[bank.bands()][spectra.length];
        for (int t = 0; t < spectra.length; t++) {
            var bands = bank.apply(spectra[t]);
            for (int band = 0; band < bands.length; band++) {
                mel[band][t] = (float) Math.log(Math.max(bands[band], 1e-5));
            }
        }
        return mel;
    }
}
