package studio.likeness.models.language.tokenizer;

import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Text to ids and back, as one family of models was trained on it. Safe for several threads.
public interface Tokenizer extends AutoCloseable {
    /// Within a control token written out in [#encodePrompt]'s text, it keeps that text; it is
    /// dropped from the text itself. Unicode has no character here.
    char GUARD = '\uFDD0';

    /// Plain text: what looks like a control token stays text. No tokens are added around it.
    int[] encode(String text);

    /// Text of a rendered prompt: control tokens written out become their ids. Never for anything
    /// a user wrote; [#encode(Prompt)] keeps the two apart.
    int[] encodePrompt(String text);

    /// @throws IllegalArgumentException when the vocabulary lacks a control token of the prompt
    default int[] encode(Prompt prompt) {
        return prompt.parts().stream()
                .flatMapToInt(
                        part ->
                                switch (part) {
                                    case Prompt.Plain(var text) -> IntStream.of(encode(text));
                                    case Prompt.Control(var token) -> IntStream.of(control(token));
                                })
                .toArray();
    }

    /// Control tokens are left out.
    String decode(int[] ids);

    /// The id of a token as it is written in the vocabulary, control tokens included.
    OptionalInt id(String token);

    /// Ids are below this.
    int size();

    @Override
    void close();

    private int control(String token) {
        return id(token)
                .orElseThrow(
                        () -> new IllegalArgumentException("no control token '" + token + "'"));
    }
}
