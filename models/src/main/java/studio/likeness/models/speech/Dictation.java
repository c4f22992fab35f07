package studio.likeness.models.speech;

import java.util.Arrays;
import java.util.OptionalInt;
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

    /// @param temperature 0 for the likeliest token each
    Written write(Decoding decoding, int[] prompt, double temperature, RandomGenerator random) {
        var logits = new float[tokens.size()];
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
        var chosen = new int[longest];
        int count = 0;
        double sum = 0;
        int room = Math.min(longest, decoding.limit() - prompt.length);
        while (true) {
            rule(logits, Arrays.copyOf(chosen, count));
            int next = choose(logits, temperature, random);
            sum += logits[next] - LogProbabilities.total(logits);
            if (next == tokens.end()) {
                break;
            }
            chosen[count++] = next;
            if (count == room) {
                break;
            }
            decoding.feed(new int[] {next}, logits);
        }
        var written = Arrays.copyOf(chosen, count);
        var text = tokens.decode(tokens.textOf(written)).strip();
        return new Written(
                written,
                new Quality(sum / (count + 1), noSpeech, Guards.compression(text), temperature));
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
