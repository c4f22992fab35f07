package studio.likeness.models.runtime;

/// One conversation's cache on a loaded decoder. Not thread-safe, but for [#cancel]; several of
// them
/// may share one decoder, whose steps then take turns.
public interface Decoding extends AutoCloseable {
    /// Tokens in the cache.
    int length();

    /// The longest it may grow.
    int limit();

    /// Reads some tokens after those in the cache.
    ///
    /// @param logits of the last token, one per word of the vocabulary; filled
    /// @throws java.util.concurrent.CancellationException when cancelled; the cache then still
    // holds
    ///     what it held before
    void feed(int[] ids, float[] logits);

    /// Forgets all but the first tokens.
    void keep(int length);

    /// Ends the step that is running in another thread, if any.
    void cancel();

    @Override
    void close();
}
