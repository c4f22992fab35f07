package studio.likeness.models.language.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Control tokens that families add in their code rather than in a file.
final class FamilyTokens {
    static final int GLM4_RANKS = 151_329;

    private static final List<String> GLM_ROLES =
            List.of("<|system|>", "<|user|>", "<|assistant|>", "<|observation|>");

    private FamilyTokens() {}

    /// ChatGLM2 and 3, after the last piece; ChatGLM2 does not use the roles.
    static List<String> chatGlm() {
        return concat(Stream.of("[MASK]", "[gMASK]", "[sMASK]", "sop", "eop"), GLM_ROLES.stream());
    }

    static List<String> glm4() {
        return concat(
                Stream.of("<|endoftext|>", "[MASK]", "[gMASK]", "[sMASK]", "<sop>", "<eop>"),
                GLM_ROLES.stream());
    }

    static List<String> qwen() {
        return concat(
                Stream.of("<|endoftext|>", "<|im_start|>", "<|im_end|>"),
                IntStream.range(0, 205).mapToObj(i -> "<|extra_" + i + "|>"));
    }

    static List<String> llama3() {
        var tokens =
                new ArrayList<>(
                        List.of(
                                "<|begin_of_text|>",
                                "<|end_of_text|>",
                                "<|reserved_special_token_0|>",
                                "<|reserved_special_token_1|>",
                                "<|finetune_right_pad_id|>",
                                "<|reserved_special_token_2|>",
                                "<|start_header_id|>",
                                "<|end_header_id|>",
                                "<|eom_id|>",
                                "<|eot_id|>",
                                "<|python_tag|>"));
        for (int i = 3; tokens.size() < 256; i++) {
            tokens.add("<|reserved_special_token_" + i + "|>");
        }
        return tokens;
    }

    /// Today's name of each control token and the piece that stood for it at first.
    static Map<String, String> internLm2() {
        return Map.of(
                "<|plugin|>", "[UNUSED_TOKEN_141]",
                "<|interpreter|>", "[UNUSED_TOKEN_142]",
                "<|action_end|>", "[UNUSED_TOKEN_143]",
                "<|action_start|>", "[UNUSED_TOKEN_144]",
                "<|im_end|>", "[UNUSED_TOKEN_145]",
                "<|im_start|>", "[UNUSED_TOKEN_146]");
    }

    static List<Control> bert(Map<String, Integer> ids) {
        return Stream.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
                .filter(ids::containsKey)
                .map(token -> Control.hidden(ids.get(token), token))
                .toList();
    }

    private static List<String> concat(Stream<String> first, Stream<String> then) {
        return Stream.concat(first, then).toList();
    }
}
