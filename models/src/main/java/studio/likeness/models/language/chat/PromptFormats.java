package studio.likeness.models.language.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.tokenizer.Prompt;
import studio.likeness.models.language.tokenizer.Tokenizer;

/// The formats the studio knows, by name, and the choice among them for a model's folder.
public final class PromptFormats {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Templates of families with many tools reach 20 kB.
    private static final long LARGEST = 1L << 20;

    private static final Map<String, Format> KNOWN = known();

    private PromptFormats() {}

    private static Map<String, Format> known() {
        var all = new TreeMap<String, Format>();
        var none = Optional.<String>empty();
        var qwen = new String[] {"<|im_end|>", "<|endoftext|>"};
        all.put("chatml", new ChatMl(new ChatMl.Kind(none, "", false), qwen));
        all.put(
                "qwen2",
                new ChatMl(new ChatMl.Kind(none, "You are a helpful assistant.", false), qwen));
        all.put(
                "qwen2.5",
                new ChatMl(
                        new ChatMl.Kind(
                                none,
                                "You are Qwen, created by Alibaba Cloud."
                                        + " You are a helpful assistant.",
                                false),
                        qwen));
        all.put("qwen3", new ChatMl(new ChatMl.Kind(none, "", true), qwen));
        all.put(
                "internlm2",
                new ChatMl(new ChatMl.Kind(Optional.of("<s>"), "", false), "</s>", "<|im_end|>"));
        all.put("chatglm", new Glm.Rounds(false));
        all.put("chatglm2", new Glm.Rounds(true));
        all.put("chatglm3", new Glm.Roles());
        all.put("glm4", new Glm.Turns(false));
        all.put("glm4-newline", new Glm.Turns(true));
        all.put("llama2", new Llama.Instructions());
        all.put("llama3", new Llama.Headers(false));
        all.put("llama3.1", new Llama.Headers(true));
        all.put("phi3", new Phi3());
        all.put("gemma3", new Gemma3());
        return Map.copyOf(all);
    }

    /// The names that [#of] knows.
    public static Set<String> names() {
        return KNOWN.keySet();
    }

    /// @param name such as `qwen2.5`
    public static Optional<PromptFormat> of(String name) {
        return Optional.ofNullable(KNOWN.get(name));
    }

    /// What a known format makes of a talk, before it becomes ids.
    public static Prompt prompt(String name, List<Message> messages, boolean thinking) {
        var format = KNOWN.get(name);
        if (format == null) {
            throw new IllegalArgumentException("no format '" + name + "' among " + names());
        }
        return format.prompt(messages, thinking);
    }

    /// The ids of tokens that families end their turns with, as far as a text names them.
    public static Set<Integer> ends(String text, Tokenizer tokenizer) {
        var ids = new HashSet<Integer>();
        TemplateFormat.ENDS.stream()
                .filter(text::contains)
                .forEach(token -> tokenizer.id(token).ifPresent(ids::add));
        return Set.copyOf(ids);
    }

    /// A format that also stops where the model's own configuration says.
    public static PromptFormat stoppingAt(PromptFormat format, Set<Integer> more) {
        return more.isEmpty() ? format : new StoppingFormat(format, more);
    }

    /// The format for a folder: of its family where that is known, else from its own template.
    ///
    /// @throws StudioException when the family is not known and there is no template, or one that
    ///     says something the studio does not understand
    public static PromptFormat ofFolder(Path folder, Tokenizer tokenizer) {
        var config = json(folder, "config.json");
        var settings = json(folder, "tokenizer_config.json");
        var template = template(folder, settings);
        var format =
                Families.name(config, settings, template, tokenizer)
                        .<PromptFormat>map(KNOWN::get)
                        .or(
                                () ->
                                        template.map(
                                                text ->
                                                        TemplateFormat.parse(
                                                                text, tokens(settings))))
                        .orElseThrow(() -> new StudioException("models.language.chat.noFormat"));
        var stops = new HashSet<Integer>();
        ids(config.path("eos_token_id"), stops);
        ids(json(folder, "generation_config.json").path("eos_token_id"), stops);
        return stoppingAt(format, stops);
    }

    /// The format of a template by itself, as GGUF files carry one.
    public static PromptFormat ofTemplate(String template, String bosToken, String eosToken) {
        return TemplateFormat.parse(template, Map.of("bos_token", bosToken, "eos_token", eosToken));
    }

    private static Optional<String> template(Path folder, JsonNode settings) {
        var own = folder.resolve("chat_template.jinja");
        if (Files.isRegularFile(own)) {
            return Optional.of(read(own));
        }
        var field = settings.path("chat_template");
        if (field.isTextual()) {
            return Optional.of(field.asText());
        }
        // Several by name: the one for talks without tools.
        for (var each : field) {
            if (each.path("name").asText().equals("default")) {
                return Optional.of(each.path("template").asText());
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> tokens(JsonNode settings) {
        var tokens = new TreeMap<String, String>();
        for (var name : List.of("bos_token", "eos_token", "pad_token", "unk_token")) {
            var token = settings.path(name);
            var text = token.isObject() ? token.path("content").asText() : token.asText("");
            if (!token.isMissingNode() && !token.isNull()) {
                tokens.put(name, text);
            }
        }
        return tokens;
    }

    private static void ids(JsonNode node, Set<Integer> into) {
        if (node.isInt()) {
            into.add(node.asInt());
        }
        for (var each : node) {
            ids(each, into);
        }
    }

    private static JsonNode json(Path folder, String name) {
        var file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new StudioException(e, "models.language.chat.unreadable", name);
        }
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new StudioException("models.language.chat.unreadable", file.getFileName());
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new StudioException(e, "models.language.chat.unreadable", file.getFileName());
        }
    }
}
