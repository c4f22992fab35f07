package studio.likeness.models.language.chat;

import java.util.List;
import studio.likeness.models.language.tokenizer.Prompt;

/// The formats of Llama 2 and of Llama 3 and its successors.
final class Llama {
    private Llama() {}

    /// Llama 2: instructions in brackets, which are text.
    static final class Instructions extends Format {
        Instructions() {
            super("</s>");
        }

        @Override
        public List<String> begins() {
            return List.of("<s>");
        }

        @Override
        Prompt prompt(List<Message> messages, boolean thinking) {
            var prompt = new Prompt.Builder();
            var system = system(messages);
            var before = system.isEmpty() ? "" : "<<SYS>>\n" + system + "\n<</SYS>>\n\n";
            for (var message : talk(messages)) {
                if (message.role() == Message.Role.USER) {
                    prompt.control("<s>").plain("[INST] " + before + message.text() + " [/INST]");
                    before = "";
                } else {
                    prompt.plain(" " + message.text() + " ").control("</s>");
                }
            }
            return prompt.build();
        }
    }

    /// Llama 3: a header before each turn.
    static final class Headers extends Format {
        /// The later ones say in the system's turn how far their knowledge goes; the second date
        /// is what their own template falls back to, so that a talk's beginning stays the same.
        private static final String DATES =
                "Cutting Knowledge Date: December 2023\nToday Date: 26 Jul 2024\n\n";

        private final boolean dates;

        Headers(boolean dates) {
            super("<|end_of_text|>", "<|eom_id|>", "<|eot_id|>");
            this.dates = dates;
        }

        @Override
        public List<String> begins() {
            return List.of("<|begin_of_text|>");
        }

        @Override
        Prompt prompt(List<Message> messages, boolean thinking) {
            var prompt = new Prompt.Builder().control("<|begin_of_text|>");
            var system = system(messages).strip();
            if (dates || !system.isEmpty()) {
                turn(prompt, "system", (dates ? DATES : "") + system);
            }
            for (var message : talk(messages)) {
                turn(prompt, name(message.role()), message.text().strip());
            }
            header(prompt, "assistant");
            return prompt.build();
        }

        private static void turn(Prompt.Builder prompt, String role, String text) {
            header(prompt, role);
            prompt.plain(text).control("<|eot_id|>");
        }

        private static void header(Prompt.Builder prompt, String role) {
            prompt.control("<|start_header_id|>")
                    .plain(role)
                    .control("<|end_header_id|>")
                    .plain("\n\n");
        }
    }
}
