package studio.likeness.models.language.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every text of the reference tokenizers: the same ids, pieces and text.
class TokenizerFixtureTest {
    @ParameterizedTest
    @ValueSource(strings = {"sentencepiece_bpe", "sentencepiece_unigram"})
    void sentencePieceAgreesWithTheReference(String kind) {
        var model = SentencePieceModel.parse(Fixture.sentencePieceFile(kind));
        try (var tokenizer = Tokenizers.sentencePiece(model)) {
            assertEquals(
                    Fixture.read("tokenizers").path(kind).path("vocab_size").asInt(),
                    tokenizer.size());
            assertEquals(24, agreeing(tokenizer, kind, true));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sentencepiece_bpe", "sentencepiece_unigram"})
    void sentencePieceFromGgufListsAgreesWithTheReference(String kind) {
        var model = SentencePieceModel.parse(Fixture.sentencePieceFile(kind));
        var pieces = model.pieces();
        var scores = new float[pieces.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = pieces.get(i).score();
        }
        var settings = model.settings();
        var tokens =
                new GgufTokens(
                        settings.unigram() ? "t5" : "llama",
                        "",
                        pieces.stream().map(SentencePieceModel.Piece::text).toList(),
                        scores,
                        pieces.stream().mapToInt(p -> p.type().ordinal() + 1).toArray(),
                        List.of(),
                        new GgufTokens.Blanks(
                                settings.dummyPrefix(),
                                settings.removeExtraBlanks(),
                                settings.charsmap().toByteArray()));
        try (var tokenizer = Tokenizers.fromGguf(tokens)) {
            assertEquals(24, agreeing(tokenizer, kind, true));
        }
    }

    @Test
    void derivesTheMergesOfAPlainBpe() {
        var model = SentencePieceModel.parse(Fixture.sentencePieceFile("sentencepiece_bpe"));
        var expected = Fixture.read("tokenizers").path("sentencepiece_bpe").path("derived_merges");
        var merges = model.merges();
        assertEquals(expected.path("count").asInt(), merges.size());
        var first = expected.path("first");
        var last = expected.path("last");
        for (int i = 0; i < first.size(); i++) {
            assertEquals(merge(first.get(i)), merges.get(i));
        }
        for (int i = 0; i < last.size(); i++) {
            assertEquals(merge(last.get(i)), merges.get(merges.size() - last.size() + i));
        }
    }

    private static SentencePieceModel.Merge merge(JsonNode pair) {
        return new SentencePieceModel.Merge(pair.get(0).asText(), pair.get(1).asText());
    }

    @Test
    void byteLevelAgreesWithTheReference() {
        try (var tokenizer = Fixture.byteLevel()) {
            assertEquals(24, agreeing(tokenizer, "byte_level_bpe", false));
        }
    }

    @Test
    void byteLevelFromGgufListsAgreesWithTheReference() {
        var kind = Fixture.read("tokenizers").path("byte_level_bpe");
        var all = new LinkedHashMap<>(Fixture.numbers(kind.path("vocab")));
        var added = Fixture.numbers(kind.path("added_tokens"));
        all.putAll(added);
        var tokens = new String[all.size()];
        all.forEach((token, id) -> tokens[id] = token);
        var gguf =
                new GgufTokens(
                        "gpt2",
                        "qwen2",
                        List.of(tokens),
                        new float[0],
                        IntStream.range(0, tokens.length)
                                .map(id -> added.containsValue(id) ? 3 : 1)
                                .toArray(),
                        StreamSupport.stream(kind.path("merges").spliterator(), false)
                                .map(JsonNode::asText)
                                .toList(),
                        GgufTokens.Blanks.usual());
        try (var tokenizer = Tokenizers.fromGguf(gguf)) {
            assertEquals(24, agreeing(tokenizer, "byte_level_bpe", false));
        }
    }

    @Test
    void wordPieceAgreesWithTheReference() {
        var kind = Fixture.read("tokenizers").path("wordpiece");
        var vocabulary = new LinkedHashMap<String, Integer>();
        kind.path("vocab").forEach(word -> vocabulary.put(word.asText(), vocabulary.size()));
        try (var tokenizer =
                Tokenizers.wordPiece(vocabulary, kind.path("do_lower_case").asBoolean())) {
            int cls = tokenizer.id("[CLS]").orElseThrow();
            int sep = tokenizer.id("[SEP]").orElseThrow();
            for (var each : kind.path("cases")) {
                var ids = tokenizer.encode(each.path("text").asText());
                var framed =
                        IntStream.concat(
                                        IntStream.concat(IntStream.of(cls), Arrays.stream(ids)),
                                        IntStream.of(sep))
                                .toArray();
                assertArrayEquals(Fixture.ints(each.path("ids")), framed, each.toString());
            }
            assertEquals(23, kind.path("cases").size());
        }
    }

    @Test
    void wordPieceFromGgufListsAgreesWithTheReference() {
        var kind = Fixture.read("tokenizers").path("wordpiece");
        var words = new ArrayList<String>();
        for (var word : kind.path("vocab")) {
            var text = word.asText();
            boolean control = text.startsWith("[") && text.length() > 1;
            words.add(control ? text : text.startsWith("##") ? text.substring(2) : "\u2581" + text);
        }
        var gguf =
                new GgufTokens(
                        "bert",
                        "jina-v2-zh",
                        words,
                        new float[0],
                        new int[0],
                        List.of(),
                        GgufTokens.Blanks.usual());
        try (var tokenizer = Tokenizers.fromGguf(gguf)) {
            for (var each : kind.path("cases")) {
                var expected = Fixture.ints(each.path("ids"));
                assertArrayEquals(
                        Arrays.copyOfRange(expected, 1, expected.length - 1),
                        tokenizer.encode(each.path("text").asText()),
                        each.toString());
            }
        }
    }

    /// How many cases were compared; all of them agree, or this fails.
    private static int agreeing(Tokenizer tokenizer, String kind, boolean pieces) {
        int cases = 0;
        for (var each : Fixture.read("tokenizers").path(kind).path("cases")) {
            var text = each.path("text").asText();
            var expected = Fixture.ints(each.path("ids"));
            assertArrayEquals(expected, tokenizer.encodePrompt(text), each.toString());
            if (!text.contains("<|im_")) {
                assertArrayEquals(expected, tokenizer.encode(text), each.toString());
            }
            if (pieces) {
                var names =
                        Stream.of(each.path("pieces"))
                                .flatMap(p -> StreamSupport.stream(p.spliterator(), false))
                                .map(JsonNode::asText)
                                .toList();
                assertEquals(
                        names,
                        Arrays.stream(expected)
                                .mapToObj(((SubwordTokenizer) tokenizer)::piece)
                                .toList());
                assertTrue(
                        Arrays.stream(expected)
                                .allMatch(
                                        id ->
                                                tokenizer
                                                        .id(
                                                                ((SubwordTokenizer) tokenizer)
                                                                        .piece(id))
                                                        .equals(java.util.OptionalInt.of(id))));
            }
            if (!text.contains("<|im_") || pieces) {
                assertEquals(each.path("decoded").asText(), tokenizer.decode(expected));
            }
            cases++;
        }
        return cases;
    }
}
