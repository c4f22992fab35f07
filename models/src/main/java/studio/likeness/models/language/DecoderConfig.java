package studio.likeness.models.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import studio.likeness.models.job.StudioException;

/// A decoder's `config.json`, whichever words it uses: every number is asked for by all its known
/// spellings, and refused when it is missing where it is needed, or out of any reason.
public record DecoderConfig(JsonNode tree) {
    /// The larger tables of rotary angles would outgrow small models.
    private static final int LONGEST_TABLE = 32768;

    /// `model_type`, or nothing.
    public String type() {
        return tree.path("model_type").asText("");
    }

    int layers() {
        return whole(1, 1000, "num_hidden_layers", "num_layers", "n_layer");
    }

    /// Of the residual stream.
    int width() {
        return whole(1, 1 << 17, "hidden_size", "n_embd");
    }

    int heads() {
        return whole(1, 4096, "num_attention_heads", "n_head");
    }

    int kvHeads() {
        int found =
                flag("multi_query_attention", false)
                        ? whole(1, 4096, "multi_query_group_num")
                        : whole("num_key_value_heads", heads(), 1, 4096);
        if (heads() % found != 0) {
            throw absurd("num_key_value_heads", found);
        }
        return found;
    }

    /// Numbers per head.
    int headSize() {
        int size =
                found("head_dim", "kv_channels").isPresent()
                        ? whole(2, 4096, "head_dim", "kv_channels")
                        : width() / heads();
        if (size < 2 || size % 2 != 0) {
            throw absurd("head_dim", size);
        }
        return size;
    }

    int mlpWidth() {
        return whole(1, 1 << 20, "intermediate_size", "ffn_hidden_size", "inner_hidden_size");
    }

    double epsilon() {
        return number(0, 0.1, "rms_norm_eps", "layernorm_epsilon", "layer_norm_eps");
    }

    /// The longest text the model was made for.
    int longest() {
        return whole(
                1, 100_000_000, "max_position_embeddings", "seq_length", "max_sequence_length");
    }

    /// The context that is planned when nobody asks for another.
    int context() {
        return Math.min(longest(), LONGEST_TABLE);
    }

    /// How many numbers of each head are turned.
    int rotarySize(double otherwise) {
        var nested = rope().path("partial_rotary_factor");
        double part =
                nested.isNumber()
                        ? nested.asDouble()
                        : number("partial_rotary_factor", otherwise, 0, 1);
        int size = (int) (headSize() * part);
        if (size < 2 || size > headSize() || size % 2 != 0) {
            throw absurd("partial_rotary_factor", part);
        }
        return size;
    }

    /// The base of the rotary frequencies.
    double ropeBase() {
        var nested = rope().path("rope_theta");
        return nested.isNumber()
                ? nested.asDouble()
                : number("rope_theta", 10000, 1, Double.MAX_VALUE);
    }

    /// How the rotation is stretched: an object with `type` or `rope_type` and its numbers; empty
    /// when it is not.
    Optional<JsonNode> stretching() {
        var older = tree.path("rope_scaling");
        return Optional.of(older.isObject() ? older : rope()).filter(JsonNode::isObject);
    }

    /// Newer files nest what concerns the rotation.
    private JsonNode rope() {
        return tree.path("rope_parameters");
    }

    /// ChatGLM2-32k divides positions by its `rope_ratio`, where ChatGLM3-32k and GLM-4 multiply
    // the
    /// base. Their files have the same fields; only the origin that the file names differs.
    boolean dividesPositions() {
        return tree.path("_name_or_path").asText("").toLowerCase(Locale.ROOT).contains("chatglm2");
    }

    /// How many keys a query of this layer sees; empty for all.
    OptionalInt window(int layer) {
        var found = tree.path("sliding_window");
        // Qwen writes a window down also where it is not used.
        if (!found.isNumber() || !flag("use_sliding_window", !type().startsWith("qwen"))) {
            return OptionalInt.empty();
        }
        int window = whole(1, Integer.MAX_VALUE, "sliding_window");
        return slides(layer) && window < longest() ? OptionalInt.of(window) : OptionalInt.empty();
    }

    /// Whether this layer is one of those with a window.
    boolean slides(int layer) {
        var types = tree.path("layer_types");
        if (types.isArray()) {
            return types.path(layer).asText().equals("sliding_attention");
        }
        if (found("sliding_window_pattern", "_sliding_window_pattern").isPresent()) {
            int every = whole(1, 1000, "sliding_window_pattern", "_sliding_window_pattern");
            return (layer + 1) % every != 0;
        }
        return layer >= whole("max_window_layers", 0, 0, 1000);
    }

    boolean flag(String name, boolean otherwise) {
        var found = tree.path(name);
        return found.isBoolean() ? found.asBoolean() : otherwise;
    }

    int whole(String name, int otherwise, int least, int most) {
        return found(name).isPresent() ? whole(least, most, name) : otherwise;
    }

    double number(String name, double otherwise, double least, double most) {
        return found(name).isPresent() ? number(least, most, name) : otherwise;
    }

    /// The first of the names that is there.
    int whole(int least, int most, String... names) {
        double value = number(least, most, names);
        if (value != Math.rint(value)) {
            throw absurd(names[0], value);
        }
        return (int) value;
    }

    private double number(double least, double most, String... names) {
        var found =
                found(names)
                        .orElseThrow(
                                () ->
                                        new StudioException(
                                                "models.language.missingField", names[0]));
        double value = found.asDouble();
        if (!found.isNumber() || !(value >= least && value <= most)) {
            throw absurd(names[0], found);
        }
        return value;
    }

    private Optional<JsonNode> found(String... names) {
        for (var name : names) {
            if (tree.hasNonNull(name)) {
                return Optional.of(tree.get(name));
            }
        }
        return Optional.empty();
    }

    private static StudioException absurd(String name, Object value) {
        return new StudioException("models.language.absurdField", name, value);
    }
}
