package studio.likeness.models.language.chat;

import java.util.List;
import java.util.regex.Pattern;
import studio.likeness.models.language.tokenizer.Prompt;

/// The three ways of the GLM family: numbered rounds, then role tokens, then turns.
final class Glm {
    private Glm() {}

    /// ChatGLM-6B and ChatGLM2: question and answer in numbered rounds.
    static final class Rounds extends Format {
        private static final Pattern BEFORE =
                Pattern.compile("(?<=[\\u4e00-\\u9fff])[,!:;?]|[,!:;?](?=[\\u4e00-\\u9fff])");

        private final boolean second;

        /// @param second whether of the second generation
        Rounds(boolean second) {
            super(second ? new String[] {"</s>"} : new String[] {"<eop>", "eop"});
            this.second = second;
        }

        @Override
        Prompt prompt(List<Message> messages, boolean thinking) {
            var text = new StringBuilder();
            var talk = talk(messages);
            var system = system(messages);
            boolean bare = !second && talk.size() <= 1;
            var gap = second ? "\n\n" : "\n";
            int round = second ? 1 : 0;
            for (int i = 0; i < talk.size(); i++) {
                var said = talk.get(i).text();
                if (i == 0 && !system.isEmpty()) {
                    said = system + "\n" + said;
                }
                if (bare) {
                    text.append(said);
                } else if (talk.get(i).role() == Message.Role.USER) {
                    text.append("[Round ").append(round++).append(']').append(gap);
                    text.append("问：").append(said).append(gap).append("答：");
                } else {
                    text.append(said).append(gap);
                }
            }
            return second
                    ? new Prompt.Builder()
                            .control("[gMASK]")
                            .control("sop")
                            .plain(text.toString())
                            .build()
                    : new Prompt.Builder()
                            .plain(text.toString())
                            .control("[gMASK]")
                            .control("<sop>")
                            .build();
        }

        @Override
        public List<String> begins() {
            return second ? List.of("[gMASK]", "sop") : List.of();
        }

        /// The first generation writes Western marks between Chinese characters.
        @Override
        public String clean(String answer) {
            var plain = super.clean(answer).replace("[[训练时间]]", "2023年");
            return second
                    ? plain
                    : BEFORE.matcher(plain)
                            .replaceAll(
                                    m ->
                                            String.valueOf(
                                                    (char) (m.group().charAt(0) - '!' + '\uFF01')));
        }
    }

    /// ChatGLM3: a role, a line of metadata, the text; each encoded by itself.
    static final class Roles extends Format {
        Roles() {
            super("</s>", "<|user|>", "<|observation|>");
        }

        @Override
        public List<String> begins() {
            return List.of("[gMASK]", "sop");
        }

        @Override
        Prompt prompt(List<Message> messages, boolean thinking) {
            var prompt = new Prompt.Builder().control("[gMASK]").control("sop");
            for (var message : messages) {
                prompt.control("<|" + name(message.role()) + "|>")
                        .plain("\n")
                        .cut()
                        .plain(message.text());
            }
            return prompt.control("<|assistant|>").build();
        }
    }

    /// GLM-4.
    static final class Turns extends Format {
        private final boolean newLine;

        /// @param newLine whether the prompt, not the answer, begins the answer's line
        Turns(boolean newLine) {
            super("<|endoftext|>", "<|user|>", "<|observation|>");
            this.newLine = newLine;
        }

        @Override
        public List<String> begins() {
            return List.of("[gMASK]", "<sop>");
        }

        @Override
        Prompt prompt(List<Message> messages, boolean thinking) {
            var prompt = new Prompt.Builder().control("[gMASK]").control("<sop>");
            for (var message : messages) {
                prompt.control("<|" + name(message.role()) + "|>").plain("\n" + message.text());
            }
            return prompt.control("<|assistant|>").plain(newLine ? "\n" : "").build();
        }
    }
}
