package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import studio.likeness.models.speech.WhisperTokens;

/// Whisper's three vocabularies: the tokens that steer it, and texts to ids and back.
final class WhisperTokensComparison implements Comparison {
    @Override
    public boolean understands(Fixture fixture) {
        return fixture.network().equals("whisper-tokenizer");
    }

    @Override
    public List<Line> compare(Fixture fixture) {
        var errors = new Errors(0);
        for (var name : List.of("multilingual_99", "multilingual_100_large_v3", "english_only")) {
            var expected = fixture.at(name);
            steering(name, expected, errors);
        }
        var largest =
                WhisperTokens.of(fixture.at("multilingual_100_large_v3").path("n_vocab").asInt());
        errors.same("languages", strings(fixture.at("language_order")), largest.languages());
        var english = WhisperTokens.of(fixture.at("english_only").path("n_vocab").asInt());
        for (var each : fixture.at("encode")) {
            text(each, "multilingual", largest, errors);
            text(each, "english_only", english, errors);
            // Split where a language without blanks is.
            var words =
                    largest.words(largest.encode(each.path("text").asText()), "zh").stream()
                            .map(WhisperTokens.Word::text)
                            .toList();
            errors.same("words", strings(each.path("words_multilingual")), words);
        }
        return List.of(errors.line(fixture, "java", fixture.at("encode").size() + " texts"));
    }

    private static void steering(String name, JsonNode expected, Errors errors) {
        var tokens = WhisperTokens.of(expected.path("n_vocab").asInt());
        var pairs =
                List.of(
                        new Pair("eot", tokens.end()),
                        new Pair("sot", tokens.start()),
                        new Pair("first_language", tokens.firstLanguage()),
                        new Pair("translate", tokens.translate()),
                        new Pair("transcribe", tokens.transcribe()),
                        new Pair("sot_lm", tokens.startOfModel()),
                        new Pair("sot_prev", tokens.startOfPrevious()),
                        new Pair("no_speech", tokens.noSpeech()),
                        new Pair("no_timestamps", tokens.noTimes()),
                        new Pair("timestamp_begin", tokens.firstTime()));
        for (var pair : pairs) {
            errors.same(name + " " + pair.name(), expected.path(pair.name()).asInt(), pair.id());
        }
        errors.same(
                name + " sot_sequence",
                numbers(expected.path("sot_sequence")),
                numbers(tokens.begin("zh")));
        errors.same(
                name + " non_speech_tokens",
                numbers(expected.path("non_speech_tokens")),
                numbers(tokens.suppressed()));
    }

    private record Pair(String name, int id) {}

    private static void text(JsonNode each, String field, WhisperTokens tokens, Errors errors) {
        var text = each.path("text").asText();
        var ids = tokens.encode(text);
        errors.same("'" + text + "' " + field, numbers(each.path(field)), numbers(ids));
        errors.same("'" + text + "' back", text, tokens.decode(ids));
    }

    private static List<String> strings(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    private static List<Integer> numbers(JsonNode list) {
        return list.valueStream().map(JsonNode::asInt).toList();
    }

    private static List<Integer> numbers(int[] ids) {
        return IntStream.of(ids).boxed().toList();
    }
}
