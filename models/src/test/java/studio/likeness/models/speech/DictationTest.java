package studio.likeness.models.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import studio.likeness.models.runtime.Decoding;
import studio.likeness.models.speech.Transcript.Quality;

/// By scripted logits: what the network would say is given, what the rules make of it is seen.
class DictationTest {
    private static final WhisperTokens TOKENS = WhisperTokens.of(51_865);
    private static final int TIME = TOKENS.firstTime();
    private final Dictation dictation = new Dictation(TOKENS, 448);

    /// A network that says what a script tells it, by how many tokens it has read.
    private static final class Scripted implements Decoding {
        private final BiConsumer<Integer, float[]> script;
        private final List<Integer> read = new ArrayList<>();

        Scripted(BiConsumer<Integer, float[]> script) {
            this.script = script;
        }

        @Override
        public int length() {
            return read.size();
        }

        @Override
        public int limit() {
            return 448;
        }

        @Override
        public void feed(int[] ids, float[] logits) {
            Arrays.stream(ids).forEach(read::add);
            Arrays.fill(logits, 0);
            script.accept(read.size(), logits);
        }

        @Override
        public void keep(int length) {
            read.subList(length, read.size()).clear();
        }

        @Override
        public void cancel() {}

        @Override
        public void close() {}
    }

    /// Behind the prompt of three, each of these in turn is far likelier than all else.
    private static Scripted saying(int... ids) {
        return new Scripted(
                (read, logits) -> {
                    int at = read - 3;
                    logits[at >= 0 && at < ids.length ? ids[at] : TOKENS.end()] = 40;
                });
    }

    private Dictation.Written write(Decoding decoding) {
        return dictation.write(decoding, TOKENS.begin("en"), 0, new Random(1));
    }

    @Test
    void writesWhatIsLikeliestUntilTheEnd() {
        int[] hello = TOKENS.encode(" hello");
        var written = write(saying(TIME, hello[0], TIME + 50));
        assertArrayEquals(new int[] {TIME, hello[0], TIME + 50}, written.tokens());
        assertTrue(written.quality().logProbability() > -0.1, written.toString());
    }

    @Test
    void neverBeginsWithoutATimeNorLaterThanOneSecond() {
        int[] hello = TOKENS.encode(" hello");
        var text = write(saying(hello[0]));
        assertTrue(text.tokens()[0] >= TIME);
        var late = write(saying(TIME + 400, hello[0]));
        assertTrue(late.tokens()[0] >= TIME && late.tokens()[0] <= TIME + 50);
    }

    @Test
    void neverWritesWhatIsNotSpoken() {
        int music = TOKENS.encode(" ♪")[0];
        var written = write(saying(TIME, music, TOKENS.start(), TIME + 10));
        for (int id : written.tokens()) {
            assertTrue(id != music && id != TOKENS.start());
        }
    }

    @Test
    void stopsAtHalfTheContextWhenTheNetworkDoesNot() {
        int[] word = TOKENS.encode(" again");
        var endless = new int[500];
        Arrays.fill(endless, word[0]);
        endless[0] = TIME;
        var written = write(saying(endless));
        assertEquals(224, written.tokens().length);
        assertTrue(Guards.USUAL.refuses(written.quality()), written.quality().toString());
    }

    @Test
    void tellsHowLikelyItIsThatNobodySpeaks() {
        var silent =
                new Scripted(
                        (read, logits) ->
                                logits[read == 1 ? TOKENS.noSpeech() : TOKENS.end()] = 20);
        assertTrue(write(silent).quality().noSpeech() > 0.9);
    }

    @Test
    void whatWasSaidBeforeComesFirstAndIsNotLongerThanHalfTheContext() {
        var prompt = dictation.prompt(new int[1000], "zh");
        assertEquals(1 + 223 + 3, prompt.length);
        assertEquals(TOKENS.startOfPrevious(), prompt[0]);
        assertEquals(TOKENS.language("zh"), prompt[225]);
    }

    @Test
    void findsTheLikeliestLanguage() {
        var chinese = new Scripted((_, logits) -> logits[TOKENS.language("zh")] = 9);
        var chances = dictation.languages(chinese);
        assertEquals(1, Arrays.stream(chances).sum(), 1e-6);
        assertTrue(chances[1] > 0.9);
    }

    @Test
    void theSameSeedDrawsTheSameTextAndAnotherOneAnother() {
        var even = new Scripted((_, _) -> {});
        var prompt = TOKENS.begin("en");
        var first = dictation.write(even, prompt, 1, new Random(1)).tokens();
        assertArrayEquals(first, dictation.write(even, prompt, 1, new Random(1)).tokens());
        assertFalse(Arrays.equals(first, dictation.write(even, prompt, 1, new Random(2)).tokens()));
    }

    @Test
    void silenceIsNotDrawnAgain() {
        var guards = Guards.USUAL;
        assertTrue(guards.isSilence(new Quality(-2, 0.9, 1, 0)));
        assertFalse(guards.refuses(new Quality(-2, 0.9, 1, 0)));
        assertTrue(guards.refuses(new Quality(-2, 0.1, 1, 0)));
        assertTrue(guards.refuses(new Quality(-0.2, 0.1, 3, 0)));
        assertFalse(guards.isSilence(new Quality(-0.2, 0.9, 1, 0)));
    }

    // ---- cut at times

    @Test
    void goesOnFromTheLastCompletePair() {
        int a = TOKENS.encode(" a")[0];
        int[] ids = {TIME, a, TIME + 100, TIME + 100, a, a, TIME + 200, TIME + 210, a};
        var window = WrittenWindow.of(TOKENS, ids, 3000);
        assertEquals(2, window.parts().size());
        assertEquals(2.0, window.parts().getLast().from(), 1e-9);
        assertEquals(4.0, window.parts().getLast().to(), 1e-9);
        assertEquals(400, window.frames());
    }

    @Test
    void aSingleTimeAtTheEndUsesTheWindowUp() {
        int a = TOKENS.encode(" a")[0];
        int[] ids = {TIME, a, TIME + 100, TIME + 120, a, TIME + 200};
        var window = WrittenWindow.of(TOKENS, ids, 2500);
        assertEquals(2, window.parts().size());
        assertEquals(2500, window.frames());
    }

    @Test
    void withoutAPairAllIsOneText() {
        int a = TOKENS.encode(" a")[0];
        var window = WrittenWindow.of(TOKENS, new int[] {TIME, a, a, TIME + 75}, 3000);
        assertEquals(1, window.parts().size());
        assertEquals(1.5, window.parts().getFirst().to(), 1e-9);
        assertEquals(3000, window.frames());
    }

    @Test
    void alwaysGoesOn() {
        int[] ids = {TIME, TIME, TOKENS.encode(" a")[0]};
        assertTrue(WrittenWindow.of(TOKENS, ids, 3000).frames() > 0);
    }
}
