package studio.likeness.models.language.tokenizer;

import java.util.Optional;

/// How a byte-level vocabulary cuts text into words before it merges bytes.
enum WordSplit {
    GPT2("'(?:[sdmt]|ll|ve|re)| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+", false),
    /// Digits by threes: Llama 3, GLM-4.
    DIGITS_BY_THREE(words("\\p{N}{1,3}"), false),
    /// Digits one by one, composed characters: Qwen.
    SINGLE_DIGITS(words("\\p{N}"), true);

    private final String regex;
    private final boolean composed;

    WordSplit(String regex, boolean composed) {
        this.regex = regex;
        this.composed = composed;
    }

    String regex() {
        return regex;
    }

    /// Whether text is brought to the normal form NFC first.
    boolean composed() {
        return composed;
    }

    /// By the name that GGUF files give it (`tokenizer.ggml.pre`).
    static Optional<WordSplit> ofGguf(String pre) {
        return switch (pre) {
            case "qwen2", "deepseek-r1-qwen", "stablelm2", "hunyuan", "megrez" ->
                    Optional.of(SINGLE_DIGITS);
            case "llama3", "llama-v3", "llama-bpe", "glm4", "chatglm-bpe", "falcon3", "dbrx" ->
                    Optional.of(DIGITS_BY_THREE);
            case "", "default", "gpt-2", "gpt2", "phi-2", "mpt", "olmo", "jina-es", "jina-de" ->
                    Optional.of(GPT2);
            default -> Optional.empty();
        };
    }

    private static String words(String digits) {
        return "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|"
                + digits
                + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    }
}
