package studio.likeness.models.language.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.likeness.models.language.tokenizer.Fixture;
import studio.likeness.models.language.tokenizer.SentencePieceModel;
import studio.likeness.models.language.tokenizer.Tokenizer;
import studio.likeness.models.language.tokenizer.Tokenizers;

/// Text as its ids come, with both kinds of vocabulary.
class TextStreamTest {
    static Stream<Tokenizer> vocabularies() {
        return Stream.of(
                Fixture.byteLevel(List.of("<think>", "</think>")),
                Tokenizers.sentencePiece(
                        SentencePieceModel.parse(Fixture.sentencePieceFile("sentencepiece_bpe"))));
    }

    @ParameterizedTest
    @MethodSource("vocabularies")
    void everyTextComesWholeAndAsItWas(Tokenizer tokenizer) {
        try (tokenizer) {
            for (var kind : List.of("sentencepiece_bpe", "byte_level_bpe")) {
                for (var each : Fixture.read("tokenizers").path(kind).path("cases")) {
                    // That blank is written like the one the vocabulary puts between words.
                    var text = each.path("text").asText().replace("\u2581", "_");
                    var pieces = new ArrayList<String>();
                    var stream =
                            new TextStream(
                                    tokenizer,
                                    List.of(),
                                    false,
                                    TextStream.Listener.of(pieces::add));
                    for (int id : tokenizer.encode(text)) {
                        assertTrue(stream.add(id));
                    }
                    stream.end();
                    assertEquals(text.strip(), stream.answer());
                    assertEquals(text.strip(), String.join("", pieces));
                    assertTrue(pieces.stream().noneMatch(p -> p.contains("\uFFFD")));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("vocabularies")
    void aCharacterThatNeverEndsIsDropped(Tokenizer tokenizer) {
        try (tokenizer) {
            var ids = tokenizer.encode("ok 😀");
            var stream = stream(tokenizer, List.of());
            for (int i = 0; i < ids.length - 1; i++) {
                stream.add(ids[i]);
            }
            stream.end();
            assertEquals("ok", stream.answer());
        }
    }

    @ParameterizedTest
    @MethodSource("vocabularies")
    void brokenBytesDoNotHoldTheTextBackForEver(Tokenizer tokenizer) {
        try (tokenizer) {
            var emoji = tokenizer.encode("😀");
            var stream = stream(tokenizer, List.of());
            for (int i = 0; i < 40; i++) {
                stream.add(emoji[emoji.length - 1]);
            }
            assertTrue(stream.answer().length() >= 24, stream.answer());
            for (int id : tokenizer.encode("fine")) {
                stream.add(id);
            }
            stream.end();
            assertTrue(stream.answer().endsWith("fine"), stream.answer());
        }
    }

    @ParameterizedTest
    @MethodSource("vocabularies")
    void theEarliestStopStringCounts(Tokenizer tokenizer) {
        try (tokenizer) {
            var stream = stream(tokenizer, List.of("###", "END", "##!"));
            boolean on = true;
            for (int id : tokenizer.encode("one ## two # END three ###")) {
                on &= stream.add(id);
            }
            stream.end();
            assertEquals("one ## two #", stream.answer());
            assertTrue(!on);
        }
    }

    @Test
    void longAnswersCostTheSamePerToken() {
        try (var tokenizer = Fixture.byteLevel()) {
            var ids = tokenizer.encode("the digital human ".repeat(2_000));
            var stream = stream(tokenizer, List.of("never"));
            long started = System.nanoTime();
            for (int id : ids) {
                stream.add(id);
            }
            stream.end();
            assertEquals("the digital human ".repeat(2_000).strip(), stream.answer());
            double micros = (System.nanoTime() - started) / 1e3 / ids.length;
            assertTrue(micros < 1_000, micros + " µs per token");
        }
    }

    private static TextStream stream(Tokenizer tokenizer, List<String> stops) {
        return new TextStream(tokenizer, stops, false, TextStream.Listener.of(_ -> {}));
    }
}
