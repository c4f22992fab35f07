package studio.likeness.models.language.chat;

import java.util.List;
import studio.likeness.models.language.tokenizer.Prompt;

/// Two roles, user and model; what the system says goes before the user's first words.
final class Gemma3 extends Format {
    Gemma3() {
        super("<end_of_turn>", "<eos>");
    }

    @Override
    public List<String> begins() {
        return List.of("<bos>");
    }

    @Override
    Prompt prompt(List<Message> messages, boolean thinking) {
        var prompt = new Prompt.Builder().control("<bos>");
        var system = system(messages);
        var before = system.isEmpty() ? "" : system + "\n\n";
        for (var message : talk(messages)) {
            var role = message.role() == Message.Role.USER ? "user" : "model";
            prompt.control("<start_of_turn>")
                    .plain(role + "\n" + before + message.text().strip())
                    .control("<end_of_turn>")
                    .plain("\n");
            before = "";
        }
        return prompt.control("<start_of_turn>").plain("model\n").build();
    }
}
