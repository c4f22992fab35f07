package studio.likeness.models.language.tokenizer;

import java.util.OptionalInt;

/// Text to ids and back, as one family of models was trained on it. Safe for several threads.
public interface Tokenizer extends AutoCloseable {
    /// Plain text: what looks like a control token stays text. No tokens are added around it.
    int[] encode(String text);

    /// Text of a rendered prompt: control tokens written out become their ids.
    int[] encodePrompt(String text);

    /// Control tokens are left out.
    String decode(int[] ids);

    /// The id of a token as it is written in the vocabulary, control tokens included.
    OptionalInt id(String token);

    /// Ids are below this.
    int size();

    @Override
    void close();
}
