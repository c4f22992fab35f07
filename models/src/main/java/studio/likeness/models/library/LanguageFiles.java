package studio.likeness.models.library;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.checkpoint.GgufIndex;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.chat.PromptFormat;
import studio.likeness.models.language.chat.PromptFormats;
import studio.likeness.models.language.tokenizer.GgufTokens;
import studio.likeness.models.language.tokenizer.Tokenizer;
import studio.likeness.models.language.tokenizer.Tokenizers;

/// The small files of a language model: config, tokenizer, template. They are kept as published; of
/// a GGUF file, which has them inside, they are written out.
public final class LanguageFiles {
    private static final String GGUF_TOKENS = "tokenizer-gguf.json";

    private static final List<String> KEPT =
            List.of(
                    "config.json",
                    "generation_config.json",
                    "tokenizer.json",
                    "tokenizer_config.json",
                    "special_tokens_map.json",
                    "added_tokens.json",
                    "chat_template.jinja",
                    "chat_template.json",
                    "tokenizer.model",
                    "ice_text.model",
                    "spiece.model",
                    "vocab.json",
                    "merges.txt",
                    "vocab.txt");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxStringLength(1 << 28).build());
    }

    private LanguageFiles() {}

    /// Of a model folder.
    ///
    /// @throws StudioException when it has none
    public static Tokenizer tokenizer(Path folder) {
        var tokens = folder.resolve(GGUF_TOKENS);
        if (!Files.isRegularFile(tokens)) {
            return Tokenizers.open(folder);
        }
        try {
            return Tokenizers.fromGguf(MAPPER.readValue(tokens.toFile(), GgufTokens.class));
        } catch (IOException e) {
            throw new StudioException(e, "models.library.unreadable", GGUF_TOKENS);
        }
    }

    /// How a model folder's model wants a talk written down.
    public static PromptFormat prompts(Path folder, Tokenizer tokenizer) {
        return PromptFormats.ofFolder(folder, tokenizer);
    }

    static void copy(LanguageSource source, Path to) throws IOException {
        if (source.gguf().isPresent()) {
            write(source, source.gguf().get(), to);
            return;
        }
        for (var name : KEPT) {
            copy(source.folder().resolve(name), to);
        }
        try (var files = Files.newDirectoryStream(source.folder(), "*.tiktoken")) {
            for (var file : files) {
                copy(file, to);
            }
        }
        var pooling = source.folder().resolve("1_Pooling/config.json");
        if (Files.isRegularFile(pooling)) {
            Files.createDirectories(to.resolve("1_Pooling"));
            copy(pooling, to.resolve("1_Pooling"));
        }
    }

    private static void copy(Path file, Path to) throws IOException {
        if (Files.isRegularFile(file)) {
            Files.copy(file, to.resolve(file.getFileName()));
        }
    }

    private static void write(LanguageSource source, GgufIndex gguf, Path to) throws IOException {
        var writer = MAPPER.writerWithDefaultPrettyPrinter();
        Files.writeString(to.resolve("config.json"), writer.writeValueAsString(source.config()));
        var tokens = gguf.tokens();
        if (tokens.tokens().isEmpty()) {
            return;
        }
        var blanks =
                new GgufTokens.Blanks(
                        tokens.special().addSpacePrefix(),
                        gguf.meta()
                                .path("tokenizer.ggml.remove_extra_whitespaces")
                                .asBoolean(false),
                        bytes(gguf.numbers("tokenizer.ggml.precompiled_charsmap")));
        var kept =
                new GgufTokens(
                        tokens.model(),
                        tokens.pre(),
                        tokens.tokens(),
                        tokens.scores(),
                        tokens.types(),
                        tokens.merges(),
                        blanks);
        MAPPER.writeValue(to.resolve(GGUF_TOKENS).toFile(), kept);
        var settings = JsonNodeFactory.instance.objectNode();
        if (!tokens.chatTemplate().isEmpty()) {
            settings.put("chat_template", tokens.chatTemplate());
        }
        tokens.special()
                .bos()
                .ifPresent(
                        id ->
                                token(tokens.tokens(), id)
                                        .ifPresent(t -> settings.put("bos_token", t)));
        tokens.special()
                .eos()
                .ifPresent(
                        id ->
                                token(tokens.tokens(), id)
                                        .ifPresent(t -> settings.put("eos_token", t)));
        Files.writeString(to.resolve("tokenizer_config.json"), writer.writeValueAsString(settings));
    }

    private static Optional<String> token(List<String> tokens, int id) {
        return id >= 0 && id < tokens.size() ? Optional.of(tokens.get(id)) : Optional.empty();
    }

    private static byte[] bytes(double[] numbers) {
        var bytes = new byte[numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (int) numbers[i];
        }
        return bytes;
    }
}
