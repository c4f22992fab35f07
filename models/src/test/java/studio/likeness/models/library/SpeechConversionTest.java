package studio.likeness.models.library;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.bench.SyntheticWhisper;
import studio.likeness.models.checkpoint.DType;
import studio.likeness.models.checkpoint.SafetensorsWriter;
import studio.likeness.models.checkpoint.TorchFile;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.library.Conversion.Options;
import studio.likeness.models.library.Conversion.Precision;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.speech.SpeechModel;

/// A keyed Whisper as people have it on disk.
class SpeechConversionTest {
    private static final SyntheticWhisper SHAPE = SyntheticWhisper.MINI;

    @TempDir Path root;
    Conversion conversion;

    @BeforeEach
    void open() {
        conversion = new Conversion(new Home(root.resolve("home")), "test");
    }

    private static Options as(WeightChoice weights) {
        return new Options(Optional.of(weights), Precision.CPU, 0, "");
    }

    /// OpenAI's: `{dims, model_state_dict}` in float16.
    private Path openAi() throws IOException {
        var dims = SHAPE.dims();
        var state = new LinkedHashMap<String, Object>();
        try (var weights = SHAPE.weights()) {
            for (var name : weights.names()) {
                var tensor = weights.get(name);
                state.put(name, TorchFile.Data.of(DType.F16, tensor.floats(), tensor.shape()));
            }
        }
        var sizes =
                Map.of(
                        "n_mels", (long) dims.mels(),
                        "n_audio_ctx", (long) dims.audioContext(),
                        "n_audio_state", (long) dims.audioWidth(),
                        "n_vocab", (long) dims.vocabulary());
        var file = root.resolve("tiny.pt");
        var all = new LinkedHashMap<String, Object>();
        all.put("dims", sizes);
        all.put("model_state_dict", state);
        TorchFile.write(file, TorchFile.Layout.ZIP, all);
        return file;
    }

    /// Hugging Face's: a folder with other names.
    private Path huggingFace() throws IOException {
        var folder = Files.createDirectories(root.resolve("whisper-mini"));
        Files.writeString(
                folder.resolve("config.json"),
                """
                {"model_type": "whisper", "encoder_attention_heads": 2,
                 "decoder_attention_heads": 2}
                """);
        Files.writeString(
                folder.resolve("generation_config.json"), "{\"alignment_heads\": [[0, 1]]}");
        var entries = new ArrayList<SafetensorsWriter.Entry>();
        try (var weights = SHAPE.weights()) {
            for (var name : weights.names()) {
                var tensor = weights.get(name);
                entries.add(
                        SafetensorsWriter.Entry.of(
                                published(name), DType.F32, tensor.floats(), tensor.shape()));
            }
        }
        SafetensorsWriter.writeParts(folder, entries, 1L << 40);
        return folder;
    }

    private static String published(String name) {
        return "model."
                + name.replace("encoder.positional_embedding", "encoder.embed_positions.weight")
                        .replace("decoder.positional_embedding", "decoder.embed_positions.weight")
                        .replace("token_embedding", "embed_tokens")
                        .replace("ln_post", "layer_norm")
                        .replace("decoder.ln.", "decoder.layer_norm.")
                        .replace(".blocks.", ".layers.")
                        .replace(".cross_attn_ln.", ".encoder_attn_layer_norm.")
                        .replace(".attn_ln.", ".self_attn_layer_norm.")
                        .replace(".mlp_ln.", ".final_layer_norm.")
                        .replace(".mlp.0.", ".fc1.")
                        .replace(".mlp.2.", ".fc2.")
                        .replace(".cross_attn.", ".encoder_attn.")
                        .replace(".attn.", ".self_attn.")
                        .replace("_attn.query.", "_attn.q_proj.")
                        .replace("_attn.key.", "_attn.k_proj.")
                        .replace("_attn.value.", "_attn.v_proj.")
                        .replace("_attn.out.", "_attn.out_proj.");
    }

    private float[] sound() {
        var samples = new float[16_000];
        var random = new java.util.Random(3);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.1 * random.nextGaussian());
        }
        return samples;
    }

    @Test
    void bothFormsHearTheSame() throws IOException {
        var file = openAi();
        var seen = new Recognizer().recognize(file);
        assertEquals(Optional.empty(), seen.whyNot());
        assertEquals("whisper", seen.family().orElseThrow());
        var ours = conversion.add(file, as(WeightChoice.FLOAT32), Progress.none());
        assertEquals(Manifest.Kind.SPEECH_RECOGNITION, ours.manifest().kind());
        assertEquals("tiny", ours.id());
        var theirs = conversion.add(huggingFace(), as(WeightChoice.FLOAT32), Progress.none());
        try (var a = SpeechModel.open(ours.path(), Device.processor());
                var b = SpeechModel.open(theirs.path(), Device.processor())) {
            // One is rounded to float16.
            assertArrayEquals(a.firstLogits(sound()), b.firstLogits(sound()), 2e-2f);
        }
    }

    @Test
    void eightBitsHearAlmostTheSame() throws IOException {
        var file = openAi();
        var exact = conversion.add(file, as(WeightChoice.FLOAT32), Progress.none());
        var usual = conversion.add(file, Options.usual(), Progress.none());
        assertTrue(usual.manifest().weights().getOrDefault("linear", "").startsWith("8-bit"));
        assertTrue(usual.manifest().bytes() < exact.manifest().bytes() / 2);
        try (var a = SpeechModel.open(exact.path(), Device.processor());
                var b = SpeechModel.open(usual.path(), Device.processor())) {
            var expected = a.firstLogits(sound());
            var found = b.firstLogits(sound());
            double squares = 0;
            double error = 0;
            for (int i = 0; i < found.length; i++) {
                squares += expected[i] * expected[i];
                error += (found[i] - expected[i]) * (found[i] - expected[i]);
            }
            assertTrue(Math.sqrt(error / squares) < 0.05, Math.sqrt(error / squares) + "");
        }
    }

    @Test
    void aHalfWrittenFileIsRefusedAndLeavesNothing() throws IOException {
        var file = openAi();
        var bytes = Files.readAllBytes(file);
        for (int length : List.of(bytes.length / 2, bytes.length - 100)) {
            var half = root.resolve("half.pt");
            Files.write(half, java.util.Arrays.copyOf(bytes, length));
            assertThrows(
                    StudioException.class,
                    () -> conversion.add(half, Options.usual(), Progress.none()));
        }
        assertEquals(
                List.of(),
                new studio.likeness.models.modelfolder.ModelFolders(new Home(root.resolve("home")))
                        .list());
    }
}
