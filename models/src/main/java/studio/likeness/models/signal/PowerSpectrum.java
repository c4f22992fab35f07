package studio.likeness.models.signal;

import org.jtransforms.fft.FloatFFT_1D;

/// The power of a frame's frequencies. Not thread-safe.
public final class PowerSpectrum {
    private final int size;
    private final FloatFFT_1D fft;

    /// @param size samples a frame, even
    public PowerSpectrum(int size) {
        this.size = size;
        fft = new FloatFFT_1D(size);
    }

    /// @param frame at most `size` samples, windowed; what is missing counts as silence
    /// @return `[size / 2 + 1]`
    public float[] of(float[] frame) {
        var packed = new float[size];
        System.arraycopy(frame, 0, packed, 0, frame.length);
        fft.realForward(packed);
        var power = new float[size / 2 + 1];
        // JTransforms packs the real Nyquist bin into the imaginary place of bin 0.
        power[0] = packed[0] * packed[0];
        power[size / 2] = packed[1] * packed[1];
        for (int k = 1; k < size / 2; k++) {
            power[k] = packed[2 * k] * packed[2 * k] + packed[2 * k + 1] * packed[2 * k + 1];
        }
        return power;
    }
}
