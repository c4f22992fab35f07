package studio.likeness.models.checkpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import studio.likeness.models.job.StudioException;

/// Shows a GGUF file as if it were the Hugging Face folder it was made from: its names, its order
/// of rows, its norms. (What the converters change: the rows of queries and keys of Llama and
/// InternLM2 are interleaved for their rotation, InternLM2's packed projection is split, Gemma's
/// norms have one added.)
public final class GgufNames {
    private static final Pattern LAYER = Pattern.compile("blk\\.(\\d+)\\.(\\w+)\\.(weight|bias)");
    private static final Set<String> INTERLEAVED = Set.of("llama", "internlm2");

    private final GgufIndex gguf;
    private final String architecture;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    private GgufNames(GgufIndex gguf) {
        this.gguf = gguf;
        this.architecture = gguf.architecture();
    }

    /// Whether the file's architecture is one of those that are shown here.
    public static boolean knows(GgufIndex gguf) {
        return GgufConfig.of(gguf).isPresent();
    }

    /// Names as in the family's published folders. Closing it closes the file. Its
    /// [TensorIndex#meta] is the family's `config.json`.
    ///
    /// @throws StudioException when the architecture is not known
    public static TensorIndex of(GgufIndex gguf) {
        var config =
                GgufConfig.of(gguf)
                        .orElseThrow(
                                () ->
                                        new StudioException(
                                                "models.checkpoint.ggufFamily",
                                                Quote.of(gguf.architecture())));
        var names = new GgufNames(gguf);
        for (var name : gguf.names()) {
            names.add(name);
        }
        return new Contents(names.tensors, config, gguf::close);
    }

    private void add(String name) {
        var layer = LAYER.matcher(name);
        if (layer.matches()) {
            layer(layer.group(1), layer.group(2), layer.group(3));
            return;
        }
        top(name).ifPresent(hf -> put(hf, gguf.get(name)));
    }

    private Optional<String> top(String name) {
        return switch (GgufConfig.layout(gguf)) {
            case LLAMA ->
                    switch (name) {
                        case "token_embd.weight" -> Optional.of("model.embed_tokens.weight");
                        case "output_norm.weight" -> Optional.of("model.norm.weight");
                        case "output.weight" -> Optional.of("lm_head.weight");
                        default -> Optional.empty();
                    };
            case INTERNLM2 ->
                    switch (name) {
                        case "token_embd.weight" -> Optional.of("model.tok_embeddings.weight");
                        case "output_norm.weight" -> Optional.of("model.norm.weight");
                        case "output.weight" -> Optional.of("output.weight");
                        default -> Optional.empty();
                    };
            case CHATGLM ->
                    switch (name) {
                        case "token_embd.weight" ->
                                Optional.of("transformer.embedding.word_embeddings.weight");
                        case "output_norm.weight" ->
                                Optional.of("transformer.encoder.final_layernorm.weight");
                        case "output.weight" -> Optional.of("transformer.output_layer.weight");
                        default -> Optional.empty();
                    };
        };
    }

    private void layer(String number, String part, String kind) {
        var tensor = gguf.get("blk." + number + "." + part + "." + kind);
        switch (GgufConfig.layout(gguf)) {
            case LLAMA ->
                    llama(number, part)
                            .ifPresent(
                                    name ->
                                            put(
                                                    "model.layers.%s.%s.%s"
                                                            .formatted(number, name, kind),
                                                    original(part, tensor)));
            case INTERNLM2 -> internLm2(number, part, kind, tensor);
            case CHATGLM ->
                    chatGlm(part)
                            .ifPresent(
                                    name ->
                                            put(
                                                    "transformer.encoder.layers.%s.%s.%s"
                                                            .formatted(number, name, kind),
                                                    tensor));
        }
    }

    private void put(String name, Tensor tensor) {
        // Gemma's norms multiply by one more than their weight; GGUF keeps the sum
        boolean more = architecture.equals("gemma3") && name.endsWith("norm.weight");
        tensors.put(name, more ? new Shifted(name, tensor, -1) : new Renamed(name, tensor));
    }

