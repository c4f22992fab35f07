package studio.likeness.models.signal;

import org.jtransforms.fft.FloatFFT_1D;

/// The short-time Fourier transform with a periodic Hann window. Frame `t` covers the samples from
/// `t * hop`; nothing is padded, so the last samples that fill no frame are left out. Not
/// thread-safe.
public final class Stft {
    private final int size;
    private final int hop;
    private final FloatFFT_1D fft;
    private final float[] window;
    private final float[] frame;

    /// @param size samples a frame, even; needs to be no power of two
    public Stft(int size, int hop) {
        if (size < 2 || size % 2 != 0 || hop < 1) {
            throw new IllegalArgumentException("frames of " + size + ", hop " + hop);
        }
        this.size = size;
        this.hop = hop;
        fft = new FloatFFT_1D(size);
        frame = new float[size];
        window = new float[size];
        for (int i = 0; i < size; i++) {
            window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / size));
        }
    }

    /// From zero to the Nyquist frequency, both included.
    public int bins() {
        return size / 2 + 1;
    }

    public int framesIn(int samples) {
        return samples < size ? 0 : 1 + (samples - size) / hop;
    }

    /// @return `[frames][bins]`
    public float[][] magnitudes(float[] samples) {
        var all = new float[framesIn(samples.length)][];
        for (int t = 0; t < all.length; t++) {
            all[t] = magnitudesAt(samples, t * hop);
        }
        return all;
    }

    /// One frame, from sample `from` on; samples outside the array count as silence.
    ///
    /// @return `[bins]`, not scaled: a full-scale sine in the middle of a bin gives `size / 4`
    public float[] magnitudesAt(float[] samples, int from) {
        for (int i = 0; i < size; i++) {
            int at = from + i;
            frame[i] = at < 0 || at >= samples.length ? 0 : samples[at] * window[i];
        }
        fft.realForward(frame);
        var magnitudes = new float[bins()];
        // JTransforms packs the real Nyquist bin into the imaginary place of bin 0.
        magnitudes[0] = Math.abs(frame[0]);
        magnitudes[size / 2] = Math.abs(frame[1]);
        for (int k = 1; k < size / 2; k++) {
            magnitudes[k] = (float) Math.hypot(frame[2 * k], frame[2 * k + 1]);
        }
        return magnitudes;
    }
}
