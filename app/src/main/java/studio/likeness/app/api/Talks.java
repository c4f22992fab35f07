package studio.likeness.app.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.Message.Role;

/// The talk of a request: messages as both APIs write them, and the `context` that
/// `/api/generate` gives back.
final class Talks {
    private Talks() {}

    /// `messages`; empty when there are none.
    static List<Message> messages(Fields body) {
        var talk = new ArrayList<Message>();
        for (var message : body.objects("messages")) {
            message.refuse("images", "tool_calls", "function_call", "audio");
            talk.add(new Message(role(message), content(message)));
        }
        return talk;
    }

    private static Role role(Fields message) {
        return switch (message.need("role")) {
            case "system", "developer" -> Role.SYSTEM;
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            case "tool", "function" -> throw Refused.unsupported(message.path() + "role tool");
            default -> throw message.wrong("role", "system, user or assistant");
        };
    }

    /// A string, or parts of which each is text.
    private static String content(Fields message) {
        if (!message.node().path("content").isArray()) {
            return message.text("content").orElse("");
        }
        var text = new StringBuilder();
        for (var part : message.objects("content")) {
            var type = part.need("type");
            if (!type.equals("text")) {
                throw Refused.unsupported(part.path() + type);
            }
            text.append(part.text("text").orElse(""));
        }
        return text.toString();
    }

    /// Numbers that only this server understands: the bytes of the talk, as JSON.
    static List<Integer> context(List<Message> talk, String answer) {
        var all = new ArrayList<>(talk);
        all.add(Message.assistant(answer));
        var list = JsonNodeFactory.instance.arrayNode();
        for (var message : all) {
            list.addArray().add(message.role().name()).add(message.text());
        }
        var numbers = new ArrayList<Integer>();
        for (var each : Call.bytes(list)) {
            numbers.add(each & 0xff);
        }
        return numbers;
    }

    /// What [#context] gave.
    static List<Message> talk(Fields body) {
        var context = body.node().path("context");
        if (context.isMissingNode() || context.isNull() || context.isEmpty()) {
            return List.of();
        }
        var bytes = new byte[context.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) context.get(i).asInt();
        }
        var talk = new ArrayList<Message>();
        try {
            for (var message : Call.parse(bytes)) {
                talk.add(
                        new Message(
                                Role.valueOf(message.path(0).asText()), message.path(1).asText()));
            }
        } catch (RuntimeException _) {
            throw Refused.field("context", "context must be what an earlier answer gave");
        }
        return talk;
    }
}
