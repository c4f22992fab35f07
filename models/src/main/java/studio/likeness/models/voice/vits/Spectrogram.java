package studio.likeness.models.voice.vits;

import studio.likeness.models.signal.MelBank;
import studio.likeness.models.signal.Padding;
import studio.likeness.models.signal.Stft;

/// What voices of the VITS kind are trained to sound like: linear magnitudes, frames not centred.
///
/// @param fft samples a frame
/// @param floor under the root, so that silence has a gradient
public record Spectrogram(int fft, int hop, double floor) {
    /// GPT-SoVITS at 32 kHz.
    public static final Spectrogram CLONING = new Spectrogram(2048, 640, 1e-8);

    /// so-vits-svc at 44.1 kHz.
    public static final Spectrogram CONVERSION = new Spectrogram(2048, 512, 1e-6);

    /// @param samples more than `(fft - hop) / 2`
    /// @return `[fft / 2 + 1][samples / hop]`
    public float[][] of(float[] samples) {
        var padded = Padding.REFLECT.pad(samples, (fft - hop) / 2);
        var frames = new Stft(fft, hop).magnitudes(padded);
        var bins = new float[fft / 2 + 1][frames.length];
        for (int t = 0; t < frames.length; t++) {
            for (int bin = 0; bin < bins.length; bin++) {
                double magnitude = frames[t][bin];
                bins[bin][t] = (float) Math.sqrt(magnitude * magnitude + floor);
            }
        }
        return bins;
    }

    /// The natural logarithm of mel bands, as the losses compare them.
    ///
    /// @param spectrogram what [#of] gave
    /// @return `[bands][frames]`
    public static float[][] mel(float[][] spectrogram, MelBank bank) {
        int frames = spectrogram[0].length;
        var mel = new float[bank.bands()][frames];
        var spectrum = new float[spectrogram.length];
        for (int t = 0; t < frames; t++) {
            for (int bin = 0; bin < spectrum.length; bin++) {
                spectrum[bin] = spectrogram[bin][t];
            }
            var bands = bank.apply(spectrum);
            for (int band = 0; band < bands.length; band++) {
                mel[band][t] = (float) Math.log(Math.max(bands[band], 1e-5));
            }
        }
        return mel;
    }
}
