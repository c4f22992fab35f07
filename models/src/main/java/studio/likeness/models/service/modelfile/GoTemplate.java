package studio.likeness.models.service.modelfile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.Message.Role;

/// How a talk is written down, in Go's template language: text, variables, `if` and `range`, and
/// the few functions that compare. The rest of that language is refused by name when it is parsed.
public final class GoTemplate {
    private static final String MESSAGES = "Messages";
    private static final String RESPONSE = "Response";

    private final GoNode.Block root;
    private final boolean readsMessages;

    private GoTemplate(GoNode.Block root, boolean readsMessages) {
        this.root = root;
        this.readsMessages = readsMessages;
    }

    /// @throws studio.likeness.models.job.StudioException naming what is not understood
    public static GoTemplate parse(String text) {
        var parser = new GoParser(text);
        var root = parser.parse();
        return new GoTemplate(root, parser.names().contains(MESSAGES));
    }

    /// The prompt of a talk, as Ollama makes it.
    ///
    /// @throws studio.likeness.models.job.StudioException naming what is not understood
    public String render(List<Message> messages) {
        return readsMessages ? whole(messages) : turnByTurn(messages);
    }

    private String whole(List<Message> messages) {
        var talk = merged(messages);
        var system =
                talk.stream()
                        .filter(m -> m.role() == Role.SYSTEM)
                        .map(Message::text)
                        .collect(Collectors.joining("\n\n"));
        var list = new ArrayList<Object>();
        for (var message : talk) {
            list.add(Map.of("Role", name(message.role()), "Content", message.text()));
        }
        return new GoRun(Map.of("System", system, MESSAGES, list, RESPONSE, "")).text(root);
    }

    private static List<Message> merged(List<Message> messages) {
        var merged = new ArrayList<Message>();
        for (var message : messages) {
            if (!merged.isEmpty() && merged.getLast().role() == message.role()) {
                var before = merged.removeLast().text();
                merged.add(new Message(message.role(), before + "\n\n" + message.text()));
            } else {
                merged.add(message);
            }
        }
        return merged;
    }

    /// The older way: the template is one turn, used again for each; the last one ends where the
    /// response begins.
    private String turnByTurn(List<Message> messages) {
        var text = new StringBuilder();
        var turn = new LinkedHashMap<Role, String>();
        for (var message : messages) {
            boolean next =
                    switch (message.role()) {
                        case SYSTEM ->
                                turn.containsKey(Role.USER) || turn.containsKey(Role.ASSISTANT);
                        case USER -> turn.containsKey(Role.ASSISTANT);
                        case ASSISTANT -> false;
                    };
            if (next) {
                text.append(new GoRun(variables(turn)).text(root));
                turn.clear();
            }
            turn.put(message.role(), message.text());
        }
        return text.append(new GoRun(variables(turn)).textBefore(root, RESPONSE)).toString();
    }

    private static Map<String, Object> variables(Map<Role, String> turn) {
        return Map.of(
                "System",
                turn.getOrDefault(Role.SYSTEM, ""),
                "Prompt",
                turn.getOrDefault(Role.USER, ""),
                RESPONSE,
                turn.getOrDefault(Role.ASSISTANT, ""));
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
