package studio.likeness.models.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.library.Conversion.Options;
import studio.likeness.models.library.Conversion.Precision;
import studio.likeness.models.library.FamilyFolder.Form;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;

class ConversionTest {
    /// Of logits in float32; a smaller lead of the original's choice may fall the other way.
    private static final double TOLERANCE = 2e-3;

    @TempDir Path root;
    Home home;
    ModelFolders folders;
    Conversion conversion;

    @BeforeEach
    void open() {
        home = new Home(root.resolve("home"));
        folders = new ModelFolders(home);
        conversion = new Conversion(home, "test");
    }

    private static Options as(WeightChoice weights) {
        return new Options(Optional.of(weights), Precision.CPU, 0, "");
    }

    private ModelFolder convert(JsonNode fixture, Form form, WeightChoice weights)
            throws IOException {
        var source = FamilyFolder.write(fixture, form, root.resolve("tiny"));
        var recognized = new Recognizer().recognize(source);
        assertEquals(Optional.empty(), recognized.whyNot());
        return conversion.add(source, as(weights), Progress.none());
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource({"qwen2, SHARDS", "llama2, GGUF", "internlm2, TORCH", "chatglm, SHARDS"})
    void continuesLikeTheOriginal(String family, Form form) throws IOException {
        continues(family, form);
    }

    /// Every family in every form it has.
    @Tag("slow")
    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource({
        "qwen2, SAFETENSORS",
        "qwen2, TORCH",
        "qwen2, TORCH_SHARDS",
        "qwen2, GGUF",
        "llama2, SHARDS",
        "llama3_rope, TORCH",
        "llama3_rope, GGUF",
        "llama_rope_linear, SHARDS",
        "qwen2_yarn, SHARDS",
        "qwen3, SHARDS",
        "qwen3, TORCH",
        "qwen3, GGUF",
        "internlm2, SHARDS",
        "internlm2, GGUF",
        "chatglm, TORCH",
        "chatglm2, SHARDS",
        "chatglm2, TORCH_SHARDS",
        "chatglm2, GGUF",
        "glm4_remote, SHARDS",
        "glm4_remote, TORCH",
        "glm4_remote, GGUF",
        "glm_hf, SHARDS",
        "glm_hf, GGUF",
        "glm4, SHARDS",
        "glm4, TORCH",
        "glm4, GGUF",
        "phi3, SHARDS",
        "phi3, TORCH",
        "phi3, GGUF",
        "gemma3_text, SHARDS",
        "gemma3_text, TORCH",
        "gemma3_text, GGUF"
    })
    void everyFamilyContinuesLikeTheOriginal(String family, Form form) throws IOException {
        continues(family, form);
    }

    private void continues(String family, Form form) throws IOException {
        var fixture = Listings.fixture(family);

        var model = convert(fixture, form, WeightChoice.FLOAT32);

        try (var loaded = LanguageModel.open(model, Device.processor())) {
            var prompt = ids(fixture.path("input_ids"));
            var expected = ids(fixture.path("outputs").path("greedy_continuation"));
            same(expected, margins(fixture), loaded.greedy(prompt, expected.length));
        }
        var quality = model.manifest().quality().orElseThrow();
        assertEquals(1, quality.perplexity() / quality.perplexityOfFloat(), 1e-4);
        assertTrue(quality.agreement() > 0.99, quality::toString);
        assertEquals(List.of(), folders.verify(model, Progress.none()));
    }

    private static void same(int[] expected, double[] margins, List<Integer> found) {
        for (int i = 0; i < expected.length; i++) {
            if (expected[i] != found.get(i)) {
                assertTrue(margins[i] < TOLERANCE, i + ": " + found);
                return; // from here on another text is continued
            }
        }
    }

    private static int[] ids(JsonNode list) {
        return list.valueStream().mapToInt(JsonNode::asInt).toArray();
    }

    private static double[] margins(JsonNode fixture) {
        return fixture.path("outputs")
                .path("greedy_margins")
                .valueStream()
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    /// Random networks are hard to keep: their choices are close to each other, and errors grow
    /// from layer to layer. By chance 0.2 % would agree.
    @Tag("slow")
    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({
        "qwen2, FOUR_BIT, 0.2",
        "qwen2, EIGHT_BIT, 0.8",
        "qwen2, FLOAT16, 0.95",
        "internlm2, FOUR_BIT, 0.2",
        "chatglm, FOUR_BIT, 0.2",
        "chatglm2, FOUR_BIT, 0.2",
        "glm4, FOUR_BIT, 0.2",
        "phi3, FOUR_BIT, 0.2",
        "gemma3_text, FOUR_BIT, 0.2",
        "qwen3, FOUR_BIT, 0.2",
        "llama2, EIGHT_BIT, 0.8"
    })
    void measuresWhatFewerBitsCost(String family, WeightChoice weights, double agreement)
            throws IOException {
        var fixture = Listings.fixture(family);

        var model = convert(fixture, Form.SHARDS, weights);

        var quality = model.manifest().quality().orElseThrow();
        assertTrue(quality.tokens() > 60, quality::toString);
        double loss = quality.perplexity() / quality.perplexityOfFloat();
        assertTrue(loss > 0.8 && loss < 1.5, quality::toString);
        assertTrue(quality.agreement() > agreement, quality::toString);
        try (var loaded = LanguageModel.open(model, Device.processor())) {
            assertEquals(12, loaded.greedy(ids(fixture.path("input_ids")), 12).size());
        }
    }

    @Test
    void keepsWhereItCameFromAndUnderWhatTerms() throws IOException {
        var model = convert(Listings.fixture("qwen2"), Form.SHARDS, WeightChoice.FOUR_BIT);

        var manifest = model.manifest();
        assertEquals("tiny", model.id());
        assertEquals("qwen2", manifest.family());
        assertEquals("LICENSE", manifest.licence().file());
        assertTrue(Files.isRegularFile(model.file("LICENSE")));
        assertEquals(root.resolve("tiny").toString(), manifest.source().path());
        assertEquals("4-bit, blocks of 64", manifest.weights().get("linear"));
        assertEquals(512, manifest.frame().orElseThrow().vocabulary());
        assertEquals(List.of(model), folders.list());
        try (var tokenizer = LanguageFiles.tokenizer(model.path())) {
            assertEquals("你好", tokenizer.decode(tokenizer.encode("你好")));
        }
    }

    @Test
    void keepsTheTokenizerOfAGguf() throws IOException {
        var model = convert(Listings.fixture("qwen2"), Form.GGUF, WeightChoice.FOUR_BIT);

        try (var tokenizer = LanguageFiles.tokenizer(model.path())) {
            assertEquals("你好", tokenizer.decode(tokenizer.encode("你好")));
        }
    }

    @Test
    void saysThatTheSameModelIsAlreadyThereWhereverItLies() throws IOException {
        var fixture = Listings.fixture("qwen2");
        var model = convert(fixture, Form.SHARDS, WeightChoice.FOUR_BIT);
        var copy = FamilyFolder.write(fixture, Form.SHARDS, root.resolve("copy"));

        var refused =
                assertThrows(
                        StudioException.class,
                        () -> conversion.add(copy, as(WeightChoice.FOUR_BIT), Progress.none()));

        assertEquals("models.library.alreadyThere", refused.key());
        assertTrue(refused.explanation().contains(model.id()));
        var other = conversion.add(copy, as(WeightChoice.EIGHT_BIT), Progress.none());
        assertEquals("copy", other.id());
    }

    @Test
    void leavesNothingWhenCancelledAtAnyStep() throws IOException {
        var source =
                FamilyFolder.write(Listings.fixture("qwen2"), Form.SHARDS, root.resolve("tiny"));
        var steps = new ArrayList<String>();
        conversion.add(source, as(WeightChoice.FOUR_BIT), (_, _, doing) -> steps.add(doing));
        folders.remove("tiny");
        assertTrue(steps.containsAll(List.of("models.library.measuring")), steps::toString);

        for (int stop = 0; stop < steps.size(); stop += Math.max(1, steps.size() / 12)) {
            cancelledAt(stop, source);
        }
    }

    private void cancelledAt(int stop, Path source) throws IOException {
        var asked = new int[1];
        Progress progress =
                (_, _, _) -> {
                    if (asked[0]++ == stop) {
                        throw new CancellationException();
                    }
                };

        assertThrows(
                CancellationException.class,
                () -> conversion.add(source, as(WeightChoice.FOUR_BIT), progress));

        try (var left = Files.list(home.root().resolve("models"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void makesATextEncoderWhoseVectorsAreTheOriginals() throws IOException {
        var fixture = Listings.fixture("bert_embed");
        var source = FamilyFolder.write(fixture, Form.SHARDS, root.resolve("bge"));
        var pooling = Files.createDirectory(source.resolve("1_Pooling"));
        Files.writeString(pooling.resolve("config.json"), "{\"pooling_mode_cls_token\": true}");

        var model = conversion.add(source, as(WeightChoice.FLOAT32), Progress.none());

        assertEquals(Manifest.Kind.TEXT_ENCODER, model.manifest().kind());
        var rows = fixture.path("input_ids");
        long[] shape = {rows.size(), rows.path(0).size()};
        var ids = rows.valueStream().flatMap(JsonNode::valueStream);
        var mask = fixture.path("attention_mask").valueStream().flatMap(JsonNode::valueStream);
        var ones = mask.mapToInt(JsonNode::asInt).toArray();
        var floats = new float[ones.length];
        for (int i = 0; i < ones.length; i++) {
            floats[i] = ones[i];
        }
        var graph = model.file(ModelFolder.ENCODER);
        try (var session = Session.open(graph, Device.processor(), SessionPlan.usual())) {
            var inputs =
                    Map.of(
                            "input_ids",
                            new Array.Longs(ids.mapToLong(JsonNode::asLong).toArray(), shape),
                            "attention_mask",
                            new Array.Floats(floats, shape));
            var found = (Array.Floats) session.runFor("embedding", inputs);
            var expected = fixture.path("outputs").path("items").path(0).path("cls_norm");
            for (int i = 0; i < expected.size(); i++) {
                assertEquals(expected.get(i).asDouble(), found.values()[i], 1e-4);
            }
        }
    }

    @Test
    void refusesWhatCannotBeConvertedWithTheReason() throws IOException {
        var file = Files.writeString(root.resolve("x.safetensors"), "Dear diary");

        var refused =
                assertThrows(
                        StudioException.class,
                        () -> conversion.add(file, Options.usual(), Progress.none()));

        assertEquals("models.library.noModel", refused.key());
    }
}
