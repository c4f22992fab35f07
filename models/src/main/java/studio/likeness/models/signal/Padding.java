package studio.likeness.models.signal;

/// Samples before the first and after the last, so that frames can be centred on them.
public enum Padding {
    ZEROS,
    /// Mirrored at the outermost sample, which is not repeated.
    REFLECT;

    /// @param each how many on either side; for [#REFLECT] fewer than there are samples
    public float[] pad(float[] samples, int each) {
        if (this == REFLECT && each >= samples.length) {
            throw new IllegalArgumentException(
                    "expected more than " + each + " samples, found " + samples.length);
        }
        var padded = new float[samples.length + 2 * each];
        System.arraycopy(samples, 0, padded, each, samples.length);
        for (int i = 1; this == REFLECT && i <= each; i++) {
            padded[each - i] = samples[i];
            padded[each + samples.length - 1 + i] = samples[samples.length - 1 - i];
        }
        return padded;
    }
}
