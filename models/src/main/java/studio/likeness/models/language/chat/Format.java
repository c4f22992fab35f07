package studio.likeness.models.language.chat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import studio.likeness.models.language.tokenizer.Prompt;
import studio.likeness.models.language.tokenizer.Tokenizer;

/// A family's format, in code.
abstract class Format implements PromptFormat {
    private static final String THINK = "<think>";
    private static final String THOUGHT = "</think>";

    /// Cut-down vocabularies may lack these; as text they read the same.
    private static final Set<String> WRITTEN_OUT = Set.of(THINK, THOUGHT);

    private final Set<String> stops;

    /// @param stops tokens that end an answer, where the vocabulary has them
    Format(String... stops) {
        this.stops = Set.of(stops);
    }

    /// What the model reads, up to where its answer begins.
    abstract Prompt prompt(List<Message> messages, boolean thinking);

    @Override
    public final int[] encode(List<Message> messages, Tokenizer tokenizer, boolean thinking) {
        var settled = new Prompt.Builder();
        for (var part : prompt(messages, thinking).parts()) {
            switch (part) {
                case Prompt.Plain(var text) -> settled.cut().plain(text);
                case Prompt.Control(var token) -> {
                    if (WRITTEN_OUT.contains(token) && tokenizer.id(token).isEmpty()) {
                        settled.plain(token);
                    } else {
                        settled.control(token);
                    }
                }
            }
        }
        return tokenizer.encode(settled.build());
    }

    @Override
    public final Set<Integer> stops(Tokenizer tokenizer) {
        var ids = new HashSet<Integer>();
        stops.forEach(token -> tokenizer.id(token).ifPresent(ids::add));
        return Set.copyOf(ids);
    }

    @Override
    public String clean(String answer) {
        return withoutThoughts(answer).strip();
    }

    static void noThoughts(Prompt.Builder prompt) {
        prompt.control(THINK).plain("\n\n").control(THOUGHT).plain("\n\n");
    }

    /// What comes after the thinking; all of it where there was none.
    static String withoutThoughts(String answer) {
        int end = answer.lastIndexOf(THOUGHT);
        return end < 0 ? answer : answer.substring(end + THOUGHT.length()).stripLeading();
    }

    static String name(Message.Role role) {
        return switch (role) {
            case SYSTEM -> "system";
            case USER -> "user";
            case ASSISTANT -> "assistant";
        };
    }

    /// The text of the system's turns, which formats without such a turn put elsewhere.
    static String system(List<Message> messages) {
        return String.join(
                "\n",
                messages.stream()
                        .filter(m -> m.role() == Message.Role.SYSTEM)
                        .map(Message::text)
                        .toList());
    }

    static List<Message> talk(List<Message> messages) {
        return messages.stream().filter(m -> m.role() != Message.Role.SYSTEM).toList();
    }
}
