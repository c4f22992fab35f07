package studio.likeness.models.checkpoint;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// The tokenizer that a GGUF file carries, as data.
///
/// @param model `gpt2` (byte pairs), `llama` (SentencePiece) or `bert`; empty when there is none
/// @param pre how text is cut before the pairs are merged, for example `qwen2`
/// @param tokens by id
/// @param scores by id, empty unless SentencePiece
/// @param types by id: 1 normal, 2 unknown, 3 control, 4 user's, 5 unused, 6 byte; may be empty
/// @param merges two pieces with a space between, best first
/// @param chatTemplate Jinja; empty when there is none
public record GgufTokens(
        String model,
        String pre,
        List<String> tokens,
        float[] scores,
        int[] types,
        List<String> merges,
        Special special,
        String chatTemplate) {

    /// Tokens with a meaning.
    ///
    /// @param addSpacePrefix SentencePiece's dummy blank before the text
    public record Special(
            OptionalInt bos,
            OptionalInt eos,
            OptionalInt eot,
            OptionalInt unknown,
            OptionalInt padding,
            boolean addBos,
            boolean addEos,
            boolean addSpacePrefix) {}

    private static final String KEY = "tokenizer.ggml.";

    static GgufTokens of(GgufIndex gguf) {
        var meta = gguf.meta();
        var scores = gguf.numbers(KEY + "scores");
        var floats = new float[scores.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) scores[i];
        }
        var model = meta.path(KEY + "model").asText();
        // where the file does not say, a SentencePiece text begins with the start token
        boolean sentencePiece = model.equals("llama");
        return new GgufTokens(
                model,
                meta.path(KEY + "pre").asText(),
                gguf.words(KEY + "tokens"),
                floats,
                Arrays.stream(gguf.numbers(KEY + "token_type")).mapToInt(v -> (int) v).toArray(),
                gguf.words(KEY + "merges"),
                new Special(
                        id(gguf, "bos_token_id"),
                        id(gguf, "eos_token_id"),
                        id(gguf, "eot_token_id"),
                        id(gguf, "unknown_token_id"),
                        id(gguf, "padding_token_id"),
                        meta.path(KEY + "add_bos_token").asBoolean(sentencePiece),
                        meta.path(KEY + "add_eos_token").asBoolean(false),
                        meta.path(KEY + "add_space_prefix").asBoolean(sentencePiece)),
                meta.path("tokenizer.chat_template").asText());
    }

    private static OptionalInt id(GgufIndex gguf, String key) {
        var value = gguf.meta().path(KEY + key);
        return value.isNumber() ? OptionalInt.of(value.asInt()) : OptionalInt.empty();
    }
}
