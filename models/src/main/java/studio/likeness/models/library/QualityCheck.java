package studio.likeness.models.library;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.ChatGlmPositions;
import studio.likeness.models.language.Decoder;
import studio.likeness.models.language.tokenizer.Tokenizer;
import studio.likeness.models.modelfolder.Manifest.Quality;
import studio.likeness.models.nn.LayerByLayer;
import studio.likeness.models.nn.Ops;

/// Opens a converted decoder, lets it read sentences that come with the studio, token by token, and
/// compares what it expects next with the same network in float32.
record QualityCheck(Decoder decoder, TensorIndex weights, JsonNode config) {
    /// Enough for a perplexity that repeats to a few percent, few enough for two cores.
    private static final int MOST_TOKENS = 256;

    private static final int FEWEST_TOKENS = 8;

    /// What float32 graphs may err, as a share of how far logits spread.
    private static final double EXACT = 1e-2;

    private static final String MEASURING = "models.library.measuring";

    /// A text as the network reads it.
    ///
    /// @param start the first token that is fed alone; those before are the prompt
    private record Text(int[] ids, int start) {}

    /// @param model opened when it is its turn
    /// @param exact whether the model keeps all its numbers, so that its logits must be the same
    /// @return empty when the tokenizer's words are not this network's
    /// @throws StudioException when the model does not work
    Optional<Quality> measure(
            Supplier<LanguageModel> model, Tokenizer tokenizer, boolean exact, Progress progress) {
        var text = text(tokenizer);
        if (text.ids().length < FEWEST_TOKENS) {
            model.get().close();
            return Optional.empty();
        }
        // One after the other, so that both are never in memory.
        var reference = reference(text, progress);
        try (var opened = model.get()) {
            return Optional.of(compare(opened, text, reference, exact, progress));
        }
    }

    private Text text(Tokenizer tokenizer) {
        int vocabulary = decoder.frame().vocabulary();
        int most = Math.min(MOST_TOKENS, decoder.frame().context() / 2);
        var words =
                IntStream.of(tokenizer.encode(sentences()))
                        .filter(id -> id >= 0 && id < vocabulary)
                        .limit(most)
                        .toArray();
        if (decoder.hasTwoRows()) {
            return twoRows(words);
        }
        var bos = config.path("bos_token_id");
        if (!bos.isInt() || bos.asInt() < 0 || bos.asInt() >= vocabulary) {
            return new Text(words, 1);
        }
        var begun = IntStream.concat(IntStream.of(bos.asInt()), IntStream.of(words));
        return new Text(begun.toArray(), 1);
    }

    /// The first words are the prompt, the others its answer.
    private Text twoRows(int[] words) {
        int prompt = Math.min(FEWEST_TOKENS, words.length);
        var ids =
                IntStream.concat(
                                IntStream.of(Arrays.copyOf(words, prompt)),
                                IntStream.concat(
                                        IntStream.of(
                                                config.path("gmask_token_id").asInt(130001),
                                                config.path("bos_token_id").asInt(130004)),
                                        Arrays.stream(words, prompt, words.length)))
                        .toArray();
        return new Text(ids, prompt + 2);
    }

    static String sentences() {
        try (var in = QualityCheck.class.getResourceAsStream("sentences.txt")) {
            var bytes = Objects.requireNonNull(in, "sentences.txt").readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private float[] reference(Text text, Progress progress) {
        var layer = new AtomicInteger();
        int layers = decoder.frame().layers();
        progress.at(0, layers, MEASURING);
        return LayerByLayer.compute(
                weights,
                new Logits(decoder, config, text.ids()),
                () -> progress.at(Math.min(layers, layer.getAndIncrement()), layers, MEASURING));
    }

    /// The whole text at once.
    private record Logits(Decoder decoder, JsonNode config, int[] ids)
            implements LayerByLayer.Program {
        @Override
        public <T> T compute(Ops<T> o) {
            int count = ids.length;
            var words = o.constant(Arrays.stream(ids).asLongStream().toArray(), 1, count);
            if (!decoder.hasTwoRows()) {
                var places = IntStream.range(0, count).asLongStream().toArray();
                var positions = o.constant(places, 1, count);
                return decoder.logits(
                        o, new Decoder.Tokens<>(words, positions, Optional.empty()), false);
            }
            var layout = ChatGlmPositions.of(config, ids);
            var rows = o.constant(layout.rows(0, count), 1, 2, count);
            var bias = o.constant(layout.bias(0, count, 0), 1, 1, count, count);
            return decoder.logits(o, new Decoder.Tokens<>(words, rows, Optional.of(bias)), false);
        }
    }

    private Quality compare(
            LanguageModel model, Text text, float[] reference, boolean exact, Progress progress) {
        int vocabulary = decoder.frame().vocabulary();
        var ids = text.ids();
        var logits = new float[vocabulary];
        double loss = 0;
        double lossOfFloat = 0;
        int agreed = 0;
        int compared = 0;
        try (var decoding = model.decoder().start(model.plan(ids.length))) {
            int fed = 0;
            for (int next = text.start(); next < ids.length; next++) {
                decoding.feed(Arrays.copyOfRange(ids, fed, next), logits);
                fed = next;
                int from = (next - 1) * vocabulary;
                var expected = Arrays.copyOfRange(reference, from, from + vocabulary);
                check(logits, expected, exact);
                loss += loss(logits, ids[next]);
                lossOfFloat += loss(expected, ids[next]);
                agreed += LanguageModel.largest(logits) == LanguageModel.largest(expected) ? 1 : 0;
                compared++;
                progress.at(next, ids.length, MEASURING);
            }
        }
        return new Quality(
                Math.exp(loss / compared),
                Math.exp(lossOfFloat / compared),
                agreed / (double) compared,
                compared);
    }

    private static void check(float[] logits, float[] expected, boolean exact) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        float error = 0;
        for (int i = 0; i < logits.length; i++) {
            if (!Float.isFinite(logits[i])) {
                throw new StudioException("models.library.brokenConversion");
            }
            least = Math.min(least, expected[i]);
            most = Math.max(most, expected[i]);
            error = Math.max(error, Math.abs(expected[i] - logits[i]));
        }
        if (exact && error > EXACT * (most - least)) {
            throw new StudioException("models.library.brokenConversion");
        }
    }

    /// `-log softmax` of one token.
    private static double loss(float[] logits, int token) {
        double most = logits[LanguageModel.largest(logits)];
        double sum = 0;
        for (var logit : logits) {
            sum += Math.exp(logit - most);
        }
        return most + Math.log(sum) - logits[token];
    }
}
