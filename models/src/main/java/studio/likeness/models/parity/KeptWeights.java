package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import studio.likeness.models.nn.WeightFormat;
import studio.likeness.models.nn.WeightFormat.Blocks;
import studio.likeness.models.nn.WeightFormat.Dense;
import studio.likeness.models.nn.WeightPlan;

/// How a fixture's weights are kept.
final class KeptWeights {
    private static final Set<String> HEADS =
            Set.of("lm_head", "output", "transformer.output_layer");

    private KeptWeights() {}

    static WeightPlan exactly() {
        return WeightPlan.all(Dense.FLOAT32);
    }

    /// All linear maps but the head in blocks.
    static WeightPlan inBlocks(WeightFormat blocks) {
        return (name, _) -> isHead(name) || isEmbedding(name) ? Dense.FLOAT32 : blocks;
    }

    /// A fixture's `quantisation`.
    static WeightPlan of(JsonNode quantisation) {
        var blocks =
                new Blocks(
                        quantisation.path("bits").asInt(4),
                        quantisation.path("block_size").asInt(32),
                        quantisation.path("symmetric").asBoolean(true),
                        false);
        var excluded =
                StreamSupport.stream(quantisation.path("excluded").spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.toSet());
        return (name, _) -> excludes(excluded, name) ? Dense.FLOAT32 : blocks;
    }

    private static boolean excludes(Set<String> excluded, String name) {
        return excluded.contains("lm_head") && isHead(name)
                || excluded.contains("embedding") && isEmbedding(name)
                || excluded.stream().anyMatch(name::contains);
    }

    private static boolean isHead(String name) {
        return HEADS.contains(name);
    }

    private static boolean isEmbedding(String name) {
        return name.contains("embed");
    }
}
