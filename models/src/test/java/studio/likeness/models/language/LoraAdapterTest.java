package studio.likeness.models.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.junit.jupiter.api.Test;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.parity.KeyedWeights;

class LoraAdapterTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Test
    void readsPairsUnderTheNamesOfTheirMaps() {
        var tensors =
                tensors(
                        "base_model.model.model.layers.0.q_proj.lora_A.weight",
                        "base_model.model.model.layers.0.q_proj.lora_B.weight",
                        "base_model.model.model.layers.0.v_proj.lora_A.default.weight",
                        "base_model.model.model.layers.0.v_proj.lora_B.default.weight");

        var adapter = LoraAdapter.read(NODES.objectNode().put("lora_alpha", 8), tensors);

        assertEquals(
                Set.of("model.layers.0.q_proj", "model.layers.0.v_proj"), adapter.maps());
        var delta = adapter.of("model.layers.0.v_proj").orElseThrow();
        assertEquals(4, delta.rank());
        assertEquals(2, delta.scaling());
        assertTrue(adapter.of("model.layers.0.k_proj").isEmpty());
    }

    @Test
    void scalesByTheRootAndByException() {
        var tensors =
                tensors("a.q_proj.lora_A.weight", "a.q_proj.lora_B.weight");
        var config = NODES.objectNode().put("lora_alpha", 8).put("use_rslora", true);

        assertEquals(4, scaling(config, tensors));
        config.putObject("alpha_pattern").put("q_proj", 2);
        assertEquals(1, scaling(config, tensors));
    }

    private static float scaling(ObjectNode config, TensorIndex tensors) {
        return LoraAdapter.read(config, tensors).of("a.q_proj").orElseThrow().scaling();
    }

    @Test
    void refusesWhatIsNotALowRankChange() {
        var more = tensors("a.lora_A.weight", "a.lora_B.weight", "a.lora_magnitude_vector");
        var half = tensors("a.lora_A.weight");

        assertEquals("models.language.otherAdapter", refusal(more));
        assertEquals("models.language.brokenAdapter", refusal(half));
    }

    private static String refusal(TensorIndex tensors) {
        return assertThrows(
                        StudioException.class,
                        () -> LoraAdapter.read(NODES.objectNode(), tensors))
                .key();
    }

    private static TensorIndex tensors(String... names) {
        var list = NODES.arrayNode();
        for (var name : names) {
            boolean first = name.contains("lora_A");
            list.addObject()
                    .put("name", name)
                    .putArray("shape")
                    .add(first ? 4 : 16)
                    .add(first ? 16 : 4);
        }
        return KeyedWeights.of(NODES.objectNode().put("salt", "lora"), list);
    }
}
