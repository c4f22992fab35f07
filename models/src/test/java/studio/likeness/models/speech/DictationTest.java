package studio.likeness.models.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
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
        return dictation.write(decoding, TOKENS.begin("en"), 0, new Random(1), Search.GREEDY);
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

    private Dictation.Written drawn(Decoding decoding, int[] prompt, long seed) {
        return dictation.write(decoding, prompt, 1, new Random(seed), Search.GREEDY);
    }

    @Test
    void theSameSeedDrawsTheSameTextAndAnotherOneAnother() {
        var even = new Scripted((_, _) -> {});
        var prompt = TOKENS.begin("en");
        var first = drawn(even, prompt, 1).tokens();
        assertArrayEquals(first, drawn(even, prompt, 1).tokens());
        assertFalse(Arrays.equals(first, drawn(even, prompt, 2).tokens()));
    }

    @Test
    void ofSeveralThatAreDrawnTheLikeliestIsTaken() {
        int[] words = TOKENS.encode(" one two three");
        var network =
                new Scripted(
                        (read, logits) -> {
                            logits[read == 3 ? TIME : TOKENS.end()] = 14;
                            for (int word : words) {
                                logits[word] = read == 3 ? 0 : 14 + word % 3;
                            }
                        });
        var prompt = TOKENS.begin("en");
        double best = Double.NEGATIVE_INFINITY;
        var random = new Random(5);
        for (int i = 0; i < 5; i++) {
            var one = dictation.write(network, prompt, 1, random, Search.GREEDY);
            int length = one.tokens().length;
            best = Math.max(best, one.quality().logProbability() * (length + 1) / length);
        }
        var taken = dictation.write(network, prompt, 1, new Random(5), Search.WIDE);
        int length = taken.tokens().length;
        assertEquals(best, taken.quality().logProbability() * (length + 1) / length, 1e-9);
    }

    @Test
    void severalBeamsFindALikelierTextThanTheFirstStepPromises() {
        int trap = TOKENS.encode(" trap")[0];
        int good = TOKENS.encode(" good")[0];
        var network =
                new Knowing(
                        (text, logits) -> {
                            if (text.isEmpty()) {
                                logits[TIME] = 30;
                            } else if (text.size() == 1) {
                                logits[trap] = 20.2f;
                                logits[good] = 20;
                            } else if (text.size() == 2 && text.get(1) == trap) {
                                // Behind the trap nothing is likely.
                                for (int i = 100; i < 400; i++) {
                                    logits[i] = 20;
                                }
                            } else {
                                logits[TOKENS.end()] = 30;
                            }
                        });
        var prompt = TOKENS.begin("en");
        var greedy = dictation.write(network, prompt, 0, new Random(1), Search.GREEDY);
        assertEquals(trap, greedy.tokens()[1]);
        var wide = dictation.write(network, prompt, 0, new Random(1), Search.WIDE);
        assertArrayEquals(new int[] {TIME, good}, wide.tokens());
        assertTrue(wide.quality().logProbability() > greedy.quality().logProbability());
        assertEquals(0, network.wrong, "every text was read as it is");
    }

    /// A network that knows what it has read.
    private static final class Knowing implements Decoding {
        private final BiConsumer<List<Integer>, float[]> script;
        private final List<Integer> read = new ArrayList<>();
        int wrong;

        Knowing(BiConsumer<List<Integer>, float[]> script) {
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
            if (read.size() >= 3) {
                script.accept(read.subList(3, read.size()), logits);
                wrong += read.get(0) == TOKENS.start() ? 0 : 1;
            }
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

    @Test
    void asManyBeamsAsThereAreTextsFindTheLikeliestOfAll() {
        int[] words = TOKENS.encode(" one two three");
        var network = new Knowing((text, logits) -> chain(text, logits, words));
        var found =
                new BeamSearch(
                                begun(network),
                                3,
                                TOKENS.end(),
                                new Search(20, 1, OptionalDouble.empty()),
                                (_, _) -> {},
                                first(words))
                        .best(3);
        assertEquals(
                likeliest(new ArrayList<>(), 0, words), found.sum() / found.tokens().length, 1e-6);
    }

    private static Decoding begun(Decoding network) {
        network.feed(TOKENS.begin("en"), new float[TOKENS.size()]);
        return network;
    }

    private static float[] first(int[] words) {
        var logits = new float[TOKENS.size()];
        chain(List.of(), logits, words);
        return logits;
    }

    /// Three words or the end, each more or less likely by what stands before; never longer than
    /// two words.
    private static void chain(List<Integer> text, float[] logits, int[] words) {
        Arrays.fill(logits, Float.NEGATIVE_INFINITY);
        int hash = text.hashCode();
        for (int i = 0; i < words.length && text.size() < 2; i++) {
            logits[words[i]] = Math.floorMod(hash * 31 + i * 17, 23) / 7f;
        }
        if (!text.isEmpty()) {
            logits[TOKENS.end()] = Math.floorMod(hash, 19) / 7f;
        }
    }

    /// By looking at all of them.
    private static double likeliest(List<Integer> text, double sum, int[] words) {
        var logits = new float[TOKENS.size()];
        chain(text, logits, words);
        double total = LogProbabilities.total(logits);
        double best =
                text.isEmpty()
                        ? Double.NEGATIVE_INFINITY
                        : (sum + logits[TOKENS.end()] - total) / text.size();
        for (int i = 0; i < words.length && text.size() < 2; i++) {
            var next = new ArrayList<>(text);
            next.add(words[i]);
            best = Math.max(best, likeliest(next, sum + logits[words[i]] - total, words));
        }
        return best;
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
