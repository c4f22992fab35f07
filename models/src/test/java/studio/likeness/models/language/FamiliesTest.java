package studio.likeness.models.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.parity.KeyedWeights;

class FamiliesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "llama2, Llama", "qwen2, Llama", "qwen3, Qwen3", "internlm2, InternLm2",
        "chatglm, ChatGlm", "chatglm2, ChatGlm2", "glm4_remote, ChatGlm2", "glm_hf, Glm",
        "glm4, Glm", "phi3, Phi3", "gemma3_text, Gemma3"
    })
    void knowsANetworkByItsTensors(String fixture, String network) throws IOException {
        var tree = fixture(fixture);
        config(tree).put("model_type", network.equals("Llama") ? "" : "anything");

        var decoder = Families.of(config(tree), KeyedWeights.of(tree));

        assertEquals(network, decoder.getClass().getSimpleName());
        assertEquals(4, decoder.frame().layers());
        assertEquals(512, decoder.frame().vocabulary());
        assertEquals(network.equals("ChatGlm"), decoder.hasTwoRows());
    }

    @ParameterizedTest
    @CsvSource({
        "num_hidden_layers, 0", "num_attention_heads, -3", "hidden_size, 1e30",
        "num_key_value_heads, 3", "rms_norm_eps, 7", "max_position_embeddings, 0.5"
    })
    void refusesNumbersThatCannotBe(String field, double value) throws IOException {
        var tree = fixture("llama2");
        config(tree).put(field, value);

        assertEquals("models.language.absurdField", refusal(tree).key());
    }

    @Test
    void saysWhichFieldIsMissing() throws IOException {
        var tree = fixture("llama2");
        config(tree).remove("intermediate_size");

        var refusal = refusal(tree);

        assertEquals("models.language.missingField", refusal.key());
        assertTrue(refusal.sentence().contains("intermediate_size"), refusal.sentence());
    }

    @Test
    void refusesAFamilyThatOnlySharesTheNames() throws IOException {
        var tree = fixture("llama2");
        config(tree).put("model_type", "granite");

        assertEquals("models.language.unknownFamily", refusal(tree).key());
    }

    @Test
    void refusesAConfigOfAnotherModel() throws IOException {
        var tree = fixture("llama2");
        config(tree).put("hidden_size", 256);

        assertEquals("models.language.otherShape", refusal(tree).key());
    }

    @Test
    void refusesAStretchItDoesNotKnow() throws IOException {
        var tree = fixture("llama_rope_linear");
        ((ObjectNode) config(tree).get("rope_scaling")).put("rope_type", "longrope");

        assertEquals("models.language.unknownRotation", refusal(tree).key());
    }

    @Test
    void readsTheRotationInOlderAndNewerWords() throws JsonProcessingException {
        var older = config("{'rope_theta': 500, 'rope_scaling': {'type': 'linear', 'factor': 4}}");
        var newer =
                config(
                        "{'rope_parameters':"
                                + " {'rope_theta': 500, 'rope_type': 'linear', 'factor': 4}}");

        assertArrayEquals(
                Rotaries.of(older, 16, false, 8).frequencies(),
                Rotaries.of(newer, 16, false, 8).frequencies());
        assertEquals(0.25, Rotaries.of(newer, 16, false, 8).frequencies()[0]);
    }

    @Test
    void stretchesDynamicallyOnlyBeyondWhatWasTrained() throws JsonProcessingException {
        var c =
                config(
                        "{'max_position_embeddings': 16,"
                                + " 'rope_scaling': {'type': 'dynamic', 'factor': 2}}");
        var plain = Rotaries.frequencies(10000, 16);

        assertArrayEquals(plain, Rotaries.of(c, 16, false, 16).frequencies());
        assertTrue(Rotaries.of(c, 16, false, 24).frequencies()[7] < plain[7]);
    }

    @Test
    void knowsWhichLayersHaveAWindow() throws JsonProcessingException {
        var mistral = config("{'model_type': 'mistral', 'sliding_window': 5}");
        var qwen = config("{'model_type': 'qwen2', 'sliding_window': 5}");
        var upper =
                config(
                        "{'model_type': 'qwen2', 'sliding_window': 5,"
                                + " 'use_sliding_window': true, 'max_window_layers': 2}");

        assertEquals(OptionalInt.of(5), mistral.window(0));
        assertEquals(OptionalInt.empty(), qwen.window(0));
        assertEquals(OptionalInt.empty(), upper.window(1));
        assertEquals(OptionalInt.of(5), upper.window(2));
    }

    private static StudioException refusal(ObjectNode tree) {
        return assertThrows(
                StudioException.class, () -> Families.of(config(tree), KeyedWeights.of(tree)));
    }

    private static DecoderConfig config(String json) throws JsonProcessingException {
        var tree = (ObjectNode) JSON.readTree(json.replace('\'', '"'));
        return new DecoderConfig(
                tree.has("max_position_embeddings")
                        ? tree
                        : tree.put("max_position_embeddings", 64));
    }

    private static ObjectNode config(ObjectNode fixture) {
        return (ObjectNode) fixture.get("config");
    }

    private static ObjectNode fixture(String name) throws IOException {
        var file = Path.of("src/test/resources/parity/lm", name + ".json");
        return (ObjectNode) JSON.readTree(file.toFile());
    }
}
