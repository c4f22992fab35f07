package studio.likeness.models.language.chat;

import java.util.List;
import studio.likeness.models.language.tokenizer.Prompt;

/// A token per role, and one at the end of a turn.
final class Phi3 extends Format {
    Phi3() {
        super("<|end|>", "<|endoftext|>", "<|assistant|>");
    }

    @Override
    Prompt prompt(List<Message> messages, boolean thinking) {
        var prompt = new Prompt.Builder();
        for (var message : messages) {
            prompt.control("<|" + name(message.role()) + "|>")
                    .plain("\n" + message.text())
                    .control("<|end|>")
                    .plain("\n");
        }
        return prompt.control("<|assistant|>").plain("\n").build();
    }
}
