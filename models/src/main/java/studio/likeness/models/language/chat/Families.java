package studio.likeness.models.language.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import studio.likeness.models.language.tokenizer.Tokenizer;

/// Which of the known formats a folder's model was trained on.
final class Families {
    private Families() {}

    /// @param template the folder's own, which tells apart what the configuration does not
    static Optional<String> name(
            JsonNode config, JsonNode settings, Optional<String> template, Tokenizer tokenizer) {
        var own = template.orElse("");
        return switch (config.path("model_type").asText().toLowerCase(Locale.ROOT)) {
            case "qwen2" -> Optional.of(qwen2(own, tokenizer));
            case "qwen3" -> qwen3(own);
            case "internlm2" -> Optional.of("internlm2");
            case "chatglm" -> Optional.of(chatGlm(settings, own, tokenizer));
            case "glm", "glm4" -> Optional.of(glm4(own));
            case "llama" -> llama(own, tokenizer);
            case "phi3" -> Optional.of("phi3").filter(_ -> has(tokenizer, "<|end|>"));
            case "gemma3", "gemma3_text" -> Optional.of("gemma3");
            default -> Optional.empty();
        };
    }

    private static String qwen2(String template, Tokenizer tokenizer) {
        if (template.isEmpty()) {
            // Tools came with the later release.
            return has(tokenizer, "<tool_call>") ? "qwen2.5" : "qwen2";
        }
        if (template.contains("created by Alibaba Cloud")) {
            return "qwen2.5";
        }
        return template.contains("You are a helpful assistant") ? "qwen2" : "chatml";
    }

    /// Later releases either always think or never do; the former's template says how.
    private static Optional<String> qwen3(String template) {
        if (template.isEmpty() || template.contains("enable_thinking")) {
            return Optional.of("qwen3");
        }
        return template.contains("assistant\\n<think>") ? Optional.empty() : Optional.of("chatml");
    }

    private static String chatGlm(JsonNode settings, String template, Tokenizer tokenizer) {
        if (has(tokenizer, "<sop>")) {
            return has(tokenizer, "<|user|>") ? glm4(template) : "chatglm";
        }
        // The tokenizers of both know the roles; only the third generation says so.
        boolean roles =
                template.contains("<|user|>")
                        || settings.path("added_tokens_decoder").toString().contains("<|user|>")
                        || settings.path("additional_special_tokens")
                                .toString()
                                .contains("<|user|>");
        return roles ? "chatglm3" : "chatglm2";
    }

    private static String glm4(String template) {
        return template.matches("(?s).*<\\|assistant\\|>(\\\\n|\n)['\"}\\s].*")
                ? "glm4-newline"
                : "glm4";
    }

    private static Optional<String> llama(String template, Tokenizer tokenizer) {
        if (has(tokenizer, "<|start_header_id|>")) {
            return Optional.of(template.contains("Cutting Knowledge") ? "llama3.1" : "llama3");
        }
        // Many others share this network and have a template of their own.
        boolean own = template.isEmpty() || template.contains("<<SYS>>");
        return Optional.of("llama2").filter(_ -> own && has(tokenizer, "<s>"));
    }

    private static boolean has(Tokenizer tokenizer, String token) {
        return tokenizer.id(token).isPresent();
    }
}
