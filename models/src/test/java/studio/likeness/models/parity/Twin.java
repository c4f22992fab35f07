package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A fixture's network in another size and with other weights. Nobody computed its figures, so the
/// interpreters are held against each other.
final class Twin {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> LAYERS = List.of("num_hidden_layers", "num_layers");
    private static final List<String> HEADS =
            List.of("num_attention_heads", "num_key_value_heads", "multi_query_group_num");
    private static final List<String> HEAD_SIZE = List.of("head_dim", "kv_channels");
    private static final List<String> VOCABULARY = List.of("vocab_size", "padded_vocab_size");

    private final ObjectNode fixture;

    private Twin(ObjectNode fixture) {
        this.fixture = fixture;
    }

    static Twin of(String name, String salt) throws IOException {
        var file = Path.of("src/test/resources/parity/lm", name + ".json");
        var fixture = (ObjectNode) JSON.readTree(file.toFile());
        return new Twin(fixture.put("salt", salt));
    }

    ObjectNode config() {
        return (ObjectNode) fixture.get("config");
    }

    /// Copies of the first layer come after the others, or the last ones go.
    Twin layers(int count) {
        int before = field(LAYERS);
        set(LAYERS, count);
        var tensors = tensors();
        for (int i = tensors.size() - 1; i >= 0; i--) {
            if (layer(name(tensors.get(i))) >= count) {
                tensors.remove(i);
            }
        }
        for (int layer = before; layer < count; layer++) {
            copy(tensors, layer);
        }
        shape("prefix_encoder.embedding.weight", 1, (double) count / before);
        return this;
    }

    private static void copy(ArrayNode tensors, int layer) {
        for (int i = 0, size = tensors.size(); i < size; i++) {
            var name = name(tensors.get(i));
            if (layer(name) == 0) {
                ObjectNode copy = tensors.get(i).deepCopy();
                tensors.add(
                        copy.put(
                                "name",
                                name.replaceFirst("layers\\.0\\.", "layers." + layer + ".")));
            }
        }
    }

    private static int layer(String name) {
        var parts = name.split("layers\\.", 2);
        return parts.length == 1 ? -1 : Integer.parseInt(parts[1].split("\\.", 2)[0]);
    }

    /// As many times the heads, each as many times smaller.
    Twin heads(double times) {
        scale(HEADS, times);
        scale(HEAD_SIZE, 1 / times);
        shape("q_norm.weight", 0, 1 / times);
        shape("k_norm.weight", 0, 1 / times);
        return this;
    }

    Twin vocabulary(int size) {
        double times = (double) size / field(VOCABULARY);
        set(VOCABULARY, size);
        for (var name :
                List.of("embed_tokens", "tok_embeddings", "word_embeddings", "lm_head", "output")) {
            shape(name + ".weight", 0, times);
        }
        shape("output_layer.weight", 0, times);
        return this;
    }

    Twin add(String name, long... shape) {
        var list = tensors().addObject().put("name", name).putArray("shape");
        for (var size : shape) {
            list.add(size);
        }
        return this;
    }

    /// Every tensor whose name ends so has one axis scaled.
    Twin shape(String ending, int axis, double times) {
        for (var tensor : tensors()) {
            if (name(tensor).endsWith(ending)) {
                var shape = (ArrayNode) tensor.get("shape");
                shape.set(axis, Math.round(shape.get(axis).asInt() * times));
            }
        }
        return this;
    }

    private ArrayNode tensors() {
        return (ArrayNode) fixture.get("tensors");
    }

    private static String name(JsonNode tensor) {
        return tensor.get("name").asText();
    }

    private int field(List<String> names) {
        return names.stream()
                .filter(config()::has)
                .findFirst()
                .map(name -> config().get(name).asInt())
                .orElseThrow();
    }

    private void set(List<String> names, int value) {
        names.stream().filter(config()::has).forEach(name -> config().put(name, value));
    }

    private void scale(List<String> names, double times) {
        names.stream()
                .filter(config()::has)
                .forEach(name -> config().put(name, (int) (config().get(name).asInt() * times)));
    }

    Recipe recipe(int context) {
        return Recipe.of(config(), KeyedWeights.of(fixture), prompt(), context);
    }

    int[] prompt() {
        return DecoderFigures.ids(fixture.get("input_ids"));
    }
}
