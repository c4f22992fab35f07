package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import studio.likeness.models.language.tokenizer.SentencePieceModel;
import studio.likeness.models.language.tokenizer.SentencePieceModel.Merge;
import studio.likeness.models.language.tokenizer.Tokenizer;
import studio.likeness.models.language.tokenizer.Tokenizers;

/// Tokenizers of every kind: the same ids for every text, and the text back.
final class TokenizerComparison implements Comparison {
    @Override
    public boolean understands(Fixture fixture) {
        return kinds(fixture).findAny().isPresent();
    }

    private static Stream<Map.Entry<String, JsonNode>> kinds(Fixture fixture) {
        return fixture.tree().properties().stream()
                .filter(entry -> entry.getValue().path("cases").path(0).has("ids"));
    }

    @Override
    public List<Line> compare(Fixture fixture) {
        return kinds(fixture)
                .map(
                        kind -> {
                            var errors = new Errors(0);
                            agree(kind.getValue(), errors);
                            var count = kind.getValue().path("cases").size() + " texts";
                            return errors.line(fixture, kind.getKey(), count);
                        })
                .toList();
    }

    private static void agree(JsonNode kind, Errors errors) {
        if (kind.has("model_base64")) {
            sentencePiece(kind, errors);
        } else if (kind.has("merges")) {
            byteLevel(kind, errors);
        } else {
            wordPiece(kind, errors);
        }
    }

    private static void sentencePiece(JsonNode kind, Errors errors) {
        var file = Base64.getDecoder().decode(kind.path("model_base64").asText());
        var model = SentencePieceModel.parse(file);
        try (var tokenizer = Tokenizers.sentencePiece(model)) {
            errors.same("size", kind.path("vocab_size").asInt(), tokenizer.size());
            for (var text : kind.path("cases")) {
                var ids = tokenizer.encode(text.path("text").asText());
                errors.same(name(text), list(text.path("ids")), list(ids));
                decoded(text, tokenizer, errors);
            }
        }
        var derived = kind.path("derived_merges");
        if (!derived.isMissingNode()) {
            var merges = model.merges();
            errors.same("merges", derived.path("count").asInt(), merges.size());
            merges(derived.path("first"), merges, errors);
            merges(
                    derived.path("last"),
                    merges.subList(merges.size() - derived.path("last").size(), merges.size()),
                    errors);
        }
    }

    private static void merges(JsonNode expected, List<Merge> found, Errors errors) {
        for (int i = 0; i < expected.size(); i++) {
            var pair = expected.get(i);
            errors.same(
                    "merge", new Merge(pair.get(0).asText(), pair.get(1).asText()), found.get(i));
        }
    }

    private static void byteLevel(JsonNode kind, Errors errors) {
        var controls = numbers(kind.path("added_tokens"));
        var merges =
                kind.path("merges")
                        .valueStream()
                        .map(line -> line.asText().split(" ", 2))
                        .map(pair -> new Merge(pair[0], pair[1]))
                        .toList();
        try (var tokenizer =
                Tokenizers.byteLevel(
                        numbers(kind.path("vocab")),
                        merges,
                        kind.path("pretokenise_regex").asText(),
                        kind.path("normaliser").asText().equals("NFC"),
                        controls)) {
            for (var text : kind.path("cases")) {
                var ids = tokenizer.encodePrompt(text.path("text").asText());
                errors.same(name(text), list(text.path("ids")), list(ids));
                if (controls.keySet().stream().noneMatch(text.path("text").asText()::contains)) {
                    decoded(text, tokenizer, errors);
                }
            }
        }
    }

    private static void wordPiece(JsonNode kind, Errors errors) {
        var vocabulary = new LinkedHashMap<String, Integer>();
        kind.path("vocab").forEach(word -> vocabulary.put(word.asText(), vocabulary.size()));
        try (var tokenizer =
                Tokenizers.wordPiece(vocabulary, kind.path("do_lower_case").asBoolean())) {
            int first = tokenizer.id("[CLS]").orElseThrow();
            int last = tokenizer.id("[SEP]").orElseThrow();
            for (var text : kind.path("cases")) {
                var ids = IntStream.of(tokenizer.encode(text.path("text").asText()));
                var framed =
                        IntStream.concat(
                                IntStream.concat(IntStream.of(first), ids), IntStream.of(last));
                errors.same(name(text), list(text.path("ids")), list(framed.toArray()));
            }
        }
    }

    private static void decoded(JsonNode text, Tokenizer tokenizer, Errors errors) {
        var ids = text.path("ids").valueStream().mapToInt(JsonNode::asInt).toArray();
        errors.same(name(text) + " decoded", text.path("decoded").asText(), tokenizer.decode(ids));
    }

    private static String name(JsonNode text) {
        return "'" + text.path("text").asText() + "'";
    }

    private static Map<String, Integer> numbers(JsonNode object) {
        var numbers = new LinkedHashMap<String, Integer>();
        object.properties().forEach(e -> numbers.put(e.getKey(), e.getValue().asInt()));
        return numbers;
    }

    private static List<Integer> list(JsonNode ids) {
        return ids.valueStream().map(JsonNode::asInt).toList();
    }

    private static List<Integer> list(int[] ids) {
        return IntStream.of(ids).boxed().toList();
    }
}
