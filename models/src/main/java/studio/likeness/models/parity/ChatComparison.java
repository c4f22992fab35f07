package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.PromptFormats;
import studio.likeness.models.language.tokenizer.Prompt;
import studio.likeness.models.parity.Line.Verdict;

/// Talks written down as each family wants them, up to where the answer begins.
final class ChatComparison implements Comparison {
    private static final String THINKS = "_thinking_on";
    private static final String DOES_NOT_THINK = "_thinking_off";

    /// Names that the figures have for what is called otherwise here.
    private static final Map<String, String> NAMES =
            Map.of("chatglm_round", "chatglm", "chatglm3_text", "chatglm3");

    /// Whose figures are the text alone: their control tokens were added as ids.
    private static final Set<String> TEXT_ALONE = Set.of("chatglm", "chatglm2");

    @Override
    public boolean understands(Fixture fixture) {
        var first = fixture.at("cases").path(0);
        return first.path("messages").path(0).has("role") && first.path("expected").isObject();
    }

    @Override
    public List<Line> compare(Fixture fixture) {
        var expected = new LinkedHashMap<String, List<JsonNode>>();
        for (var talk : fixture.at("cases")) {
            for (var family : talk.path("expected").properties()) {
                expected.computeIfAbsent(family.getKey(), _ -> new ArrayList<>()).add(talk);
            }
        }
        return expected.entrySet().stream()
                .map(entry -> line(fixture, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Line line(Fixture fixture, String family, List<JsonNode> talks) {
        var base = family.replace(THINKS, "").replace(DOES_NOT_THINK, "");
        var name = NAMES.getOrDefault(base, base);
        if (!PromptFormats.names().contains(name)) {
            return new Line(
                    fixture.name(),
                    fixture.network(),
                    family,
                    0,
                    0,
                    Verdict.NOT_UNDERSTOOD,
                    "no such format");
        }
        var errors = new Errors(0);
        for (var talk : talks) {
            var messages =
                    talk.path("messages").valueStream().map(ChatComparison::message).toList();
            var found = PromptFormats.prompt(name, messages, !family.endsWith(DOES_NOT_THINK));
            var text = talk.path("expected").path(family).asText();
            errors.same(
                    talk.path("case").asText(),
                    text,
                    TEXT_ALONE.contains(name) ? plain(found) : found.text());
        }
        return errors.line(fixture, family, talks.size() + " talks");
    }

    private static String plain(Prompt prompt) {
        return prompt.parts().stream()
                .filter(Prompt.Plain.class::isInstance)
                .map(part -> ((Prompt.Plain) part).text())
                .collect(Collectors.joining());
    }

    private static Message message(JsonNode message) {
        var text = message.path("content").asText();
        return switch (message.path("role").asText()) {
            case "system" -> Message.system(text);
            case "assistant" -> Message.assistant(text);
            default -> Message.user(text);
        };
    }
}
