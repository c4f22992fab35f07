package studio.likeness.models.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import studio.likeness.models.checkpoint.DType;
import studio.likeness.models.checkpoint.SafetensorsWriter;
import studio.likeness.models.checkpoint.SafetensorsWriter.Entry;
import studio.likeness.models.job.Progress;
import studio.likeness.models.language.BertEncoder;
import studio.likeness.models.language.tokenizer.Tokenizers;
import studio.likeness.models.nn.TorchDescent;
import studio.likeness.models.nn.TorchDescent.Learnt;

/// Trains a small BERT to give questions that mean the same the same direction, from nothing but
/// [Intent]s, and writes it as published encoders are. The same texts and settings give the same
/// network.
public final class EncoderTraining {
    private static final double SPREAD = 0.02;

    /// @param layers of attention; more than one gained nothing
    /// @param width of the vectors
    /// @param vocabulary pieces at most
    /// @param longest tokens of a text
    /// @param batch intents compared with each other in one step
    /// @param rate of learning, at its highest
    /// @param temperature the lower, the more the likeliest mistakes count
    /// @param decay how much of a matrix a step takes away, times the rate
    /// @param dropped share of a text's pieces that a step leaves out
    /// @param answers share of the pairs that join a question with its answer, not with another
    ///     wording
    public record Settings(
            int layers,
            int width,
            int heads,
            int vocabulary,
            int longest,
            int steps,
            int batch,
            double rate,
            double decay,
            double temperature,
            double dropped,
            double answers,
            long seed) {
        /// With which the studio's own encoder was trained.
        public static Settings usual() {
            return new Settings(
                    1, 128, 4, 4000, 64, 800, 48, 2e-3, 0.02, 0.05, 0.15, 0.15, 20261122);
        }
    }

    private final List<Intent> intents;
    private final Settings settings;
    private final Random random;

    public EncoderTraining(List<Intent> intents, Settings settings) {
        this.intents = List.copyOf(intents);
        this.settings = settings;
        this.random = new Random(settings.seed());
    }

    /// Writes `config.json`, `vocab.txt`, `1_Pooling/config.json` and `model.safetensors`.
    ///
    /// @return the mean loss of the last tenth of the steps
    public double run(Path folder, Progress progress) throws IOException {
        Files.createDirectories(folder.resolve("1_Pooling"));
        var vocabulary = WordPieces.learn(texts(), settings.vocabulary());
        Files.write(folder.resolve("vocab.txt"), vocabulary);
        Files.writeString(
                folder.resolve("config.json"), config(vocabulary.size()).toPrettyString());
        Files.writeString(
                folder.resolve("1_Pooling/config.json"), "{\"pooling_mode_mean_tokens\": true}\n");
        try (var tokenizer = Tokenizers.open(folder);
                var descent = new TorchDescent(fresh(vocabulary.size()), settings.decay())) {
            var wordings = new Wordings(tokenizer, settings.longest(), settings.dropped(), random);
            double lost = learn(descent, wordings, vocabulary.size(), progress);
            write(folder, descent.weights());
            return lost;
        }
    }

    private List<String> texts() {
        return intents.stream()
                .flatMap(
                        i ->
                                Stream.of(i.same(), i.near(), List.of(i.answer()))
                                        .flatMap(List::stream))
                .toList();
    }

    private double learn(
            TorchDescent descent, Wordings wordings, int vocabulary, Progress progress) {
        var encoder = new BertEncoder(config(vocabulary), descent.stored());
        var batches = new Batches(intents, settings, random);
        double lost = 0;
        int counted = Math.max(1, settings.steps() / 10);
        for (int step = 0; step < settings.steps(); step++) {
            progress.at(step, settings.steps(), "models.training.learning");
            var batch = batches.next();
            var loss =
                    Contrast.of(
                            encoder,
                            batch.pairs(),
                            batch.others(),
                            wordings,
                            settings.temperature());
            double done = (double) step / settings.steps();
            double rate =
                    settings.rate() * Math.min(done * 20, 0.5 + 0.5 * Math.cos(Math.PI * done));
            double now = descent.step(loss, rate);
            if (step >= settings.steps() - counted) {
                lost += now / counted;
            }
        }
        return lost;
    }

    private ObjectNode config(int vocabulary) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("model_type", "bert")
                .put("vocab_size", vocabulary)
                .put("hidden_size", settings.width())
                .put("num_hidden_layers", settings.layers())
                .put("num_attention_heads", settings.heads())
                .put("intermediate_size", 2 * settings.width())
                .put("max_position_embeddings", settings.longest())
                .put("type_vocab_size", 1)
                .put("hidden_act", "gelu")
                .put("layer_norm_eps", 1e-12)
                .put("pad_token_id", 0);
    }

    /// Norms 1, biases 0, the rest small and random.
    private Map<String, Learnt> fresh(int vocabulary) {
        int width = settings.width();
        var weights = new LinkedHashMap<String, Learnt>();
        matrix(weights, "embeddings.word_embeddings", vocabulary, width);
        matrix(weights, "embeddings.position_embeddings", settings.longest(), width);
        matrix(weights, "embeddings.token_type_embeddings", 1, width);
        norm(weights, "embeddings.LayerNorm");
        for (int layer = 0; layer < settings.layers(); layer++) {
            var at = "encoder.layer." + layer + ".";
            for (var part : List.of("self.query", "self.key", "self.value", "output.dense")) {
                linear(weights, at + "attention." + part, width, width);
            }
            norm(weights, at + "attention.output.LayerNorm");
            linear(weights, at + "intermediate.dense", 2 * width, width);
            linear(weights, at + "output.dense", width, 2 * width);
            norm(weights, at + "output.LayerNorm");
        }
        return weights;
    }

    private void matrix(Map<String, Learnt> weights, String name, int rows, int columns) {
        var values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * SPREAD);
        }
        weights.put(name + ".weight", new Learnt(values, rows, columns));
    }

    private void linear(Map<String, Learnt> weights, String name, int rows, int columns) {
        matrix(weights, name, rows, columns);
        weights.put(name + ".bias", new Learnt(new float[rows], rows));
    }

    private void norm(Map<String, Learnt> weights, String name) {
        var ones = new float[settings.width()];
        Arrays.fill(ones, 1);
        weights.put(name + ".weight", new Learnt(ones, ones.length));
        weights.put(name + ".bias", new Learnt(new float[ones.length], ones.length));
    }

    private static void write(Path folder, Map<String, Learnt> weights) throws IOException {
        var entries = new ArrayList<Entry>();
        weights.forEach(
                (name, weight) ->
                        entries.add(Entry.of(name, DType.F16, weight.values(), weight.shape())));
        SafetensorsWriter.write(
                folder.resolve("model.safetensors"), entries, Map.of("format", "pt"));
    }
}
