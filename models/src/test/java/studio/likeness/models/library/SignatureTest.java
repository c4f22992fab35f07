package studio.likeness.models.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.likeness.models.library.Recognized.Fact;
import studio.likeness.models.library.Recognized.Kind;
import studio.likeness.models.library.Recognized.Use;

class SignatureTest {
    static List<String> published() throws IOException {
        return List.copyOf(Listings.published().keySet());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("published")
    void knowsThePublishedVoicesAndFaces(String titled) throws IOException {
        var family = titled.substring(0, titled.indexOf(' '));
        var shapes = Objects.requireNonNull(Listings.published().get(titled));

        // Files wrap the same network in several ways.
        for (var prefix : List.of("", "module.", "weight.model.", "model.")) {
            var verdict = verdict(shapes, prefix);

            assertEquals(Optional.of(family), verdict.family(), prefix);
            assertTrue(verdict.parameters() > 0);
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "llama2, llama",
        "llama3_rope, llama",
        "qwen2, qwen2",
        "qwen3, qwen3",
        "internlm2, internlm2",
        "chatglm, chatglm",
        "chatglm2, chatglm2",
        "glm4_remote, chatglm2",
        "glm_hf, glm",
        "glm4, glm4",
        "phi3, phi3",
        "gemma3_text, gemma3",
        "chatglm3_ptuning, chatglm2"
    })
    void knowsTheDecoders(String fixture, String family) throws IOException {
        var json = Listings.fixture(fixture);
        var index = Listings.of(Listings.shapes(json), "");

        var verdict =
                Weights.verdict(
                        index, "safetensors", json.path("config"), MissingNode.getInstance());

        assertEquals(Optional.of(family), verdict.family());
        assertEquals(Kind.LANGUAGE_MODEL, verdict.kind());
        assertEquals(List.of(Use.CONVERT), verdict.use());
        assertEquals(Optional.empty(), verdict.whyNot());
        assertEquals("4", fact(verdict, "layers"));
        assertEquals("512", fact(verdict, "vocabulary"));
        assertEquals(json.path("config").path("hidden_size").asText(), fact(verdict, "width"));
        assertEquals("F16", fact(verdict, "storage"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama2", "qwen2", "internlm2", "chatglm2", "phi3"})
    void knowsADecoderWithoutItsConfigButCannotConvertIt(String fixture) throws IOException {
        var index = Listings.of(Listings.shapes(Listings.fixture(fixture)), "");
        var none = MissingNode.getInstance();

        var verdict = Weights.verdict(index, "safetensors", none, none);

        assertEquals(Kind.LANGUAGE_MODEL, verdict.kind());
        assertEquals(List.of(), verdict.use());
        assertEquals("models.library.noConfig", verdict.whyNot().orElseThrow().key());
    }

    @Test
    void believesTheConfigThatNamesAnotherArchitectureWithTheSameNames() throws IOException {
        var index = Listings.of(Listings.shapes(Listings.fixture("llama2")), "");
        var config = JsonNodeFactory.instance.objectNode();
        config.put("model_type", "granite");
        config.putArray("architectures").add("GraniteForCausalLM");

        var verdict = Weights.verdict(index, "safetensors", config, MissingNode.getInstance());

        assertEquals(Optional.empty(), verdict.family());
        var why = verdict.whyNot().orElseThrow();
        assertEquals("models.library.unknownArchitecture", why.key());
        assertEquals(List.of("GraniteForCausalLM"), why.arguments());
    }

    @Test
    void tellsGeneratorFromDiscriminatorAndTheSizesOfWav2Lip() {
        assertEquals(
                "wav2lip-discriminator",
                family(
                        Map.of(
                                "face_encoder_blocks.0.0.conv_block.0.weight",
                                shape(32, 3, 7, 7),
                                "binary_pred.0.weight",
                                shape(1, 512, 1, 1))));
        assertEquals(
                "wav2lip-syncnet",
                family(
                        Map.of(
                                "face_encoder.0.conv_block.0.weight",
                                shape(32, 15, 7, 7),
                                "audio_encoder.0.conv_block.0.weight",
                                shape(32, 1, 3, 3))));
        assertEquals(
                "wav2lip-288",
                family(
                        Map.of(
                                "face_encoder_blocks.0.0.act.weight",
                                shape(1),
                                "face_encoder_blocks.0.0.conv_block.0.weight",
                                shape(16, 6, 7, 7))));
    }

    @Test
    void tellsTheTwoFormsOfChineseRobertaAndTheEmbedderOfItsSize() {
        var shapes = new LinkedHashMap<String, long[]>();
        shapes.put("bert.embeddings.word_embeddings.weight", shape(21128, 1024));
        shapes.put("bert.embeddings.position_embeddings.weight", shape(512, 1024));
        shapes.put("bert.embeddings.token_type_embeddings.weight", shape(2, 1024));
        shapes.put("bert.encoder.layer.0.attention.self.query.weight", shape(1024, 1024));
        shapes.put("bert.encoder.layer.0.intermediate.dense.weight", shape(4096, 1024));
        shapes.put("bert.encoder.layer.23.output.dense.weight", shape(1024, 4096));

        assertEquals("bert", family(shapes));
        shapes.put("cls.predictions.transform.dense.weight", shape(1024, 1024));
        assertEquals("chinese-roberta", family(shapes));
    }

    @Test
    void saysWhatALoraFits() throws IOException {
        var shapes =
                Map.of(
                        "base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight",
                        shape(8, 896),
                        "base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight",
                        shape(896, 8),
                        "base_model.model.model.layers.23.self_attn.v_proj.lora_A.weight",
                        shape(8, 896),
                        "base_model.model.model.layers.23.self_attn.v_proj.lora_B.weight",
                        shape(128, 8));
        var config = Listings.fixture("qwen2_lora_adapter").path("adapter_config");

        var verdict =
                Weights.verdict(
                        Listings.of(shapes, ""), "safetensors", MissingNode.getInstance(), config);

        assertEquals(Kind.ADAPTER, verdict.kind());
        assertEquals(Optional.of("lora"), verdict.family());
        assertEquals("8", fact(verdict, "rank"));
        assertEquals("24", fact(verdict, "layers"));
        assertEquals("896", fact(verdict, "width"));
        assertEquals("q_proj, v_proj", fact(verdict, "targets"));
        assertEquals("qwen2-fixture", fact(verdict, "base"));
        assertTrue(fact(verdict, "fits").contains("qwen2"));
    }

    @Test
    void saysWhatATunedPrefixFits() {
        var verdict =
                verdict(
                        Map.of("transformer.prefix_encoder.embedding.weight", shape(128, 14336)),
                        "");

        assertEquals(Kind.ADAPTER, verdict.kind());
        assertEquals(Optional.of("p-tuning"), verdict.family());
        assertEquals("128", fact(verdict, "prefix"));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "model.layers.0.self_attn.q_proj.qweight, GPTQ / AWQ",
        "model.layers.0.mlp.up_proj.weight.quant_state.bitsandbytes__nf4, BITSANDBYTES",
        "model.layers.0.mlp.up_proj.SCB, BITSANDBYTES",
        "model.layers.0.mlp.up_proj.weight_scale_inv, FP8"
    })
    void namesAQuantisationItCannotRead(String tensor, String method) {
        var why = verdict(Map.of(tensor, shape(8, 8)), "").whyNot().orElseThrow();

        assertEquals("models.library.quantised", why.key());
        assertEquals(List.of(method), why.arguments());
    }

    @Test
    void namesTheFirstTensorOfANetworkItDoesNotKnow() {
        var why = verdict(Map.of("backbone.conv.weight", shape(3, 3)), "").whyNot().orElseThrow();

        assertEquals("models.library.unknownTensors", why.key());
        assertEquals(List.of("backbone.conv.weight"), why.arguments());
    }

    @Test
    void comparesSizesThatShareAName() {
        var known = new LinkedHashMap<String, Long>();

        assertTrue(ShapePattern.of("[words,width]").fits(shape(512, 64), known));
        assertTrue(ShapePattern.of("[3*width,width]").fits(shape(192, 64), known));
        assertEquals(false, ShapePattern.of("[width]").fits(shape(65), known));
        assertEquals(false, ShapePattern.of("[3*width,_]").fits(shape(193, 1), known));
        assertEquals(false, ShapePattern.of("[_]").fits(shape(1, 1), known));
        assertEquals(false, ShapePattern.of("[512]").fits(shape(-1), known));
        assertTrue(ShapePattern.of("[_,other]").fits(shape(-1, -1), known));
        assertEquals(Map.of("words", 512L, "width", 64L), known);
    }

    private static Verdict verdict(Map<String, long[]> shapes, String prefix) {
        var none = MissingNode.getInstance();
        return Weights.verdict(Listings.of(shapes, prefix), "torch", none, none);
    }

    private static String family(Map<String, long[]> shapes) {
        return verdict(shapes, "").family().orElse("");
    }

    private static String fact(Verdict verdict, String name) {
        return verdict.facts().stream()
                .filter(f -> f.name().equals(name))
                .map(Fact::value)
                .findFirst()
                .orElse("");
    }

    private static long[] shape(long... sizes) {
        return sizes;
    }
}
