package studio.likeness.models.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import studio.likeness.models.job.Progress;
import studio.likeness.models.language.BertEncoder;
import studio.likeness.models.nn.ElementType;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.OnnxOps;
import studio.likeness.models.nn.WeightFile;
import studio.likeness.models.nn.WeightPlan;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;
import studio.likeness.models.voice.cloning.Characters;

/// chinese-roberta-wwm-ext-large, which tells a voice what each character means, of its published
/// shape with keyed weights.
record SyntheticReader(int layers, int width, int vocabulary) {
    static final SyntheticReader REAL = new SyntheticReader(24, 1024, 21_128);

    /// A clause of twenty characters with its marks.
    private static final int TOKENS = 22;

    private static final int HEAD = 64;
    private static final int PLACES = 512;
    private static final int ROUNDS = 8;

    /// Writes the graph, unless an earlier run left it there.
    void graph(Path folder, WeightPlan plan) throws IOException {
        if (Files.exists(folder.resolve(Characters.GRAPH))) {
            return;
        }
        Files.createDirectories(folder);
        var config = JsonNodeFactory.instance.objectNode();
        config.put("hidden_size", width).put("num_hidden_layers", layers);
        config.put("num_attention_heads", width / HEAD).put("vocab_size", vocabulary);
        config.put("max_position_embeddings", PLACES).put("layer_norm_eps", 1e-12);
        config.put("intermediate_size", 4 * width);
        try (var weights = tensors().weights();
                var file = new WeightFile(folder.resolve("encoder.weights"))) {
            var written = GraphPlan.plain().withWeights(plan).withExact(false);
            var ops = new OnnxOps(weights, written, file);
            var ids = ops.input("input_ids", ElementType.INT64, 1, "time");
            ops.output("meaning", new BertEncoder(config, weights).meanings(ops, ids));
            ops.write(folder.resolve(Characters.GRAPH), Progress.none());
        }
    }

    private TensorList tensors() {
        var all = new TensorList("roberta", 1);
        all.add("embeddings.word_embeddings.weight", vocabulary, width);
        all.add("embeddings.position_embeddings.weight", PLACES, width);
        all.add("embeddings.token_type_embeddings.weight", 2, width);
        all.norm("embeddings.LayerNorm", width);
        for (int layer = 0; layer < layers; layer++) {
            var at = "encoder.layer." + layer + ".";
            for (var map : new String[] {"query", "key", "value"}) {
                all.map(at + "attention.self." + map, width, width);
            }
            all.map(at + "attention.output.dense", width, width);
            all.norm(at + "attention.output.LayerNorm", width);
            all.map(at + "intermediate.dense", 4 * width, width);
            all.map(at + "output.dense", width, 4 * width);
            all.norm(at + "output.LayerNorm", width);
        }
        return all;
    }

    /// The best of some rounds, in milliseconds.
    double millis(Path folder, Device device) {
        var ids = new Random(5).longs(TOKENS, 0, vocabulary).toArray();
        var input = Map.of("input_ids", new Array.Longs(ids, 1, TOKENS));
        var graph = folder.resolve(Characters.GRAPH);
        try (var session = Session.open(graph, device, SessionPlan.usual())) {
            double best = Double.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                session.runFor("meaning", input);
                best = Math.min(best, (System.nanoTime() - start) / 1e6);
            }
            return best;
        }
    }
}
