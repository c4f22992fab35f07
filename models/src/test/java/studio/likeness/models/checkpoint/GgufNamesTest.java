package studio.likeness.models.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.quant.GgmlType;
import studio.likeness.models.quant.LmFixture;

class GgufNamesTest {
    /// What a GGUF file does not say, or the folder need not.
    private static final Set<String> UNSAID =
            Set.of(
                    "attention_softmax_in_fp32",
                    "apply_query_key_layer_scaling",
                    "fp32_residual_connection",
                    "mlp_bias",
                    "use_sliding_window",
                    "pad_token_id",
                    "original_max_position_embeddings",
                    "eos_token_id");

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "llama2",
                "llama3_rope",
                "llama_rope_linear",
                "qwen2",
                "qwen2_yarn",
                "qwen3",
                "internlm2",
                "phi3",
                "gemma3_text",
                "chatglm2",
                "glm4_remote",
                "glm4",
                "glm_hf"
            })
    void showsAGgufAsTheFolderItCameFrom(String family) throws IOException {
        var fixture = LmFixture.read(family);
        var config = fixture.json().get("config");
        var file = folder.resolve("model.gguf");
        var weights = InMemory.keyed(fixture);
        GgufFile.write(file, config, weights, GgmlType.F32, Map.of());

        try (var view = GgufNames.of((GgufIndex) Checkpoints.open(file))) {
            var expected = new HashSet<>(Set.copyOf(weights.names()));
            expected.removeIf(name -> name.contains("inv_freq"));
            assertEquals(expected, Set.copyOf(view.names()));
            for (var name : expected) {
                assertArrayEquals(weights.get(name).shape(), view.get(name).shape(), name);
                // Gemma's norms went through an addition and back
                assertArrayEquals(weights.get(name).floats(), view.get(name).floats(), 1e-6f, name);
            }
            config.properties()
                    .forEach(field -> compare(field.getKey(), field.getValue(), view.meta()));
        }
    }

    private static void compare(String key, JsonNode expected, JsonNode config) {
        if (UNSAID.contains(key)
                || expected.isNull()
                || (key.equals("partial_rotary_factor") && expected.asDouble() == 1)
                || (key.equals("rope_scaling")
                        && expected.path("type").asText().equals("dynamic"))) {
            return;
        }
        var found = config.path(key);
        if (expected.isNumber()) {
            assertEquals(expected.asDouble(), found.asDouble(Double.NaN), 1e-12, key);
        } else if (expected.isObject()) {
            expected.properties()
                    .forEach(
                            field ->
                                    compare(
                                            field.getKey().equals("type")
                                                    ? "rope_type"
                                                    : field.getKey(),
                                            field.getValue(),
                                            found));
        } else {
            assertEquals(expected, found, key);
        }
    }

    @Test
    void findsRotationsThatNobodyPublished() throws IOException {
        var fixture = LmFixture.read("llama3_rope");
        var config = fixture.json().get("config").deepCopy();
        ((com.fasterxml.jackson.databind.node.ObjectNode) config.get("rope_scaling"))
                .put("low_freq_factor", 1.5)
                .put("high_freq_factor", 9.0)
                .put("original_max_position_embeddings", 100);
        var file = folder.resolve("model.gguf");
        GgufFile.write(file, config, InMemory.keyed(fixture), GgmlType.F32, Map.of());
        try (var view = GgufNames.of((GgufIndex) Checkpoints.open(file))) {
            // the numbers may be others, what they do to the frequencies may not
            var found = view.meta().get("rope_scaling");
            assertEquals("llama3", found.get("rope_type").asText());
            var expected = GgufFile.ropeFactors(config);
            var rebuilt = GgufFile.ropeFactors(view.meta());
            assertArrayEquals(expected, rebuilt, 0.01f);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Q4_0", "Q8_0", "F16", "BF16"})
    void writesBlocksThatReadBackNearby(GgmlType type) throws IOException {
        var fixture = LmFixture.read("llama2");
        var file = folder.resolve("model.gguf");
        var weights = InMemory.keyed(fixture);
        GgufFile.write(file, fixture.json().get("config"), weights, type, Map.of());
        double step =
                switch (type) {
                    case Q4_0 -> 1 / 8.0;
                    // half a step, and what the scale loses in 16 bits at the last of 127 steps
                    case Q8_0 -> (0.5 + 127 / 2048.0) / 127;
                    default -> 1 / 256.0;
                };
        try (var view = GgufNames.of((GgufIndex) Checkpoints.open(file))) {
            for (var name : List.of("model.embed_tokens.weight", "lm_head.weight")) {
                var expected = weights.get(name).floats();
                var found = view.get(name).floats();
                float most = 0;
                double worst = 0;
                for (int i = 0; i < expected.length; i++) {
                    most = Math.max(most, Math.abs(expected[i]));
                    worst = Math.max(worst, Math.abs(expected[i] - found[i]));
                }
                assertTrue(worst <= most * step, name + ": " + worst + " of " + most);
                assertTrue(worst > 0, name);
            }
        }
    }

    @Test
    void namesTheArchitectureItDoesNotKnow() throws IOException {
        var file = folder.resolve("model.gguf");
        GgufWriter.write(file, Map.of("general.architecture", "mamba"), List.of());
        try (var gguf = (GgufIndex) Checkpoints.open(file)) {
            var refused = assertThrows(StudioException.class, () -> GgufNames.of(gguf));
            assertTrue(refused.sentence().contains("mamba"));
        }
    }
}
