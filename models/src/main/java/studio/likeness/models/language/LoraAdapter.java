package studio.likeness.models.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.nn.Adapter;

/// A low-rank adapter as PEFT publishes it: `adapter_config.json` beside pairs of tensors whose
/// names lead to the linear maps that they change.
public final class LoraAdapter implements Adapter {
    private static final Pattern PAIR =
            Pattern.compile("(?:base_model\\.model\\.)?(.+)\\.lora_([AB])(?:\\.[^.]+)?\\.weight");

    private final Map<String, Delta> deltas;

    private LoraAdapter(Map<String, Delta> deltas) {
        this.deltas = Map.copyOf(deltas);
    }

    /// Reads all of it; the tensors may then be closed.
    ///
    /// @param config `adapter_config.json`
    /// @throws StudioException when it does more than low-rank changes of linear maps, or is broken
    public static LoraAdapter read(JsonNode config, TensorIndex tensors) {
        if (config.path("use_dora").asBoolean() || config.path("fan_in_fan_out").asBoolean()) {
            throw new StudioException("models.language.otherAdapter", "DoRA");
        }
        var pairs = new HashMap<String, Map<String, String>>();
        for (var name : tensors.names()) {
            var pair = PAIR.matcher(name);
            if (!pair.matches()) {
                throw new StudioException("models.language.otherAdapter", name);
            }
            pairs.computeIfAbsent(pair.group(1), _ -> new HashMap<>()).put(pair.group(2), name);
        }
        var deltas = new HashMap<String, Delta>();
        pairs.forEach((map, pair) -> deltas.put(map, delta(config, map, pair, tensors)));
        return new LoraAdapter(deltas);
    }

    private static Delta delta(
            JsonNode config, String map, Map<String, String> pair, TensorIndex tensors) {
        if (pair.size() != 2) {
            throw new StudioException("models.language.brokenAdapter", map);
        }
        var a = tensors.get(pair.get("A"));
        var b = tensors.get(pair.get("B"));
        if (a.shape().length != 2 || b.shape().length != 2 || a.shape()[0] != b.shape()[1]) {
            throw new StudioException("models.language.brokenAdapter", map);
        }
        int rank = Math.toIntExact(a.shape()[0]);
        double alpha = alpha(config, map, rank);
        double root = config.path("use_rslora").asBoolean() ? Math.sqrt(rank) : rank;
        return new Delta(a.floats(), b.floats(), rank, (float) (alpha / root));
    }

    /// `alpha_pattern` has exceptions: names of maps, or of their ends, as regular expressions.
    private static double alpha(JsonNode config, String map, int rank) {
        for (var exception : config.path("alpha_pattern").properties()) {
            if (matches(exception.getKey(), map)) {
                return exception.getValue().asDouble();
            }
        }
        return config.path("lora_alpha").asDouble(rank);
    }

    private static boolean matches(String pattern, String map) {
        try {
            return Pattern.matches("(?:.*\\.)?(?:" + pattern + ")", map);
        } catch (PatternSyntaxException e) {
            throw new StudioException(e, "models.language.brokenAdapter", pattern);
        }
    }

    /// The maps it changes, as published, without `.weight`.
    public Set<String> maps() {
        return deltas.keySet();
    }

    @Override
    public Optional<Delta> of(String name) {
        return Optional.ofNullable(deltas.get(name));
    }
}
