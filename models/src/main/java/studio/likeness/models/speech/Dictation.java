package studio.likeness.models.speech;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import studio.likeness.models.runtime.Decoding;
import studio.likeness.models.speech.Transcript.Quality;

/// Writes down one window, token by token, by Whisper's rules.
final class Dictation {
    /// A first time later than 1 s is not believed.
    private static final int LATEST_FIRST = 50;

    private final WhisperTokens tokens;
    private final TimestampRules times;
    private final int[] never;
    private final int[] notFirst;
    private final int longest;

    /// @param context most tokens of a window, the prompt counted
    Dictation(WhisperTokens tokens, int context) {
        this.tokens = tokens;
        times = new TimestampRules(tokens.end(), tokens.noTimes(), tokens.firstTime());
        never =
                IntStream.concat(
                                IntStream.of(tokens.suppressed()),
                                IntStream.of(
                                        tokens.start(),
                                        tokens.translate(),
                                        tokens.transcribe(),
                                        tokens.startOfModel(),
                                        tokens.startOfPrevious(),
                                        tokens.noSpeech()))
                        .toArray();
        notFirst =
                IntStream.concat(IntStream.of(tokens.encode(" ")), IntStream.of(tokens.end()))
                        .toArray();
        longest = context / 2;
    }

    /// @param tokens the end not among them
    record Written(int[] tokens, Quality quality) {}

    /// The prompt that makes the network go on from what it has written before.
    ///
    /// @param earlier text; its last part is taken
    int[] prompt(int[] earlier, String language) {
        var begin = tokens.begin(language);
        if (earlier.length == 0) {
            return begin;
        }
        int kept = Math.min(earlier.length, longest - 1);
        var prompt = new int[1 + kept + begin.length];
        prompt[0] = tokens.startOfPrevious();
        System.arraycopy(earlier, earlier.length - kept, prompt, 1, kept);
        System.arraycopy(begin, 0, prompt, 1 + kept, begin.length);
        return prompt;
    }

    /// Chances of the languages, in their order.
    double[] languages(Decoding decoding) {
        var logits = new float[tokens.size()];
        decoding.keep(0);
        decoding.feed(new int[] {tokens.start()}, logits);
        var some =
                Arrays.copyOfRange(
                        logits,
                        tokens.firstLanguage(),
                        tokens.firstLanguage() + tokens.languages().size());
        double total = LogProbabilities.total(some);
        return IntStream.range(0, some.length)
                .mapToDouble(i -> Math.exp(some[i] - total))
                .toArray();
    }

    /// Between two tokens: whoever listens may have been told to stop.
    ///
    /// @throws CancellationException when this thread was interrupted, which it stays
    static void heedInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException();
        }
    }

    /// @param temperature 0 for the likeliest text
    Written write(
            Decoding decoding,
            int[] prompt,
            double temperature,
            RandomGenerator random,
            Search search) {
        var logits = new float[tokens.size()];
        double noSpeech = begin(decoding, prompt, logits);
        int room = Math.min(longest, decoding.limit() - prompt.length);
        if (temperature == 0 && search.beams() > 1) {
            var text =
                    new BeamSearch(
                                    decoding,
                                    prompt.length,
                                    tokens.end(),
                                    search,
                                    this::rule,
                                    logits)
                            .best(room);
            return written(text, noSpeech, temperature);
        }
        var best = drawn(decoding, logits.clone(), room, temperature, random);
        for (int i = 1; i < (temperature == 0 ? 1 : search.samples()); i++) {
            decoding.keep(prompt.length);
            var next = drawn(decoding, logits.clone(), room, temperature, random);
            best = score(search, next) > score(search, best) ? next : best;
        }
        return written(best, noSpeech, temperature);
    }

    private static double score(Search search, BeamSearch.Text text) {
        return search.score(text.sum(), text.tokens().length);
    }

    /// Reads the prompt.
    ///
    /// @param logits behind it; filled
    /// @return the chance that nobody speaks
    private double begin(Decoding decoding, int[] prompt, float[] logits) {
        decoding.keep(0);
        int start =
                IntStream.range(0, prompt.length)
                        .filter(i -> prompt[i] == tokens.start())
                        .findFirst()
                        .orElseThrow();
        decoding.feed(Arrays.copyOf(prompt, start + 1), logits);
        double noSpeech = Math.exp(logits[tokens.noSpeech()] - LogProbabilities.total(logits));
        if (start + 1 < prompt.length) {
            decoding.feed(Arrays.copyOfRange(prompt, start + 1, prompt.length), logits);
        }
        return noSpeech;
    }

    /// Token by token.
    private BeamSearch.Text drawn(
            Decoding decoding,
            float[] logits,
            int room,
            double temperature,
            RandomGenerator random) {
        var text = new BeamSearch.Text(new int[0], 0, false);
        while (true) {
            rule(logits, text.tokens());
            int next = choose(logits, temperature, random);
            text = text.then(next, logits[next] - LogProbabilities.total(logits), tokens.end());
            if (text.ended() || text.tokens().length == room) {
                return text;
            }
            heedInterrupt();
            decoding.feed(new int[] {next}, logits);
        }
    }

    private Written written(BeamSearch.Text text, double noSpeech, double temperature) {
        var said = tokens.decode(tokens.textOf(text.tokens())).strip();
        double mean = text.sum() / (text.tokens().length + 1);
        return new Written(
                text.tokens(), new Quality(mean, noSpeech, Guards.compression(said), temperature));
    }

    private void rule(float[] logits, int[] chosen) {
        if (chosen.length == 0) {
            suppress(logits, notFirst);
        }
        suppress(logits, never);
        times.apply(logits, chosen, OptionalInt.of(LATEST_FIRST));
    }

    private static void suppress(float[] logits, int[] ids) {
        for (int id : ids) {
            logits[id] = Float.NEGATIVE_INFINITY;
        }
    }

    private static int choose(float[] logits, double temperature, RandomGenerator random) {
        if (temperature == 0) {
            return LogProbabilities.largest(logits);
        }
        var cooled = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            cooled[i] = (float) (logits[i] / temperature);
        }
        double left = random.nextDouble();
        double total = LogProbabilities.total(cooled);
        int last = LogProbabilities.largest(logits);
        for (int i = 0; i < cooled.length && left >= 0; i++) {
            double chance = Math.exp(cooled[i] - total);
            last = chance > 0 ? i : last;
            left -= chance;
        }
        return last;
    }
}
