package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import studio.likeness.models.nn.Ops;
import studio.likeness.models.parity.VoiceComparison.Setup;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.voice.cloning.SemanticChoice;
import studio.likeness.models.voice.cloning.TextToSemantic;
import studio.likeness.models.voice.vits.VitsNames;

/// Fixtures of the network that chooses codes. The choices of the original are fed back to it all
/// at once, which gives the same logits as feeding them one by one; that our rules choose the
/// same ones from these is compared as well.
final class SemanticFixtures {
    private static final double PENALTY = 1.35;

    private SemanticFixtures() {}

    static Setup decoding(Fixture fixture, VoiceInputs in) {
        var penalised = chosen(fixture, "tokens");
        var plain = chosen(fixture, "tokens_nopenalty");
        var prompt = in.integers("prompts");
        int heads = fixture.at("config").path("head").asInt();
        return new Setup(
                VitsNames::published,
                _ -> new Choosing(heads),
                List.of(
                        in.argument("phoneme_ids", "batch", "time"),
                        in.argument("bert", "batch", "-", "time"),
                        fed("codes", prompt, penalised),
                        fed("codes_plain", prompt, plain)),
                found -> outputs(fixture, found, prompt));
    }

    private static Argument fed(String name, long[] prompt, long[] chosen) {
        var all = Arrays.copyOf(prompt, prompt.length + chosen.length - 1);
        System.arraycopy(chosen, 0, all, prompt.length, chosen.length - 1);
        return Argument.of(name, new Array.Longs(all, 1, all.length), "batch", "codes");
    }

    private static long[] chosen(Fixture fixture, String name) {
        var output =
                StreamSupport.stream(fixture.at("outputs").spliterator(), false)
                        .filter(o -> o.path("name").asText().equals(name))
                        .findFirst()
                        .orElseThrow();
        return StreamSupport.stream(output.path("samples").spliterator(), false)
                .map(pair -> pair.get(1))
                .mapToLong(JsonNode::asLong)
                .toArray();
    }

    private record Choosing(int heads) implements Network {
        @Override
        public <T> Map<String, T> compute(Ops<T> o, Named<T> in) {
            var network = new TextToSemantic(heads);
            var phonemes = in.get("phoneme_ids");
            var bert = in.get("bert");
            var outputs = new LinkedHashMap<String, T>();
            outputs.put("plain", network.logits(o, phonemes, bert, in.get("codes_plain")));
            var hidden = network.hidden(o, phonemes, bert, in.get("codes"));
            outputs.put("hidden", hidden);
            outputs.put("penalised", network.predict(o, hidden));
            return outputs;
        }
    }

    private static Map<String, float[]> outputs(
            Fixture fixture, Named<float[]> found, long[] prompt) {
        int steps = fixture.at("config").path("steps").asInt();
        int vocabulary = fixture.at("config").path("vocab_size").asInt();
        int from = (prompt.length - 1) * vocabulary;
        var penalised = Arrays.copyOfRange(found.get("penalised"), from, from + steps * vocabulary);
        var plain = Arrays.copyOfRange(found.get("plain"), from, from + steps * vocabulary);
        var hidden = found.get("hidden");
        int width = hidden.length / (prompt.length + steps - 1);
        var outputs = new LinkedHashMap<String, float[]>();
        outputs.put(
                "prefill_hidden_last",
                Arrays.copyOfRange(hidden, (prompt.length - 1) * width, prompt.length * width));
        outputs.put("prefill_logits", Arrays.copyOf(penalised, vocabulary));
        outputs.put("logits_all", penalised);
        outputs.put("logits_all_nopenalty", plain);
        choose(outputs, "", penalised, vocabulary, prompt, PENALTY);
        choose(outputs, "_nopenalty", plain, vocabulary, prompt, 1);
        return outputs;
    }

    private static void choose(
            Map<String, float[]> outputs,
            String suffix,
            float[] logits,
            int vocabulary,
            long[] prompt,
            double penalty) {
        int steps = logits.length / vocabulary;
        var tokens = new float[steps];
        var margins = new float[steps];
        var choice = new SemanticChoice(penalty, prompt);
        for (int step = 0; step < steps; step++) {
            int at = step * vocabulary;
            var row = Arrays.copyOfRange(logits, at, at + vocabulary);
            var scores = choice.scores(row);
            tokens[step] = choice.likeliest(scores);
            var sorted = scores.clone();
            Arrays.sort(sorted);
            margins[step] = sorted[sorted.length - 1] - sorted[sorted.length - 2];
            choice.take((long) tokens[step]);
        }
        outputs.put("tokens" + suffix, tokens);
        outputs.put("top2_margin" + suffix, margins);
    }

    static Setup training(Fixture fixture, VoiceInputs in) {
        int end = fixture.at("config").path("EOS").asInt();
        int heads = fixture.at("config").path("head").asInt();
        var codes = in.integers("codes");
        return new Setup(
                VitsNames::published,
                _ -> new Teaching(heads),
                List.of(
                        in.argument("phoneme_ids", "batch", "time"),
                        in.argument("bert", "batch", "-", "time"),
                        in.argument("codes", "batch", "codes")),
                found -> losses(found, codes, end));
    }

    private record Teaching(int heads) implements Network {
        @Override
        public <T> Map<String, T> compute(Ops<T> o, Named<T> in) {
            var network = new TextToSemantic(heads);
            var logits = network.taught(o, in.get("phoneme_ids"), in.get("bert"), in.get("codes"));
            return Map.of("logits", logits);
        }
    }

    private static Map<String, float[]> losses(Named<float[]> found, long[] codes, int end) {
        var logits = found.get("logits");
        int rows = codes.length + 1;
        int vocabulary = logits.length / rows;
        var targets = new float[rows];
        double loss = 0;
        for (int row = 0; row < rows; row++) {
            int target = row < codes.length ? (int) codes[row] : end;
            targets[row] = target;
            double sum = 0;
            for (int i = 0; i < vocabulary; i++) {
                sum += Math.exp(logits[row * vocabulary + i]);
            }
            loss += Math.log(sum) - logits[row * vocabulary + target];
        }
        return Map.of("targets", targets, "loss_sum", new float[] {(float) loss});
    }
}
