package studio.likeness.models.runtime;

import java.util.concurrent.CancellationException;
import studio.likeness.models.job.StudioException;

/// One conversation's cache on a loaded decoder. Not thread-safe, but for [#cancel]; several of
/// them may share one decoder, whose steps then take turns.
public interface Decoding extends AutoCloseable {
    /// Tokens in the cache, a prefix not counted.
    int length();

    /// The longest it may grow.
    int limit();

    /// Reads some tokens after those in the cache.
    ///
    /// @param logits of the last token, one per word of the vocabulary; filled. Where the graph
    ///     gives more rows than one, a longer array asks for the last few tokens' logits
    /// @throws CancellationException when cancelled or interrupted (which stays set); the cache
    ///     then still holds what it held before
    /// @throws StudioException when the device has no more memory; the cache is as before
    void feed(int[] ids, float[] logits);

    /// Forgets all but the first tokens.
    void keep(int length);

    /// Ends the step that is running in another thread, if any.
    void cancel();

    @Override
    void close();
}
