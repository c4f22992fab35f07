package studio.likeness.models.voice.noise;

import org.jtransforms.fft.FloatFFT_1D;

/// Sound as overlapping frames of complex numbers and back, both ways through one window whose
/// squares sum up to one. The first frame is centred on the first sample.
final class Spectra {
    private final int size;
    private final int hop;
    private final float[] window;
    private final FloatFFT_1D fft;

    /// @param window `[size]`
    /// @param hop half of it
    Spectra(float[] window, int hop) {
        this.window = window;
        this.hop = hop;
        size = window.length;
        fft = new FloatFFT_1D(size);
    }

    /// The square root of Hann's window.
    static float[] rootOfHann(int size) {
        var window = new float[size];
        for (int i = 0; i < size; i++) {
            window[i] = (float) Math.sin(Math.PI * i / size);
        }
        return window;
    }

    /// Vorbis's window.
    static float[] vorbis(int size) {
        var window = new float[size];
        for (int i = 0; i < size; i++) {
            double inner = Math.sin(Math.PI * (i + 0.5) / size);
            window[i] = (float) Math.sin(Math.PI / 2 * inner * inner);
        }
        return window;
    }

    int bins() {
        return size / 2 + 1;
    }

    int frames(int samples) {
        return samples / hop + 1;
    }

    /// @return `[bins][2]` of frame `t`, flat; silence lies before and behind the sound
    float[] frame(float[] samples, int t) {
        var packed = new float[size];
        for (int i = 0; i < size; i++) {
            int at = t * hop - size / 2 + i;
            packed[i] = at < 0 || at >= samples.length ? 0 : samples[at] * window[i];
        }
        fft.realForward(packed);
        var bins = new float[2 * bins()];
        System.arraycopy(packed, 2, bins, 2, size - 2);
        // JTransforms packs the real Nyquist bin into the imaginary place of bin 0.
        bins[0] = packed[0];
        bins[size] = packed[1];
        return bins;
    }

    /// Adds frame `t` to the sound.
    void add(float[] bins, int t, float[] samples) {
        var packed = new float[size];
        System.arraycopy(bins, 2, packed, 2, size - 2);
        packed[0] = bins[0];
        packed[1] = bins[size];
        fft.realInverse(packed, true);
        for (int i = 0; i < size; i++) {
            int at = t * hop - size / 2 + i;
            if (at >= 0 && at < samples.length) {
                samples[at] += packed[i] * window[i];
            }
        }
    }
}
