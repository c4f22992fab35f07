package studio.likeness.models.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.parity.Line.Verdict;
import studio.likeness.models.parity.Parity;
import studio.likeness.models.speech.WhisperTokens.Word;

class WhisperTokensTest {
    private static final Path FIGURES =
            Path.of("src/test/resources/parity/voice/whisper_tokenizer.json");

    @Test
    void meetsEveryFigureOfThePublishedVocabularies() {
        var lines = Parity.run(List.of(FIGURES), Progress.none(), _ -> {});
        lines.forEach(line -> assertEquals(Verdict.PASSED, line.verdict(), line.text()));
        assertEquals(1, lines.size());
    }

    @Test
    void joinsWordsWhereALanguageWritesBlanks() {
        var tokens = WhisperTokens.of(51_865);
        var words = tokens.words(tokens.encode(" I don't know, naïve café"), "en");
        assertEquals(
                List.of(" I", " don't", " know", ",", " naïve", " café"),
                words.stream().map(Word::text).toList());
    }

    @Test
    void leavesSteeringTokensAndTimesOutOfTheText() {
        var tokens = WhisperTokens.of(51_866);
        int[] ids = {tokens.start(), 2425, tokens.firstTime() + 3, tokens.end()};
        assertEquals("hello", tokens.decode(ids).strip().toLowerCase(java.util.Locale.ROOT));
        assertTrue(tokens.textOf(ids).length == 1);
    }

    @Test
    void refusesAVocabularyThatNoWhisperHas() {
        assertThrows(StudioException.class, () -> WhisperTokens.of(50_000));
    }

    @Test
    void refusesALanguageItDoesNotKnow() {
        assertThrows(StudioException.class, () -> WhisperTokens.of(51_865).language("yue"));
    }
}
