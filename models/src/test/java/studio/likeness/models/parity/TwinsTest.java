package studio.likeness.models.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sizes, weights and settings that no figures exist for: all ways to compute them agree.
@Tag("slow")
class TwinsTest {
    private static final double TOLERANCE = 1e-3;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "llama2",
                "llama3_rope",
                "qwen2_yarn",
                "qwen3",
                "internlm2",
                "chatglm",
                "chatglm2",
                "chatglm3_ptuning",
                "chatglm_ptuning",
                "glm_hf",
                "glm4",
                "phi3",
                "gemma3_text"
            })
    void agreeForFewerLargerHeads(String name) throws IOException {
        agree(Twin.of(name, "twin one").layers(3).heads(0.5).vocabulary(640));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "llama2",
                "qwen2",
                "qwen3",
                "internlm2_rope_dynamic",
                "chatglm",
                "chatglm2",
                "chatglm3_ptuning",
                "glm_hf",
                "glm4",
                "phi3",
                "gemma3_text"
            })
    void agreeForMoreSmallerHeads(String name) throws IOException {
        agree(Twin.of(name, "twin two").layers(6).heads(2));
    }

    @Test
    void agreeWhereKeysAndQueriesShareOneWindow() throws IOException {
        var twin = Twin.of("llama2", "window");
        twin.config().put("model_type", "mistral").put("sliding_window", 5);

        agree(twin);
    }

    @Test
    void agreeForMiniCpm() throws IOException {
        var twin = Twin.of("llama2", "scales");
        twin.config()
                .put("model_type", "minicpm")
                .put("scale_emb", 12)
                .put("scale_depth", 1.4)
                .put("dim_model_base", 64);

        agree(twin);
    }

    @Test
    void agreeForAPrefixThatIsProjected() throws IOException {
        var twin =
                Twin.of("chatglm3_ptuning", "projected")
                        .add("transformer.prefix_encoder.trans.0.weight", 256, 512)
                        .add("transformer.prefix_encoder.trans.0.bias", 256)
                        .add("transformer.prefix_encoder.trans.2.weight", 512, 256)
                        .add("transformer.prefix_encoder.trans.2.bias", 512);

        agree(twin);
    }

    @Test
    void agreeForChatGlmWhoseQueriesHaveKeysOfTheirOwn() throws IOException {
        var twin =
                Twin.of("chatglm2", "by head")
                        .shape("query_key_value.weight", 0, 2)
                        .shape("query_key_value.bias", 0, 2);
        twin.config().put("multi_query_attention", false);

        agree(twin);
    }

    private static void agree(Twin twin) {
        var prompt = twin.prompt();
        var recipe = twin.recipe(prompt.length + 1);
        float[] expected;
        try (var torch = new TorchDecoder(recipe)) {
            expected = torch.read(prompt).logits();
        }
        assertTrue(deviation(expected) > 0.1, "alive");
        try (var onnx = new OnnxDecoder(recipe)) {
            assertClose(expected, onnx.read(prompt).logits());
        }
        try (var model = new RuntimeModel(recipe)) {
            boolean atOnce = recipe.decoder().hasTwoRows();
            try (var talk = model.start(atOnce ? prompt.length : 1)) {
                var found = talk.read(prompt).logits();
                int from = expected.length - found.length;
                assertEquals(
                        atOnce ? recipe.decoder().frame().vocabulary() : expected.length,
                        found.length);
                assertClose(Arrays.copyOfRange(expected, from, expected.length), found);
            }
        }
    }

    private static void assertClose(float[] expected, float[] found) {
        assertEquals(expected.length, found.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], TOLERANCE, "number " + i);
        }
    }

    private static double deviation(float[] values) {
        double squares = 0;
        for (var value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares / values.length);
    }
}
