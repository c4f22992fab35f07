package studio.likeness.app.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.likeness.corpus.store.Card;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.Message.Role;

/// Who a persona is, as the one text that a Modelfile has for it: the summary, then the rest under
/// headings. A talk that a Modelfile gives as an example stands at the end of the manner.
///
/// @param manner without the example
/// @param example in turn
record CardText(String summary, String manner, Card card, List<Message> example) {
    private static final String MANNER = "## Manner";
    private static final String PERIOD = "## Period";
    private static final String NEVER = "## Never";
    private static final String ADDRESS = "## Address";
    private static final List<String> HEADINGS = List.of(MANNER, PERIOD, NEVER, ADDRESS);

    private static final String EXAMPLE = "Example:";
    private static final String USER = "> ";
    private static final String ASSISTANT = "< ";
    private static final String ON = "  ";

    CardText {
        example = List.copyOf(example);
    }

    static CardText of(Persona persona) {
        var manner = new ArrayList<String>();
        var example = new ArrayList<Message>();
        split(persona.manner(), manner, example);
        return new CardText(persona.summary(), String.join("\n", manner), persona.card(), example);
    }

    private static void split(String text, List<String> manner, List<Message> example) {
        var lines = text.lines().toList();
        int at = lines.lastIndexOf(EXAMPLE);
        for (int i = at + 1; at >= 0 && i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.startsWith(USER)) {
                example.add(Message.user(line.substring(USER.length())));
            } else if (line.startsWith(ASSISTANT)) {
                example.add(Message.assistant(line.substring(ASSISTANT.length())));
            } else if (line.startsWith(ON) && !example.isEmpty()) {
                var before = example.removeLast();
                example.add(
                        new Message(
                                before.role(), before.text() + "\n" + line.substring(ON.length())));
            } else {
                // Somebody wrote on below it: then it is a part of the manner.
                example.clear();
                at = -1;
            }
        }
        if (at < 0) {
            manner.add(text);
            return;
        }
        manner.addAll(lines.subList(0, at));
        while (!manner.isEmpty() && manner.getLast().isBlank()) {
            manner.removeLast();
        }
    }

    /// The manner with the example.
    String whole() {
        if (example.isEmpty()) {
            return manner;
        }
        var text = new StringBuilder(manner);
        text.append(manner.isEmpty() ? "" : "\n\n").append(EXAMPLE);
        for (var message : example) {
            text.append('\n').append(message.role() == Role.USER ? USER : ASSISTANT);
            text.append(message.text().replace("\n", "\n" + ON));
        }
        return text.toString();
    }

    /// `SYSTEM` of a Modelfile.
    String system() {
        var text = new StringBuilder(summary.strip()).append("\n\n");
        text.append(MANNER).append('\n').append(manner.strip());
        section(text, PERIOD, card.period());
        section(text, NEVER, card.never());
        section(text, ADDRESS, card.address());
        return text.toString();
    }

    private static void section(StringBuilder text, String heading, String body) {
        if (!body.isBlank()) {
            text.append("\n\n").append(heading).append('\n').append(body.strip());
        }
    }

    /// A text of somebody else's says how the persona speaks; who it is, and what it must not
    /// claim, stays as the user has written it.
    CardText with(String system, List<Message> messages) {
        var said = new ArrayList<String>();
        var turns = new ArrayList<Message>();
        for (var message : messages) {
            if (message.role() == Role.SYSTEM) {
                said.add(message.text());
            } else {
                turns.add(message);
            }
        }
        var parts = parts(system);
        if (!parts.containsKey(MANNER)) {
            if (!system.isBlank()) {
                said.addFirst(system.strip());
            }
            var now = said.isEmpty() ? manner : String.join("\n\n", said);
            return new CardText(summary, now, card, turns);
        }
        said.addFirst(parts.get(MANNER));
        return new CardText(
                parts.getOrDefault("", ""),
                String.join("\n\n", said).strip(),
                new Card(
                        parts.getOrDefault(PERIOD, ""),
                        parts.getOrDefault(NEVER, ""),
                        parts.getOrDefault(ADDRESS, "")),
                turns);
    }

    /// What stands under each heading; before the first, under the empty one.
    private static Map<String, String> parts(String system) {
        var parts = new LinkedHashMap<String, StringBuilder>();
        var heading = "";
        for (var line : system.lines().toList()) {
            if (HEADINGS.contains(line.strip()) && !parts.containsKey(line.strip())) {
                heading = line.strip();
                parts.put(heading, new StringBuilder());
            } else {
                parts.computeIfAbsent(heading, _ -> new StringBuilder()).append(line).append('\n');
            }
        }
        var texts = new LinkedHashMap<String, String>();
        parts.forEach((key, text) -> texts.put(key, text.toString().strip()));
        return texts;
    }
}
