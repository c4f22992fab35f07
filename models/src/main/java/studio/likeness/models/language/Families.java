package studio.likeness.models.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.Decoder.Frame;

/// Finds the network for a checkpoint: by the names of its tensors, and by `model_type` where
/// families share the names.
public final class Families {
    /// Those whose blocks are Llama's to the letter; others with the same names scale or norm more.
    private static final Set<String> LIKE_LLAMA =
            Set.of("", "llama", "mistral", "qwen2", "internlm3", "Yi");

    private static final String LAYER = "model.layers.0.";

    private Families() {}

    /// With the model's own context, if that is not very long.
    public static Decoder of(JsonNode config, TensorIndex weights) {
        return of(config, weights, new DecoderConfig(config).context());
    }

    /// @param context planned length of texts, in tokens; some models turn their heads otherwise
    // for
    ///     longer ones
    /// @throws StudioException when the family is not known or the config does not fit the weights
    public static Decoder of(JsonNode config, TensorIndex weights, int context) {
        var c = new DecoderConfig(config);
        var names = Names.of(c, weights);
        var embedding = shape(c, weights, names.embedding);
        var head = weights.has(names.head) ? shape(c, weights, names.head) : embedding;
        var frame =
                new Frame(c.layers(), c.kvHeads(), c.headSize(), Math.toIntExact(head[0]), context);
        return network(c, weights, names, frame);
    }

    /// Embedding and head of the layouts there are.
    private enum Names {
        CHATGLM("transformer.word_embeddings.weight", "lm_head.weight"),
        CHATGLM2("transformer.embedding.word_embeddings.weight", "transformer.output_layer.weight"),
        INTERNLM2("model.tok_embeddings.weight", "output.weight"),
        HUGGING_FACE("model.embed_tokens.weight", "lm_head.weight");

        private final String embedding;
        private final String head;

        Names(String embedding, String head) {
            this.embedding = embedding;
            this.head = head;
        }

        static Names of(DecoderConfig c, TensorIndex weights) {
            return Arrays.stream(values())
                    .filter(names -> weights.has(names.embedding))
                    .findFirst()
                    .orElseThrow(() -> unknown(c));
        }
    }

    private static Decoder network(DecoderConfig c, TensorIndex w, Names names, Frame frame) {
        return switch (names) {
            case CHATGLM -> new ChatGlm(c, frame);
            case CHATGLM2 -> new ChatGlm2(c, frame);
            case INTERNLM2 -> new InternLm2(c, frame);
            case HUGGING_FACE -> huggingFace(c, w, frame);
        };
    }

    private static Decoder huggingFace(DecoderConfig c, TensorIndex w, Frame frame) {
        if (has(w, "self_attn.qkv_proj", "mlp.gate_up_proj")) {
            return new Phi3(c, frame);
        }
        if (has(w, "self_attn.q_proj", "mlp.gate_up_proj", "input_layernorm")) {
            return new Glm(c, frame, has(w, "post_self_attn_layernorm", "post_mlp_layernorm"));
        }
        if (!has(w, "self_attn.q_proj", "mlp.gate_proj", "input_layernorm")) {
            throw unknown(c);
        }
        boolean normedHeads = has(w, "self_attn.q_norm", "self_attn.k_norm");
        boolean sandwich = has(w, "pre_feedforward_layernorm", "post_feedforward_layernorm");
        if (normedHeads && sandwich) {
            return new Gemma3(c, frame);
        }
        if (normedHeads && shape(c, w, LAYER + "self_attn.q_norm.weight")[0] == c.headSize()) {
            return new Qwen3(c, frame);
        }
        if (!normedHeads && !sandwich && c.type().equals("minicpm")) {
            return new MiniCpm(c, frame);
        }
        if (!normedHeads && !sandwich && LIKE_LLAMA.contains(c.type())) {
            return new Llama(c, frame);
        }
        throw unknown(c);
    }

    private static boolean has(TensorIndex weights, String... maps) {
        return List.of(maps).stream().allMatch(map -> weights.has(LAYER + map + ".weight"));
    }

    /// Of a matrix or a vector that must be as wide as the residual stream, or of a head.
    private static long[] shape(DecoderConfig c, TensorIndex weights, String name) {
        var shape = weights.get(name).shape();
        if (shape.length == 2 && shape[1] != c.width()) {
            throw new StudioException(
                    "models.language.otherShape", name, Arrays.toString(shape), c.width());
        }
        return shape;
    }

    private static StudioException unknown(DecoderConfig c) {
        return new StudioException(
                "models.language.unknownFamily", c.type().isEmpty() ? "?" : c.type());
    }
}
