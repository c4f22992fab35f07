package studio.likeness.models.language.chat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import studio.likeness.models.language.chat.template.Template;
import studio.likeness.models.language.tokenizer.Tokenizer;

/// The template a model was published with.
///
/// @param tokens its names for `bos_token` and the like
record TemplateFormat(Template template, Map<String, String> tokens) implements PromptFormat {
    /// What families end their turns with.
    static final List<String> ENDS =
            List.of(
                    "<|im_end|>",
                    "<|eot_id|>",
                    "<|end|>",
                    "<|endoftext|>",
                    "<end_of_turn>",
                    "</s>",
                    "<eos>");

    static TemplateFormat parse(String source, Map<String, String> tokens) {
        return new TemplateFormat(Template.parse(source), Map.copyOf(tokens));
    }

    @Override
    public int[] encode(List<Message> messages, Tokenizer tokenizer, boolean thinking) {
        return tokenizer.encodePrompt(render(messages, thinking));
    }

    String render(List<Message> messages, boolean thinking) {
        var variables = new HashMap<String, Object>(tokens);
        variables.put("messages", messages.stream().map(TemplateFormat::variables).toList());
        variables.put("add_generation_prompt", true);
        variables.put("enable_thinking", thinking);
        variables.put("tools", Optional.empty());
        variables.put("documents", Optional.empty());
        return template.render(variables);
    }

    private static Map<String, Object> variables(Message message) {
        var text =
                message.role() == Message.Role.ASSISTANT
                        ? Format.withoutThoughts(message.text())
                        : message.text();
        return Map.of(
                "role",
                Format.name(message.role()),
                "content",
                new Message(message.role(), text).guarded().text());
    }

    /// Those of its beginning-of-sequence token that it writes itself.
    @Override
    public List<String> begins() {
        var begin = tokens.getOrDefault("bos_token", "");
        var trial = render(List.of(Message.user("a")), false);
        return begin.isEmpty() || !trial.startsWith(begin) ? List.of() : List.of(begin);
    }

    @Override
    public Set<Integer> stops(Tokenizer tokenizer) {
        var ids = new HashSet<Integer>();
        Optional.ofNullable(tokens.get("eos_token"))
                .ifPresent(eos -> tokenizer.id(eos).ifPresent(ids::add));
        ENDS.forEach(token -> tokenizer.id(token).ifPresent(ids::add));
        return Set.copyOf(ids);
    }

    @Override
    public String clean(String answer) {
        return Format.withoutThoughts(answer).strip();
    }
}
