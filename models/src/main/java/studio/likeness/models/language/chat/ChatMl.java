package studio.likeness.models.language.chat;

import java.util.List;
import java.util.Optional;
import studio.likeness.models.language.tokenizer.Prompt;

/// Turns between `<|im_start|>` and `<|im_end|>`: Qwen, InternLM2 and many others.
final class ChatMl extends Format {
    /// What sets the families apart.
    ///
    /// @param begin a token before everything
    /// @param system what the system says when nobody gave it words; empty for nothing
    /// @param thinks whether it thinks aloud unless told not to
    record Kind(Optional<String> begin, String system, boolean thinks) {}

    private final Kind kind;

    ChatMl(Kind kind, String... stops) {
        super(stops);
        this.kind = kind;
    }

    @Override
    Prompt prompt(List<Message> messages, boolean thinking) {
        var prompt = new Prompt.Builder();
        kind.begin().ifPresent(prompt::control);
        boolean given = !messages.isEmpty() && messages.getFirst().role() == Message.Role.SYSTEM;
        if (!given && !kind.system().isEmpty()) {
            turn(prompt, "system", kind.system());
        }
        for (var message : messages) {
            boolean spoken = kind.thinks() && message.role() == Message.Role.ASSISTANT;
            turn(
                    prompt,
                    name(message.role()),
                    spoken ? withoutThoughts(message.text()) : message.text());
        }
        prompt.control("<|im_start|>").plain("assistant\n");
        if (kind.thinks() && !thinking) {
            noThoughts(prompt);
        }
        return prompt.build();
    }

    @Override
    public List<String> begins() {
        return kind.begin().stream().toList();
    }

    private static void turn(Prompt.Builder prompt, String role, String text) {
        prompt.control("<|im_start|>").plain(role + "\n" + text).control("<|im_end|>").plain("\n");
    }
}
