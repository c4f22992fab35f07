package studio.likeness.models.library;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import studio.likeness.models.library.Recognized.Fact;
import studio.likeness.models.library.Recognized.Kind;

/// Small changes to a model: LoRA in PEFT's format, and tuned prefixes (P-tuning v2).
final class Adapters {
    private static final Pattern LORA =
            Pattern.compile("(?:base_model\\.model\\.)?(.+)\\.lora_A(?:\\.\\w+)?\\.weight");
    private static final Pattern PREFIX =
            Pattern.compile("(?:.*\\.)?prefix_encoder\\.embedding\\.weight");
    private static final Pattern LAYER = Pattern.compile("\\.(\\d+)\\.");

    private Adapters() {}

    /// How the maps are called in each layout, with the families that have it.
    private enum Layout {
        INTERNLM2("internlm2", Pattern.compile(".*\\.(attention|feed_forward)\\..*")),
        CHATGLM2(
                "chatglm2, chatglm3, glm-4",
                Pattern.compile("transformer\\.encoder\\.layers\\..*")),
        CHATGLM("chatglm", Pattern.compile("transformer\\.layers\\..*")),
        BERT("bert", Pattern.compile(".*encoder\\.layer\\.\\d+\\.attention\\..*")),
        PHI3("phi3", Pattern.compile(".*\\.self_attn\\.qkv_proj")),
        GLM("glm, glm4", Pattern.compile(".*\\.mlp\\.gate_up_proj")),
        LLAMA("llama, qwen2, qwen3, gemma3", Pattern.compile(".*\\.(self_attn|mlp)\\.\\w+_proj"));

        private final String families;
        private final Pattern map;

        Layout(String families, Pattern map) {
            this.families = families;
            this.map = map;
        }
    }

    /// Empty when the checkpoint is no adapter.
    ///
    /// @param config `adapter_config.json`, or missing
    static Optional<Verdict> verdict(Listing listing, String container, JsonNode config) {
        return lora(listing, container, config).or(() -> prefix(listing, container));
    }

    private static Optional<Verdict> lora(Listing listing, String container, JsonNode config) {
        var maps = new ArrayList<String>();
        var targets = new TreeSet<String>();
        var layers = new TreeSet<Integer>();
        long rank = 0;
        long width = 0;
        for (var tensor : listing.tensors().entrySet()) {
            var lora = LORA.matcher(tensor.getKey());
            if (!lora.matches() || tensor.getValue().shape().length != 2) {
                continue;
            }
            var map = lora.group(1);
            maps.add(map);
            targets.add(map.substring(map.lastIndexOf('.') + 1));
            var layer = LAYER.matcher(map);
            if (layer.find()) {
                layers.add(Integer.valueOf(layer.group(1)));
            }
            rank = Math.max(rank, tensor.getValue().shape()[0]);
            if (width == 0) {
                width = tensor.getValue().shape()[1]; // of the first map, which reads the stream
            }
        }
        if (maps.isEmpty()) {
            return Optional.empty();
        }
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("fits", fits(maps)));
        if (!layers.isEmpty()) {
            facts.add(new Fact("layers", String.valueOf(layers.last() + 1)));
        }
        facts.add(new Fact("width", String.valueOf(width)));
        facts.add(new Fact("rank", String.valueOf(rank)));
        facts.add(new Fact("targets", String.join(", ", targets)));
        var base = config.path("base_model_name_or_path").asText("");
        if (!base.isEmpty()) {
            facts.add(new Fact("base", base));
        }
        facts.add(new Fact("storage", listing.storage("")));
        var verdict =
                Verdict.known("lora", Kind.ADAPTER, container, listing.parameters("")).with(facts);
        if (config.isMissingNode()) {
            return Optional.of(verdict.but("models.library.noAdapterConfig"));
        }
        if (config.path("use_dora").asBoolean()) {
            return Optional.of(verdict.but("models.library.dora"));
        }
        return Optional.of(verdict.but("models.library.adapterNeedsBase", fits(maps)));
    }

    private static String fits(List<String> maps) {
        for (var layout : Layout.values()) {
            if (maps.stream().anyMatch(map -> layout.map.matcher(map).matches())) {
                return layout.families;
            }
        }
        return "?";
    }

    /// Alone: in a whole model the encoder is one of its parts.
    private static Optional<Verdict> prefix(Listing listing, String container) {
        for (var tensor : listing.tensors().entrySet()) {
            var shape = tensor.getValue().shape();
            if (PREFIX.matcher(tensor.getKey()).matches() && shape.length == 2) {
                boolean alone =
                        listing.tensors().keySet().stream()
                                .allMatch(name -> name.contains("prefix_encoder."));
                if (!alone) {
                    return Optional.empty();
                }
                var verdict =
                        Verdict.known("p-tuning", Kind.ADAPTER, container, listing.parameters(""))
                                .with("fits", "chatglm, chatglm2, chatglm3")
                                .with("prefix", shape[0])
                                .with("width", shape[1])
                                .with("storage", listing.storage(""));
                return Optional.of(
                        verdict.but(
                                "models.library.adapterNeedsBase", "chatglm, chatglm2, chatglm3"));
            }
        }
        return Optional.empty();
    }
}
