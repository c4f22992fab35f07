package studio.likeness.models.parity;

import java.util.Map;

/// A decoder as one interpreter runs it.
interface ReadyDecoder extends AutoCloseable {
    /// @param logits `[tokens, vocabulary]`, of the last tokens or of all
    /// @param hidden of the last token, by the names of the network's taps; empty where the
    ///     interpreter does not show them
    record Seen(float[] logits, Map<String, float[]> hidden) {}

    /// Reads a whole text.
    Seen read(int[] ids);

    /// Logits of the last token of a text that is one token longer than the one before, or of a new
    /// one.
    float[] next(int[] ids);

    @Override
    void close();
}
