package studio.likeness.models.language;

import java.util.Optional;
import studio.likeness.models.nn.Ops;

/// A network that predicts the next token. Each family is one class that reads like its figure.
public interface Decoder {
    /// What its cache and its head look like.
    record Frame(int layers, int kvHeads, int headSize, int vocabulary, int context) {}

    Frame frame();

    /// Whether positions have two rows, and whom a token sees comes as a bias: ChatGLM-6B, for
    // which
    /// [ChatGlmPositions] makes both. All others count positions from 0 and see what came before.
    default boolean hasTwoRows() {
        return false;
    }

    /// What is read at one step.
    ///
    /// @param ids integers `[batch, time]`
    /// @param positions integers `[batch, time]`; `[batch, 2, time]` for ChatGLM-6B
    /// @param bias on the attention's scores, for the networks that want one (ChatGLM-6B)
    record Tokens<T>(T ids, T positions, Optional<T> bias) {}

    /// Logits `[batch, time, vocabulary]`; `[batch, 1, vocabulary]` when only the last is asked
    // for.
    <T> T logits(Ops<T> o, Tokens<T> tokens, boolean lastOnly);
}