    private Optional<String> llama(String number, String part) {
        boolean gemma = architecture.equals("gemma3");
        return switch (part) {
            case "attn_norm" -> Optional.of("input_layernorm");
            case "attn_q" -> Optional.of("self_attn.q_proj");
            case "attn_k" -> Optional.of("self_attn.k_proj");
            case "attn_v" -> Optional.of("self_attn.v_proj");
            case "attn_qkv" -> Optional.of("self_attn.qkv_proj");
            case "attn_output" -> Optional.of("self_attn.o_proj");
            case "attn_q_norm" -> Optional.of("self_attn.q_norm");
            case "attn_k_norm" -> Optional.of("self_attn.k_norm");
            case "ffn_gate" -> Optional.of("mlp.gate_proj");
            case "ffn_up" ->
                    Optional.of(
                            gguf.has("blk." + number + ".ffn_gate.weight")
                                    ? "mlp.up_proj"
                                    : "mlp.gate_up_proj");
            case "ffn_down" -> Optional.of("mlp.down_proj");
            case "ffn_norm" ->
                    Optional.of(gemma ? "pre_feedforward_layernorm" : "post_attention_layernorm");
            case "post_attention_norm" ->
                    Optional.of(gemma ? "post_attention_layernorm" : "post_self_attn_layernorm");
            case "post_ffw_norm" ->
                    Optional.of(gemma ? "post_feedforward_layernorm" : "post_mlp_layernorm");
            default -> Optional.empty();
        };
    }

    private static Optional<String> chatGlm(String part) {
        return switch (part) {
            case "attn_norm" -> Optional.of("input_layernorm");
            case "attn_qkv" -> Optional.of("self_attention.query_key_value");
            case "attn_output" -> Optional.of("self_attention.dense");
            case "ffn_norm" -> Optional.of("post_attention_layernorm");
            case "ffn_up" -> Optional.of("mlp.dense_h_to_4h");
            case "ffn_down" -> Optional.of("mlp.dense_4h_to_h");
            default -> Optional.empty();
        };
    }

    private void internLm2(String number, String part, String kind, Tensor tensor) {
        var name =
                switch (part) {
                    case "attn_norm" -> "attention_norm";
                    case "attn_q" -> "attention.wqkv";
                    case "attn_output" -> "attention.wo";
                    case "ffn_norm" -> "ffn_norm";
                    case "ffn_gate" -> "feed_forward.w1";
                    case "ffn_up" -> "feed_forward.w3";
                    case "ffn_down" -> "feed_forward.w2";
                    default -> "";
                };
        if (name.isEmpty()) {
            return; // keys and values came with the queries
        }
        var full = "model.layers.%s.%s.%s".formatted(number, name, kind);
        put(full, part.equals("attn_q") ? wqkv(full, "blk." + number + ".", kind, tensor) : tensor);
    }

    /// Per group of queries that share a key: the queries, the key, the value.
    private Tensor wqkv(String name, String layer, String kind, Tensor q) {
        var key = original("attn_k", gguf.get(layer + "attn_k." + kind));
        var value = gguf.get(layer + "attn_v." + kind);
        int headDim = GgufConfig.headDim(gguf);
        int groups = heads(key);
        int queries = heads(q);
        if (queries % groups != 0 || heads(value) != groups || !alike(key, q, value)) {
            throw misfit(name);
        }
        int share = queries / groups;
        var rows = new ArrayList<Integer>();
        for (int group = 0; group < groups; group++) {
            heads(rows, group * share, share, headDim);
            heads(rows, queries + group, 1, headDim);
            heads(rows, queries + groups + group, 1, headDim);
        }
        return Views.rows(
                name,
                Views.joined(name, List.of(original("attn_q", q), key, value)),
                rows.stream().mapToInt(Integer::intValue).toArray());
    }

    private static boolean alike(Tensor first, Tensor... others) {
        var shape = first.shape();
        for (var other : others) {
            var its = other.shape();
            if (its.length != shape.length
                    || !Arrays.equals(shape, 1, shape.length, its, 1, its.length)) {
                return false;
            }
        }
        return true;
    }

    /// How many heads a projection's rows make.
    private int heads(Tensor projection) {
        var shape = projection.shape();
        int headDim = GgufConfig.headDim(gguf);
        if (shape.length == 0
                || shape[0] < headDim
                || shape[0] % headDim != 0
                || shape[0] > 1 << 24) {
            throw misfit(projection.name());
        }
        return (int) shape[0] / headDim;
    }

    private static StudioException misfit(String tensor) {
        return new StudioException("models.checkpoint.misfit", Quote.of(tensor));
    }

    private static void heads(List<Integer> rows, int first, int count, int headDim) {
        for (int row = first * headDim; row < (first + count) * headDim; row++) {
            rows.add(row);
        }
    }

    /// Queries and keys with their rows in the published order: in the file, row 2j + t of a head
    /// is its row t * headDim / 2 + j.
    private Tensor original(String part, Tensor tensor) {
        if (!INTERLEAVED.contains(architecture)
                || (!part.equals("attn_q") && !part.equals("attn_k"))) {
            return tensor;
        }
        int headDim = GgufConfig.headDim(gguf);
        var rows = new int[heads(tensor) * headDim];
        for (int row = 0; row < rows.length; row++) {
            int inHead = row % headDim;
            int half = headDim / 2;
            rows[row] = row - inHead + 2 * (inHead % half) + inHead / half;
        }
        return Views.rows(tensor.name(), tensor, rows);
    }
}
