package studio.likeness.models.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.quant.LmFixture;

class PeftAdapterTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    @TempDir Path folder;

    @Test
    void readsAPublishedAdapter() throws IOException {
        var json = LmFixture.read("qwen2_lora_adapter").json();
        Files.writeString(
                folder.resolve("adapter_config.json"), json.get("adapter_config").toString());
        Files.write(
                folder.resolve("adapter_model.safetensors"),
                Base64.getDecoder().decode(json.get("adapter_safetensors_base64").asText()));
        assertTrue(PeftAdapter.is(folder));
        try (var adapter = PeftAdapter.open(folder)) {
            assertEquals(8, adapter.modules().size());
            var delta = adapter.of("model.layers.0.self_attn.v_proj").orElseThrow();
            assertEquals(4, delta.rank());
            assertEquals(2f, delta.scaling());
            assertArrayEquals(new long[] {4, 128}, delta.a().shape());
            assertArrayEquals(new long[] {32, 4}, delta.b().shape());
            assertTrue(adapter.of("model.layers.0.self_attn.k_proj").isEmpty());
            assertTrue(adapter.config().targets("model.layers.3.self_attn.q_proj"));
            assertFalse(adapter.config().targets("model.layers.3.self_attn.qq_proj"));
        }
    }

    @ParameterizedTest
    @CsvSource({"alpha_over_r,false", "rslora,true"})
    void mergesToThePublishedFigures(String kind, boolean rsLora) throws IOException {
        var fixture = LmFixture.read("lora_merge");
        var config =
                PeftConfig.of(
                        JSON.createObjectNode()
                                .put("r", fixture.json().get("r").asInt())
                                .put("lora_alpha", fixture.json().get("lora_alpha").asInt())
                                .put("use_rslora", rsLora));
        var index =
                InMemory.index(
                        InMemory.tensor(
                                "base_model.model.base.lora_A.default.weight",
                                fixture.keyed("lora_A.weight", 8, 64),
                                8,
                                64),
                        InMemory.tensor(
                                "base_model.model.base.lora_B.default.weight",
                                fixture.keyed("lora_B.weight", 48, 8),
                                48,
                                8));
        try (var adapter = PeftAdapter.of(config, index)) {
            var delta = adapter.of("base").orElseThrow();
            var figures = fixture.json().at("/outputs/" + kind);
            assertEquals(figures.get("scaling").asDouble(), delta.scaling(), 1e-6);
            var merged = fixture.keyed("base.weight", 48, 64);
            var a = delta.a().floats();
            var b = delta.b().floats();
            for (int i = 0; i < merged.length; i++) {
                double sum = 0;
                for (int r = 0; r < 8; r++) {
                    sum += (double) b[i / 64 * 8 + r] * a[r * 64 + i % 64];
                }
                merged[i] += (float) (sum * delta.scaling());
            }
            for (var sample : figures.get("merged_samples")) {
                assertEquals(sample.get(1).asDouble(), merged[sample.get(0).asInt()], 2e-5);
            }
        }
    }

    @Test
    void exceptionsChangeRankAndAlpha() throws IOException {
        var config =
                PeftConfig.of(
                        JSON.readTree(
                                """
                                {"r": 8, "lora_alpha": 16, "target_modules": "model\\\\..*_proj",
                                 "rank_pattern": {"layers.0.q_proj": 4},
                                 "alpha_pattern": {"layers\\\\.[01]\\\\.q_proj": 32}}
                                """));
        assertEquals(4, config.rank("model.layers.0.q_proj"));
        assertEquals(8, config.rank("model.layers.1.q_proj"));
        assertEquals(8f, config.scaling("model.layers.0.q_proj", 4));
        assertEquals(4f, config.scaling("model.layers.1.q_proj", 8));
        assertEquals(2f, config.scaling("model.layers.2.q_proj", 8));
        assertTrue(config.targets("model.layers.2.q_proj"));
        assertFalse(config.targets("lm_head"));
    }

    @ParameterizedTest
    @CsvSource({
        "m.lora_magnitude_vector,adapterDora",
        "emb.lora_embedding_A,adapterEmbedding",
        "lm_head.weight,adapterWhole",
        "m.lora_B.weight,adapterShape",
    })
    void namesWhatCannotBeApplied(String key, String sentence) {
        var config = PeftConfig.of(JSON.createObjectNode());
        var index =
                InMemory.index(InMemory.tensor("base_model.model." + key, new float[] {1}, 1, 1));
        var refused = assertThrows(StudioException.class, () -> PeftAdapter.of(config, index));
        assertEquals("models.checkpoint." + sentence, refused.key());
    }

    @Test
    void refusesOtherMethodsByName() {
        var json = JSON.createObjectNode().put("peft_type", "PREFIX_TUNING");
        var refused = assertThrows(StudioException.class, () -> PeftConfig.of(json));
        assertTrue(refused.sentence().contains("PREFIX_TUNING"));
    }

    @Test
    void givesUpOnPatternsThatNeverEnd() {
        var config =
                PeftConfig.of(JSON.createObjectNode().put("target_modules", "((a|aa)+)\\1\\1x"));
        assertThrows(StudioException.class, () -> config.targets("a".repeat(60)));
    }

    @Test
    void readsTheOlderTorchForm() throws IOException {
        Files.writeString(folder.resolve("adapter_config.json"), "{\"r\":1,\"lora_alpha\":3}");
        TorchFile.write(
                folder.resolve("adapter_model.bin"),
                TorchFile.Layout.ZIP,
                Map.of(
                        "base_model.model.x.lora_A.weight",
                        TorchFile.Data.of(new float[] {1, 2}, 1, 2),
                        "base_model.model.x.lora_B.weight",
                        TorchFile.Data.of(new float[] {3, 4}, 2, 1)));
        try (var adapter = PeftAdapter.open(folder)) {
            assertEquals(3f, adapter.of("x").orElseThrow().scaling());
        }
    }
}
