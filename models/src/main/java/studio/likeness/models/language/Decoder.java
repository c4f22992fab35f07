package studio.likeness.models.language;

import java.util.Optional;
import studio.likeness.models.nn.Ops;

/// A network that predicts the next token. Each family is one class that reads like its figure.
public interface Decoder {
    /// What its cache and its head look like.
    record Frame(int layers, int kvHeads, int headSize, int vocabulary, int context) {}

    Frame frame();

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
