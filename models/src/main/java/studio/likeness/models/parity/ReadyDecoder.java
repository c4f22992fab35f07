package studio.likeness.models.parity;

import java.util.List;

/// A decoder as one interpreter runs it.
interface ReadyDecoder extends AutoCloseable {
    /// @param logits `[tokens, vocabulary]`, of the last tokens or of all
    /// @param hidden of the last token, by the names of the network's taps; empty where the
    ///     interpreter does not show them
    record Seen(float[] logits, Named<float[]> hidden) {}

    /// Reads a whole text.
    Seen read(int[] ids);

    /// Logits after a text and, in turn, after each but the last token that follows it: what
    /// chooses the first of those, the second, and so on.
    List<float[]> follow(int[] text, int[] following);

    @Override
    void close();
}
