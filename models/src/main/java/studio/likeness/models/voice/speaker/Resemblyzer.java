package studio.likeness.models.voice.speaker;

import studio.likeness.models.nn.Ops;
import studio.likeness.models.signal.MelBank;
import studio.likeness.models.signal.Padding;
import studio.likeness.models.signal.Stft;

/// Resemblyzer's speaker encoder (Wan et al. 2018): a recurrent network over mel power.
public final class Resemblyzer {
    private static final int HIDDEN = 256;
    private static final int LAYERS = 3;
    private static final int FFT = 400;
    private static final int HOP = 160;

    private Resemblyzer() {}

    /// Unit vectors `[batch, 256]`.
    ///
    /// @param mel power, not its logarithm: `[batch, frames, 40]`; it was trained on 160 frames
    public static <T> T vectors(Ops<T> o, T mel) {
        var x = o.lstm(mel, "lstm", HIDDEN, LAYERS, false);
        var time = o.size(x, 1);
        var last = o.squeeze(o.slice(x, 1, time.minus(1), time), 1);
        var vector = o.relu(o.linear(o.tap("last_hidden", last), "linear"));
        var length = o.sqrt(o.sum(o.mul(vector, vector), -1, true));
        return o.div(vector, length);
    }

    /// @param samples mono at 16 kHz
    /// @return `[1 + samples / 160][40]`
    public static float[][] mel(float[] samples) {
        var bank = new MelBank(40, FFT, 16_000, 0, 8000, MelBank.Scale.SLANEY, true);
        var spectra = new Stft(FFT, HOP).magnitudes(Padding.ZEROS.pad(samples, FFT / 2));
        var mel = new float[spectra.length][];
        for (int t = 0; t < mel.length; t++) {
            for (int k = 0; k < spectra[t].length; k++) {
                spectra[t][k] *= spectra[t][k];
            }
            mel[t] = bank.apply(spectra[t]);
        }
        return mel;
    }
}
