package studio.likeness.models.media;

/// A short queue of samples that is heard in real time: a sound card, or a clock that stands in for
/// one. Called by one thread at a time.
interface SoundLine extends AutoCloseable {
    int sampleRateHz();

    /// How many samples may be written now without waiting.
    int room();

    /// @param count at most [#room]
    void write(float[] samples, int from, int count);

    /// Samples heard since it was opened or emptied, as well as can be told.
    long heard();

    /// Forgets what is queued, at once.
    void empty();

    @Override
    void close();
}
