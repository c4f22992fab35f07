package studio.likeness.models.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// What a GGUF file's metadata says of its network, in the words of `config.json`.
final class GgufConfig {
    /// Whose names the family's published folders use.
    enum Layout {
        LLAMA,
        INTERNLM2,
        CHATGLM
    }

    private final GgufIndex gguf;
    private final String prefix;
    private final ObjectNode config = JsonNodeFactory.instance.objectNode();

    private GgufConfig(GgufIndex gguf) {
        this.gguf = gguf;
        this.prefix = gguf.architecture() + ".";
    }

    /// Empty when the architecture is not known, or the metadata lacks what every network needs.
    static Optional<ObjectNode> of(GgufIndex gguf) {
        var reader = new GgufConfig(gguf);
        return reader.modelType()
                .filter(_ -> reader.isComplete())
                .map(
                        type -> {
                            reader.config.put("model_type", type);
                            if (layout(gguf) == Layout.CHATGLM) {
                                reader.chatGlm();
                            } else {
                                reader.llama();
                            }
                            return reader.config;
                        });
    }

    static Layout layout(GgufIndex gguf) {
        return switch (gguf.architecture()) {
            case "internlm2" -> Layout.INTERNLM2;
            case "chatglm" -> gguf.has("blk.0.attn_qkv.weight") ? Layout.CHATGLM : Layout.LLAMA;
            default -> Layout.LLAMA;
        };
    }

    static int headDim(GgufIndex gguf) {
        return new GgufConfig(gguf).headDim();
    }

    private Optional<String> modelType() {
        return switch (gguf.architecture()) {
            case "llama", "qwen2", "qwen3", "internlm2", "phi3", "glm4" ->
                    Optional.of(gguf.architecture());
            case "gemma3" -> Optional.of("gemma3_text");
            case "chatglm" -> Optional.of(layout(gguf) == Layout.CHATGLM ? "chatglm" : "glm");
            default -> Optional.empty();
        };
    }

    private boolean isComplete() {
        return heads() > 0
                && heads() <= 1 << 16
                && width() > 0
                && headDim() > 0
                && headDim() <= 1 << 16
                && headDim() % 2 == 0
                && whole("block_count", 0) > 0
                && gguf.has("token_embd.weight")
                && gguf.get("token_embd.weight").shape().length == 2;
    }

    private void llama() {
        var gemma = gguf.architecture().equals("gemma3");
        config.put("hidden_size", width());
        config.put("num_hidden_layers", whole("block_count", 0));
        config.put("num_attention_heads", heads());
        config.put("num_key_value_heads", whole("attention.head_count_kv", heads()));
        config.put("head_dim", headDim());
        config.put("intermediate_size", whole("feed_forward_length", 0));
        config.put("rms_norm_eps", real("attention.layer_norm_rms_epsilon", 1e-5));
        config.put("max_position_embeddings", whole("context_length", 2048));
        config.put("vocab_size", gguf.get("token_embd.weight").shape()[0]);
        config.put("rope_theta", real("rope.freq_base", gemma ? 1e6 : 1e4));
        config.put("tie_word_embeddings", !gguf.has("output.weight"));
        config.put(
                gguf.architecture().equals("internlm2") ? "bias" : "attention_bias",
                gguf.has("blk.0.attn_q.bias") || gguf.has("blk.0.attn_qkv.bias"));
        config.put(
                gemma ? "hidden_activation" : "hidden_act", gemma ? "gelu_pytorch_tanh" : "silu");
        int rotary = whole("rope.dimension_count", headDim());
        if (rotary != headDim()) {
            config.put("partial_rotary_factor", rotary / (double) headDim());
        }
        if (gemma) {
            gemma();
        } else if (has("attention.sliding_window")) {
            config.put("sliding_window", whole("attention.sliding_window", 0));
        }
        tokens();
        new GgufRope(gguf, prefix)
                .scaling(headDim())
                .ifPresent(it -> config.set("rope_scaling", it));
    }

    private void gemma() {
        config.put("sliding_window", whole("attention.sliding_window", 1024));
        // a network constant that files did not always carry
        config.put("sliding_window_pattern", whole("attention.sliding_window_pattern", 6));
        config.put("rope_local_base_freq", real("rope.freq_base_swa", 1e4));
        // the 27B release scales by width over heads; every other by the head's size
        boolean largest = width() == 5376 && heads() == 32;
        config.put("query_pre_attn_scalar", largest ? width() / heads() : headDim());
    }

    private void chatGlm() {
        config.put("hidden_size", width());
        config.put("num_layers", whole("block_count", 0));
        config.put("num_attention_heads", heads());
        config.put("kv_channels", headDim());
        config.put("multi_query_attention", true);
        config.put("multi_query_group_num", whole("attention.head_count_kv", heads()));
        config.put("ffn_hidden_size", whole("feed_forward_length", 0));
        config.put("layernorm_epsilon", real("attention.layer_norm_rms_epsilon", 1e-5));
        config.put("rmsnorm", true);
        config.put("post_layer_norm", true);
        config.put("original_rope", true);
        config.put("apply_residual_connection_post_layernorm", false);
        config.put("rope_ratio", real("rope.freq_base", 1e4) / 1e4);
        config.put("seq_length", whole("context_length", 2048));
        config.put("padded_vocab_size", gguf.get("token_embd.weight").shape()[0]);
        config.put("add_qkv_bias", gguf.has("blk.0.attn_qkv.bias"));
        config.put("add_bias_linear", gguf.has("blk.0.attn_output.bias"));
        config.put("tie_word_embeddings", !gguf.has("output.weight"));
        tokens();
    }

    private void tokens() {
        for (var each : new String[] {"bos", "eos"}) {
            var id = gguf.meta().path("tokenizer.ggml." + each + "_token_id");
            if (id.isNumber()) {
                config.put(each + "_token_id", id.asInt());
            }
        }
    }

    private int width() {
        return whole("embedding_length", 0);
    }

    private int heads() {
        return whole("attention.head_count", 0);
    }

    private int headDim() {
        return whole("attention.key_length", heads() == 0 ? 0 : width() / heads());
    }

    private boolean has(String key) {
        return gguf.meta().has(prefix + key);
    }

    private JsonNode value(String key) {
        var value = gguf.meta().path(prefix + key);
        // some files give a number per layer, all the same
        return value.isArray() && !value.isEmpty() ? value.get(0) : value;
    }

    private int whole(String key, int otherwise) {
        return value(key).isNumber() ? value(key).asInt() : otherwise;
    }

    private double real(String key, double otherwise) {
        // as printed, so that 1e-6 kept as float32 stays 1e-6
        return value(key).isNumber() ? Double.parseDouble(value(key).asText()) : otherwise;
    }
}
