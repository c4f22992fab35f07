package studio.likeness.models.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.library.Conversion.Options;
import studio.likeness.models.library.Conversion.Precision;
import studio.likeness.models.library.FamilyFolder.Form;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;

/// A tiny Qwen2 of keyed weights, and the adapter of which the original's figures are known.
class KeptAdaptersTest {
    /// Of logits in float32.
    private static final double TOLERANCE = 2e-3;

    @TempDir Path root;

    private JsonNode fixture;
    private ModelFolders folders;
    private ModelFolder model;
    private KeptAdapters adapters;

    @BeforeEach
    void convert() throws IOException {
        fixture = Listings.fixture("qwen2_lora_adapter");
        folders = new ModelFolders(new Home(root.resolve("home")));
        var source =
                FamilyFolder.write(
                        Listings.fixture("qwen2"), Form.SAFETENSORS, root.resolve("tiny"));
        model =
                new Conversion(new Home(root.resolve("home")), "test")
                        .add(
                                source,
                                new Options(
                                        Optional.of(WeightChoice.FLOAT32), Precision.CPU, 0, ""),
                                Progress.none());
        adapters = new KeptAdapters(model);
    }

    private Path published(String name) throws IOException {
        var folder = Files.createDirectories(root.resolve(name));
        Files.writeString(
                folder.resolve("adapter_config.json"), fixture.get("adapter_config").toString());
        Files.write(
                folder.resolve("adapter_model.safetensors"),
                Base64.getDecoder().decode(fixture.get("adapter_safetensors_base64").asText()));
        return folder;
    }

    private float[] logits(LanguageModel changed) {
        var ids = fixture.path("input_ids").valueStream().mapToInt(JsonNode::asInt).toArray();
        var logits = new float[changed.decoder().vocabulary()];
        try (var decoding = changed.decoder().start(changed.plan(ids.length))) {
            decoding.feed(ids, logits);
        }
        return logits;
    }

    @Test
    void aModelWithAnAdapterComputesWhatTheOriginalDoes() throws IOException {
        var name = adapters.add(published("Grandmother's letters"));
        assertEquals("grandmother-s-letters", name);
        var last = fixture.path("outputs").path("logits").valueStream().toList().getLast();
        assertEquals(fixture.path("input_ids").size() - 1, last.path("position").asInt());

        float[] with;
        try (var changed = LanguageModel.open(model, adapters.find(name), Device.processor())) {
            with = logits(changed);
        }
        float[] without;
        try (var plain = LanguageModel.open(model, Device.processor())) {
            without = logits(plain);
        }

        assertEquals(last.path("argmax").asInt(), LanguageModel.largest(with));
        double difference = 0;
        for (var sample : last.path("samples")) {
            int at = sample.path(0).asInt();
            assertEquals(sample.path(1).asDouble(), with[at], TOLERANCE, "logit " + at);
            difference = Math.max(difference, Math.abs(with[at] - without[at]));
        }
        assertTrue(difference > 100 * TOLERANCE, "the adapter changes something: " + difference);
    }

    @Test
    void whatIsKeptAlreadyIsFoundByItsBytesAndAnotherGetsAnotherName() throws IOException {
        var first = published("lora");
        assertEquals("lora", adapters.add(first));
        assertEquals("lora", adapters.add(first.resolve("adapter_model.safetensors")));
        var config = (ObjectNode) fixture.get("adapter_config").deepCopy();
        config.put("lora_alpha", 16);
        Files.writeString(first.resolve("adapter_config.json"), config.toString());
        assertEquals("lora-2", adapters.add(first));
        assertEquals(List.of("lora", "lora-2"), adapters.names());
        assertEquals(
                List.of(), folders.verify(model, Progress.none()), "the model itself is as it was");
    }

    @Test
    void aNameThatWindowsKeepsForItselfIsNotTaken() throws IOException {
        assertEquals("adapter-aux", adapters.add(published("AUX")));
    }

    @Test
    void whatDoesNotFitIsNamedAndNotKept() throws IOException {
        var other = published("other");
        var weights = other.resolve("adapter_model.safetensors");
        var bytes = Files.readString(weights, StandardCharsets.ISO_8859_1);
        // Another map of the same length of name.
        Files.writeString(
                weights,
                bytes.replace("layers.3.self_attn.q_proj", "layers.9.self_attn.q_proj"),
                StandardCharsets.ISO_8859_1);

        var why = assertThrows(StudioException.class, () -> adapters.add(other));

        assertEquals("models.library.adapterMisfit", why.key());
        assertTrue(why.sentence().contains("layers.9.self_attn.q_proj"), why.sentence());
        assertEquals(List.of(), adapters.names());
        assertFalse(Files.exists(model.file("adapters/.part")));
    }

    @Test
    void whatIsNoAdapterIsRefusedInASentence() throws IOException {
        var gguf = Files.writeString(root.resolve("lora.gguf"), "GGUF");
        var alone = Files.writeString(root.resolve("alone.safetensors"), "");

        assertEquals("models.library.adapterForm", key(gguf));
        assertEquals("models.library.noAdapterConfig", key(alone));
        assertEquals("models.library.adapterForm", key(Files.createDirectory(root.resolve("e"))));
        var gone = assertThrows(StudioException.class, () -> adapters.find("nothing"));
        assertEquals("models.library.noAdapter", gone.key());
    }

    private String key(Path source) {
        return assertThrows(StudioException.class, () -> adapters.add(source)).key();
    }
}
