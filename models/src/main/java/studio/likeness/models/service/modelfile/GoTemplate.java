package studio.likeness.models.service.modelfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.Message.Role;
import studio.likeness.models.service.modelfile.GoNode.GoExpression;

/// How a talk is written down, in Go's template language: text, variables, `if` and `range`, and
/// the few functions that compare. The rest of that language is refused by name when it is parsed,
/// and so are fields that Ollama does not have.
public final class GoTemplate {
    private static final String MESSAGES = "Messages";
    private static final String RESPONSE = "Response";

    private final String text;
    private final GoNode.Block root;
    private final boolean readsMessages;

    private GoTemplate(String text, GoNode.Block root, boolean readsMessages) {
        this.text = text;
        this.root = root;
        this.readsMessages = readsMessages;
    }

    /// @throws studio.likeness.models.job.StudioException naming what is not understood
    public static GoTemplate parse(String text) {
        var parser = new GoParser(text);
        var root = parser.parse();
        boolean readsMessages = parser.names().contains(MESSAGES);
        boolean ends = readsMessages || parser.names().contains(RESPONSE);
        return new GoTemplate(text, ends ? root : withResponse(root), readsMessages);
    }

    /// A template of one turn that does not say where the answer stands has it at its end.
    private static GoNode.Block withResponse(GoNode.Block root) {
        var nodes = new ArrayList<>(root.nodes());
        nodes.add(new GoNode.Show(new GoExpression.Field(".", List.of(RESPONSE))));
        return new GoNode.Block(nodes);
    }

    /// As it was parsed.
    public String text() {
        return text;
    }

    /// The prompt of a talk, as Ollama makes it where nothing is said about thinking.
    ///
    /// @throws studio.likeness.models.job.StudioException naming what does not fit
    public String render(List<Message> messages) {
        return render(messages, Map.of());
    }

    /// Likewise, where it is said whether the model may think aloud.
    public String render(List<Message> messages, boolean thinking) {
        return render(messages, Map.of("IsThinkSet", true, "Think", thinking));
    }

    private String render(List<Message> messages, Map<String, Object> more) {
        return readsMessages ? whole(messages, more) : turnByTurn(messages, more);
    }

    private String whole(List<Message> messages, Map<String, Object> more) {
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
        var data = new HashMap<>(more);
        data.putAll(Map.of("System", system, MESSAGES, list, RESPONSE, ""));
        return new GoRun(data).text(root);
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
    private String turnByTurn(List<Message> messages, Map<String, Object> more) {
        var text = new StringBuilder();
        var turn = new LinkedHashMap<Role, String>();
        for (var message : merged(messages)) {
            boolean next =
                    switch (message.role()) {
                        case SYSTEM ->
                                turn.containsKey(Role.USER) || turn.containsKey(Role.ASSISTANT);
                        case USER -> turn.containsKey(Role.ASSISTANT);
                        case ASSISTANT -> false;
                    };
            if (next) {
                text.append(new GoRun(variables(turn, more)).text(root));
                turn.clear();
            }
            turn.put(message.role(), message.text());
        }
        return text.append(new GoRun(variables(turn, more)).textBefore(root, RESPONSE)).toString();
    }

    private static Map<String, Object> variables(Map<Role, String> turn, Map<String, Object> more) {
        var variables = new HashMap<>(more);
        variables.put("System", turn.getOrDefault(Role.SYSTEM, ""));
        variables.put("Prompt", turn.getOrDefault(Role.USER, ""));
        variables.put(RESPONSE, turn.getOrDefault(Role.ASSISTANT, ""));
        return variables;
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
