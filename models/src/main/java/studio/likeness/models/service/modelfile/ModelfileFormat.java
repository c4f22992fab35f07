package studio.likeness.models.service.modelfile;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.PromptFormat;
import studio.likeness.models.language.chat.PromptFormats;
import studio.likeness.models.language.tokenizer.Tokenizer;

/// How a Modelfile wants talks written down for a model, on top of the model's own way: what begins
/// every prompt, what ends an answer and how an answer is cleaned stay the model's.
///
/// @param template of the file, where it has one
/// @param stops texts that end an answer; those that are control tokens, which never show in a text,
///     end it as tokens
/// @param own the model's way
public record ModelfileFormat(Optional<GoTemplate> template, List<String> stops, PromptFormat own)
        implements PromptFormat {
    public ModelfileFormat {
        stops = List.copyOf(stops);
    }

    @Override
    public int[] encode(List<Message> messages, Tokenizer tokenizer, boolean thinking) {
        return template.map(t -> tokenizer.encodePrompt(written(t, messages, thinking)))
                .orElseGet(() -> own.encode(messages, tokenizer, thinking));
    }

    /// Templates leave out what begins every prompt, or write it themselves.
    private String written(GoTemplate template, List<Message> messages, boolean thinking) {
        var begin = String.join("", own.begins());
        var text = template.render(messages.stream().map(Message::guarded).toList(), thinking);
        return text.startsWith(begin) ? text : begin + text;
    }

    @Override
    public List<String> begins() {
        return own.begins();
    }

    @Override
    public Set<Integer> stops(Tokenizer tokenizer) {
        var ids = new HashSet<>(own.stops(tokenizer));
        stops.stream()
                .flatMapToInt(stop -> tokenizer.id(stop).stream())
                .filter(id -> tokenizer.decode(new int[] {id}).isEmpty())
                .forEach(ids::add);
        template.ifPresent(t -> ids.addAll(PromptFormats.ends(t.text(), tokenizer)));
        return Set.copyOf(ids);
    }

    @Override
    public String clean(String answer) {
        return own.clean(answer);
    }
}
