package studio.likeness.models.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import studio.likeness.models.quant.GgmlType;

/// Writes a family's weights as the usual converters would write them to GGUF: their names, rows
/// interleaved for Llama and InternLM2, InternLM2's projection split, one added to Gemma's norms.
public final class GgufFile {
    private static final Pattern LAYER =
            Pattern.compile("(?:model|transformer\\.encoder)\\.layers\\.(\\d+)\\.(.+)\\.(\\w+)");

    private final JsonNode config;
    private final TensorIndex weights;
    private final GgmlType type;
    private final String architecture;
    private final List<GgufWriter.Entry> entries = new ArrayList<>();

    private GgufFile(JsonNode config, TensorIndex weights, GgmlType type) {
        this.config = config;
        this.weights = weights;
        this.type = type;
        this.architecture =
                switch (config.get("model_type").asText()) {
                    case "gemma3_text" -> "gemma3";
                    case "glm" -> "chatglm";
                    default -> config.get("model_type").asText();
                };
    }

    /// @param config as the family's `config.json`
    /// @param weights under the family's published names
    /// @param type of the matrices, where their rows are whole blocks of it; everything else F32
    /// @param more further metadata: tokenizer, name
    public static void write(
            Path file, JsonNode config, TensorIndex weights, GgmlType type, Map<String, ?> more)
            throws IOException {
        var model = new GgufFile(config, weights, type);
        var meta = model.meta();
        meta.putAll(more);
        weights.names().forEach(model::add);
        model.ropeFactors();
        GgufWriter.write(file, meta, model.entries);
    }

    private Map<String, Object> meta() {
        var meta = new LinkedHashMap<String, Object>();
        meta.put("general.architecture", architecture);
        int heads = config.get("num_attention_heads").asInt();
        int headDim = headDim();
        whole(meta, "block_count", "num_hidden_layers", "num_layers");
        whole(meta, "embedding_length", "hidden_size");
        whole(meta, "feed_forward_length", "intermediate_size", "ffn_hidden_size");
        whole(meta, "context_length", "max_position_embeddings", "seq_length");
        whole(meta, "attention.head_count", "num_attention_heads");
        whole(meta, "attention.head_count_kv", "num_key_value_heads", "multi_query_group_num");
        if (config.path("sliding_window").isNumber()) {
            whole(meta, "attention.sliding_window", "sliding_window");
        }
        if (config.has("sliding_window_pattern")) {
            whole(meta, "attention.sliding_window_pattern", "sliding_window_pattern");
        }
        if (headDim * heads != config.get("hidden_size").asInt()
                || config.has("head_dim")
                || config.has("kv_channels")) {
            meta.put(architecture + ".attention.key_length", headDim);
        }
        var eps = config.has("rms_norm_eps") ? "rms_norm_eps" : "layernorm_epsilon";
        meta.put(
                architecture + ".attention.layer_norm_rms_epsilon",
                (float) config.get(eps).asDouble());
        double base =
                config.has("rope_theta")
                        ? config.get("rope_theta").asDouble()
                        : 1e4 * config.path("rope_ratio").asDouble(1);
        meta.put(architecture + ".rope.freq_base", (float) base);
        double part =
                architecture.equals("chatglm")
                        ? 0.5
                        : config.path("partial_rotary_factor").asDouble(1);
        meta.put(architecture + ".rope.dimension_count", (int) (headDim * part));
        var scaling = config.path("rope_scaling");
        var kind = scaling.path("rope_type").asText(scaling.path("type").asText());
        if (kind.equals("linear") || kind.equals("yarn")) {
            meta.put(architecture + ".rope.scaling.type", kind);
            meta.put(
                    architecture + ".rope.scaling.factor",
                    (float) scaling.get("factor").asDouble());
            if (scaling.has("original_max_position_embeddings")) {
                meta.put(
                        architecture + ".rope.scaling.original_context_length",
                        scaling.get("original_max_position_embeddings").asInt());
            }
        }
        return meta;
    }

    private void whole(Map<String, Object> meta, String key, String... names) {
        for (var name : names) {
            if (config.has(name)) {
                meta.put(architecture + "." + key, config.get(name).asInt());
                return;
            }
        }
    }

    private int headDim() {
        return headDim(config);
    }

    private static int headDim(JsonNode config) {
        int plain = config.get("hidden_size").asInt() / config.get("num_attention_heads").asInt();
        return config.path("head_dim").asInt(config.path("kv_channels").asInt(plain));
    }

