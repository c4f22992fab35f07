package studio.likeness.app.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import studio.likeness.app.conversation.Question;
import studio.likeness.app.conversation.Reply;
import studio.likeness.app.conversation.Source;
import studio.likeness.corpus.memory.Memory;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.Message.Role;

/// What is to be answered, whatever API asked.
///
/// @param talk ends with what somebody says to the model
/// @param maxTokens empty for as many as the context has room for
/// @param keep how long the model stays ready afterwards
record Ask(
        List<Message> talk,
        Draw draw,
        OptionalInt maxTokens,
        List<String> stops,
        boolean thinking,
        KeepAlive keep) {
    Ask {
        talk = List.copyOf(talk);
        stops = stops.stream().filter(stop -> !stop.isEmpty()).toList();
        if (talk.isEmpty() || talk.getLast().role() == Role.ASSISTANT) {
            throw Refused.field("messages", "the last message must be the user's");
        }
    }

    /// For a persona, which is told by its own card who it is: what the system says is left out.
    ///
    /// @param known replies that the persona has given, by their text
    Question question(Function<String, Optional<Reply>> known) {
        var before = new ArrayList<Question.Exchange>();
        var heard = new StringBuilder();
        for (var message : talk) {
            switch (message.role()) {
                case SYSTEM -> {} // see ignoredByPersonas
                case USER -> heard.append(heard.isEmpty() ? "" : "\n").append(message.text());
                case ASSISTANT -> {
                    var reply =
                            known.apply(message.text()).orElseGet(() -> claimed(message.text()));
                    before.add(new Question.Exchange(heard.toString(), reply));
                    heard.setLength(0);
                }
            }
        }
        if (heard.toString().isBlank()) {
            throw Refused.field("messages", "a persona needs a message of the user");
        }
        return new Question(heard.toString(), before);
    }

    /// What a program says the persona has said. Nobody has checked it, so nothing may rest on it.
    private static Reply claimed(String text) {
        return new Reply(
                Source.NONE, text, Memory.languageOf(text), Optional.empty(), List.of(), List.of());
    }

    /// What of it a persona does not follow. Its card and its brain say who it is and how it
    /// speaks; another program must not make it somebody else.
    List<String> ignoredByPersonas() {
        var ignored = new ArrayList<String>();
        if (talk.stream().anyMatch(message -> message.role() == Role.SYSTEM)) {
            ignored.add("system");
        }
        ignored.addAll(draw.said());
        if (maxTokens.isPresent()) {
            ignored.add("max_tokens");
        }
        if (thinking) {
            ignored.add("think");
        }
        return ignored;
    }
}
