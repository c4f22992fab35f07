package studio.likeness.models.voice.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import studio.likeness.models.checkpoint.Tensor;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.checkpoint.Views;

/// Weights of the HuBERT kind under the names that Hugging Face publishes them with, weight norms
/// folded.
public final class ContentNames {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /// What fairseq calls them, `#` for a number.
    private static final Map<String, String> FAIRSEQ =
            Map.ofEntries(
                    Map.entry(
                            "feature_extractor.conv_layers.#.0",
                            "feature_extractor.conv_layers.#.conv"),
                    Map.entry(
                            "feature_extractor.conv_layers.#.2",
                            "feature_extractor.conv_layers.#.layer_norm"),
                    Map.entry("layer_norm", "feature_projection.layer_norm"),
                    Map.entry("post_extract_proj", "feature_projection.projection"),
                    Map.entry("encoder.pos_conv.0", "encoder.pos_conv_embed.conv"),
                    Map.entry("encoder.layer_norm", "encoder.layer_norm"),
                    Map.entry("final_proj", "final_proj"));

    private static final Map<String, String> FAIRSEQ_LAYER =
            Map.of(
                    "self_attn.q_proj", "attention.q_proj",
                    "self_attn.k_proj", "attention.k_proj",
                    "self_attn.v_proj", "attention.v_proj",
                    "self_attn.out_proj", "attention.out_proj",
                    "self_attn_layer_norm", "layer_norm",
                    "fc1", "feed_forward.intermediate_dense",
                    "fc2", "feed_forward.output_dense",
                    "final_layer_norm", "final_layer_norm");

    /// What HuBERT-soft calls them.
    private static final Map<String, String> SOFT =
            Map.of(
                    "feature_extractor.conv#", "feature_extractor.conv_layers.#.conv",
                    "feature_extractor.norm#", "feature_extractor.conv_layers.#.layer_norm",
                    "feature_projection.norm", "feature_projection.layer_norm",
                    "feature_projection.projection", "feature_projection.projection",
                    "positional_embedding.conv", "encoder.pos_conv_embed.conv",
                    "norm", "encoder.layer_norm",
                    "proj", "proj");

    private static final Map<String, String> SOFT_LAYER =
            Map.of(
                    "self_attn.out_proj", "attention.out_proj",
                    "norm1", "layer_norm",
                    "linear1", "feed_forward.intermediate_dense",
                    "linear2", "feed_forward.output_dense",
                    "norm2", "final_layer_norm");

    private static final List<String> STACKED = List.of("q_proj", "k_proj", "v_proj");
    private static final String LAYERS = "encoder.layers.";

    private ContentNames() {}

    /// ContentVec as fairseq saves it.
    public static TensorIndex ofFairseq(TensorIndex weights) {
        return Views.renamed(
                Views.withoutWeightNorm(weights), name -> renamed(name, FAIRSEQ, FAIRSEQ_LAYER));
    }

    /// HuBERT-soft; queries, keys and values lie in one matrix there.
    public static TensorIndex ofSoft(TensorIndex weights) {
        var split = new ArrayList<Tensor>();
        for (var name : weights.names()) {
            if (name.startsWith(LAYERS) && name.contains(".self_attn.in_proj_")) {
                var layer = LAYERS + name.split("\\.")[2] + ".attention.";
                var end = "." + name.substring(name.lastIndexOf('_') + 1);
                var all = weights.get(name);
                int width = (int) all.shape()[0] / STACKED.size();
                for (int i = 0; i < STACKED.size(); i++) {
                    var rows = IntStream.range(i * width, (i + 1) * width).toArray();
                    split.add(Views.rows(layer + STACKED.get(i) + end, all, rows));
                }
            }
        }
        var renamed =
                Views.renamed(
                        Views.withoutWeightNorm(weights), name -> renamed(name, SOFT, SOFT_LAYER));
        return Views.with(renamed, split);
    }

    private static Optional<String> renamed(
            String name, Map<String, String> names, Map<String, String> layers) {
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            return Optional.empty(); // the mask's vector, which only training needs
        }
        var end = name.substring(dot);
        var module = name.substring(0, dot);
        if (module.startsWith(LAYERS)) {
            int from = module.indexOf('.', LAYERS.length());
            return from < 0
                    ? Optional.empty()
                    : Optional.ofNullable(layers.get(module.substring(from + 1)))
                            .map(inner -> module.substring(0, from + 1) + inner + end);
        }
        var number = NUMBER.matcher(module);
        boolean numbered = number.find();
        for (var pattern : List.of(module, numbered ? number.replaceFirst("#") : module)) {
            var known = names.get(pattern);
            if (known != null) {
                return Optional.of((numbered ? known.replace("#", number(module)) : known) + end);
            }
        }
        return Optional.empty();
    }

    private static String number(String module) {
        var found = NUMBER.matcher(module);
        return found.find() ? found.group() : "";
    }
}