    private void add(String name) {
        var tensor = weights.get(name);
        if (architecture.equals("gemma3") && name.endsWith("norm.weight")) {
            tensor = new Shifted(name, tensor, 1);
        }
        var layer = LAYER.matcher(name);
        if (!layer.matches()) {
            switch (name) {
                case "model.embed_tokens.weight",
                        "model.tok_embeddings.weight",
                        "transformer.embedding.word_embeddings.weight" ->
                        put("token_embd.weight", tensor);
                case "model.norm.weight", "transformer.encoder.final_layernorm.weight" ->
                        put("output_norm.weight", tensor);
                case "lm_head.weight", "output.weight", "transformer.output_layer.weight" ->
                        put("output.weight", tensor);
                default -> {} // buffers
            }
            return;
        }
        var block = "blk." + layer.group(1) + ".";
        var kind = "." + layer.group(3);
        if (layer.group(2).equals("attention.wqkv")) {
            split(block, kind, tensor);
            return;
        }
        var part = part(layer.group(2));
        boolean interleaved =
                architecture.equals("llama") && (part.equals("attn_q") || part.equals("attn_k"));
        put(block + part + kind, interleaved ? interleaved(tensor) : tensor);
    }

    private String part(String name) {
        boolean gemma = architecture.equals("gemma3");
        return switch (name) {
            case "input_layernorm", "attention_norm" -> "attn_norm";
            case "self_attn.q_proj" -> "attn_q";
            case "self_attn.k_proj" -> "attn_k";
            case "self_attn.v_proj" -> "attn_v";
            case "self_attn.qkv_proj", "self_attention.query_key_value" -> "attn_qkv";
            case "self_attn.o_proj", "attention.wo", "self_attention.dense" -> "attn_output";
            case "self_attn.q_norm" -> "attn_q_norm";
            case "self_attn.k_norm" -> "attn_k_norm";
            case "mlp.gate_proj", "feed_forward.w1" -> "ffn_gate";
            case "mlp.up_proj", "feed_forward.w3", "mlp.gate_up_proj", "mlp.dense_h_to_4h" ->
                    "ffn_up";
            case "mlp.down_proj", "feed_forward.w2", "mlp.dense_4h_to_h" -> "ffn_down";
            case "post_attention_layernorm" -> gemma ? "post_attention_norm" : "ffn_norm";
            case "ffn_norm", "pre_feedforward_layernorm" -> "ffn_norm";
            case "post_self_attn_layernorm" -> "post_attention_norm";
            case "post_feedforward_layernorm", "post_mlp_layernorm" -> "post_ffw_norm";
            default -> throw new IllegalArgumentException("no GGUF name for " + name);
        };
    }

    private void split(String block, String kind, Tensor wqkv) {
        int heads = config.get("num_attention_heads").asInt();
        int groups = config.get("num_key_value_heads").asInt();
        int share = heads / groups;
        int each = share + 2;
        var q = IntStream.range(0, heads).map(h -> h / share * each + h % share).toArray();
        var k = IntStream.range(0, groups).map(g -> g * each + share).toArray();
        var v = IntStream.range(0, groups).map(g -> g * each + share + 1).toArray();
        put(block + "attn_q" + kind, interleaved(heads(wqkv, q)));
        put(block + "attn_k" + kind, interleaved(heads(wqkv, k)));
        put(block + "attn_v" + kind, heads(wqkv, v));
    }

    private Tensor heads(Tensor tensor, int[] heads) {
        int d = headDim();
        var rows =
                IntStream.range(0, heads.length * d).map(r -> heads[r / d] * d + r % d).toArray();
        return Views.rows(tensor.name(), tensor, rows);
    }

    /// Row 2j + t of a head in the file is its row t * headDim / 2 + j.
    private Tensor interleaved(Tensor tensor) {
        int d = headDim();
        var rows =
                IntStream.range(0, (int) tensor.shape()[0])
                        .map(r -> r / d * d + r % 2 * (d / 2) + r % d / 2)
                        .toArray();
        return Views.rows(tensor.name(), tensor, rows);
    }

    private void ropeFactors() {
        if (config.path("rope_scaling").path("rope_type").asText().equals("llama3")) {
            var factors = ropeFactors(config);
            put("rope_freqs.weight", InMemory.tensor("rope_freqs.weight", factors, factors.length));
        }
    }

    /// By what the `llama3` scaling divides each frequency.
    static float[] ropeFactors(JsonNode config) {
        var scaling = config.get("rope_scaling");
        int headDim = headDim(config);
        double factor = scaling.get("factor").asDouble();
        double low = scaling.get("low_freq_factor").asDouble();
        double high = scaling.get("high_freq_factor").asDouble();
        double length = scaling.get("original_max_position_embeddings").asDouble();
        var factors = new float[headDim / 2];
        for (int j = 0; j < factors.length; j++) {
            double f = Math.pow(config.get("rope_theta").asDouble(), -2.0 * j / headDim);
            double wave = 2 * Math.PI / f;
            double s = Math.clamp((length / wave - low) / (high - low), 0, 1);
            factors[j] = (float) (1 / ((1 - s) / factor + s));
        }
        return factors;
    }

    private void put(String name, Tensor tensor) {
        var shape = tensor.shape();
        boolean blocks = shape.length == 2 && shape[1] % type.block() == 0;
        entries.add(
                new GgufWriter.Entry(
                        name,
                        blocks ? type : GgmlType.F32,
                        shape,
                        (from, into, count) -> tensor.read(from, into, 0, count)));
    }
}
