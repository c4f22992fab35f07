package studio.likeness.corpus.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.checkpoint.SafetensorsWriter;
import studio.likeness.models.checkpoint.SafetensorsWriter.Entry;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.library.Conversion;
import studio.likeness.models.library.TextEmbedder;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.parity.KeyedWeights;
import studio.likeness.models.runtime.Device;

/// The whole way of a published encoder: keyed weights in a folder, added to the Library, run, its
/// directions in the index, and a question that shares no word with what it finds.
class KeyedEncoderTest {
    private static final int WIDTH = 64;
    /// The letters of what is asked for, in an order in which no index of words or letters sees it.
    private static final String QUESTION = "uoy dkrni tahw";

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path root;

    @Test
    void keyedWeightsFindWhatSharesNoWord() throws IOException {
        var home = new Home(root.resolve("home"));
        var model =
                new Conversion(new ModelFolders(home), "test")
                        .add(published(), Conversion.Options.usual(), Progress.none());
        var shelf =
                new Shelf()
                        .put("kite", "en", "Paper and bamboo.", "How did you build the xylqopter?")
                        .put("tea", "en", "Green tea.", "What do you drink?");
        try (var encoder = TextEmbedder.open(model, Device.processor());
                var memory =
                        Memory.open(
                                root.resolve("memory"), shelf, Optional.of(Embedder.of(encoder)))) {
            memory.settle();
            var hits = memory.search(QUESTION, 5);
            assertEquals("tea", hits.getFirst().id());
            assertEquals(2, hits.size());
            assertTrue(hits.getFirst().score() > 0.3, "score " + hits.getFirst().score());
        }
        try (var words = Memory.open(root.resolve("words"), shelf, Optional.empty())) {
            assertTrue(words.search(QUESTION, 5).isEmpty());
        }
    }

    private Path published() throws IOException {
        var folder = Files.createDirectories(root.resolve("keyed"));
        var config = JSON.createObjectNode();
        config.put("model_type", "bert").put("hidden_size", WIDTH).put("num_hidden_layers", 1);
        config.put("num_attention_heads", 4).put("intermediate_size", 2 * WIDTH);
        config.put("max_position_embeddings", 64).put("type_vocab_size", 2);
        config.put("hidden_act", "gelu").put("layer_norm_eps", 1e-12).put("pad_token_id", 0);
        var words = vocabulary();
        config.put("vocab_size", words.size());
        Files.writeString(folder.resolve("config.json"), config.toString());
        Files.write(folder.resolve("vocab.txt"), words);
        var pooling = Files.createDirectory(folder.resolve("1_Pooling"));
        Files.writeString(pooling.resolve("config.json"), "{\"pooling_mode_mean_tokens\": true}");
        try (var weights = KeyedWeights.of(keyed(words.size()))) {
            var entries = new ArrayList<Entry>();
            for (var name : weights.names()) {
                entries.add(Entry.of(name, weights.get(name)));
            }
            SafetensorsWriter.write(folder.resolve("model.safetensors"), entries, Map.of());
        }
        return folder;
    }

    /// Letters, so that a misspelt word has much in common with the right one.
    private static List<String> vocabulary() {
        var words = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "?"));
        for (char letter = 'a'; letter <= 'z'; letter++) {
            words.add(String.valueOf(letter));
            words.add("##" + letter);
        }
        return words;
    }

    private static ObjectNode keyed(int vocabulary) {
        var fixture = JSON.createObjectNode().put("salt", "memory").put("gain", 0.5);
        var rule = fixture.putArray("gain_rules").addObject();
        rule.put("contains", "word_embeddings").put("gain", 20.0);
        tensor(fixture, "embeddings.word_embeddings.weight", vocabulary, WIDTH);
        tensor(fixture, "embeddings.position_embeddings.weight", 64, WIDTH);
        tensor(fixture, "embeddings.token_type_embeddings.weight", 2, WIDTH);
        norm(fixture, "embeddings.LayerNorm");
        var at = "encoder.layer.0.";
        for (var part : List.of("self.query", "self.key", "self.value", "output.dense")) {
            linear(fixture, at + "attention." + part, WIDTH, WIDTH);
        }
        norm(fixture, at + "attention.output.LayerNorm");
        linear(fixture, at + "intermediate.dense", 2 * WIDTH, WIDTH);
        linear(fixture, at + "output.dense", WIDTH, 2 * WIDTH);
        norm(fixture, at + "output.LayerNorm");
        return fixture;
    }

    private static void linear(ObjectNode fixture, String name, int out, int in) {
        tensor(fixture, name + ".weight", out, in);
        tensor(fixture, name + ".bias", out);
    }

    private static void norm(ObjectNode fixture, String name) {
        tensor(fixture, name + ".weight", WIDTH);
        tensor(fixture, name + ".bias", WIDTH);
    }

    private static void tensor(ObjectNode fixture, String name, int... shape) {
        var entry = fixture.withArray("tensors").addObject().put("name", name);
        var sizes = entry.putArray("shape");
        for (int size : shape) {
            sizes.add(size);
        }
    }
}
