package studio.likeness.models.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.checkpoint.DType;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.checkpoint.TorchFile;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.library.Conversion.Options;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.parity.KeyedWeights;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.speech.VoiceActivities;
import studio.likeness.models.voice.SharedMaterial;
import studio.likeness.models.voice.noise.NoiseRemovals;
import studio.likeness.models.voice.speaker.Similarity;
import studio.likeness.models.voice.speaker.SpeakerVector;

/// Files that hear, compare and clean voices, dropped into the library.
class VoiceToolsTest {
    @TempDir Path root;
    Conversion conversion;
    ModelFolders models;

    @BeforeEach
    void open() {
        var home = new Home(root.resolve("home"));
        conversion = new Conversion(home, "test");
        models = new ModelFolders(home);
    }

    private ModelFolder add(Path file) {
        return conversion.add(file, Options.usual(), Progress.none());
    }

    @Test
    void aSileroThatIsDroppedIsKeptAndUsed() {
        try (var before = VoiceActivities.open(models, Device.processor())) {
            assertTrue(before.simple());
        }
        var model = add(SharedMaterial.file("models/silero_vad.onnx"));
        assertEquals(Manifest.Kind.VOICE_ACTIVITY, model.manifest().kind());
        try (var after = VoiceActivities.open(models, Device.processor())) {
            assertFalse(after.simple());
        }
    }

    @Test
    void aGtcrnThatIsDroppedIsKeptAndUsed() {
        var model = add(SharedMaterial.file("models/gtcrn_simple.onnx"));
        assertEquals(Manifest.Kind.NOISE_REMOVAL, model.manifest().kind());
        try (var removal = NoiseRemovals.open(models, Device.processor())) {
            assertEquals("GTCRN", removal.name());
        }
    }

    private static TensorIndex resemblyzer() {
        var fixture = JsonNodeFactory.instance.objectNode().put("salt", "r").put("gain", 1);
        var list = fixture.putArray("tensors");
        for (int layer = 0; layer < 3; layer++) {
            tensor(list, "lstm.weight_ih_l" + layer, 1024, layer == 0 ? 40 : 256);
            tensor(list, "lstm.weight_hh_l" + layer, 1024, 256);
            tensor(list, "lstm.bias_ih_l" + layer, 1024);
            tensor(list, "lstm.bias_hh_l" + layer, 1024);
        }
        tensor(list, "linear.weight", 256, 256);
        tensor(list, "linear.bias", 256);
        tensor(list, "similarity_weight", 1);
        return KeyedWeights.of(fixture);
    }

    private static void tensor(
            com.fasterxml.jackson.databind.node.ArrayNode list, String name, int... shape) {
        var sizes = list.addObject().put("name", name).putArray("shape");
        for (int size : shape) {
            sizes.add(size);
        }
    }

    /// As Resemblyzer publishes its `pretrained.pt`.
    private Path pretrained() throws IOException {
        var state = TorchCopies.state(resemblyzer(), DType.F32);
        var file = root.resolve("pretrained.pt");
        TorchFile.write(
                file, TorchFile.Layout.STREAM, Map.of("step", 1564501L, "model_state", state));
        return file;
    }

    private static Waveform tone(double hertz, double seconds) {
        int rate = 22_050;
        var samples = new float[(int) (seconds * rate)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return new Waveform(samples, rate);
    }

    @Test
    void aSpeakerEncodersFileComparesVoices() throws IOException {
        var model = add(pretrained());
        assertEquals(Manifest.Kind.SPEAKER_VECTOR, model.manifest().kind());
        assertEquals(model.id(), SpeakerVector.find(models).orElseThrow().id());
        try (var vectors = SpeakerVector.open(model, Device.processor())) {
            var itself = Similarity.of(tone(200, 3), tone(200, 3), Optional.of(vectors));
            assertEquals(1, itself.value(), 1e-4);
            assertEquals("resemblyzer", itself.by());
            var other = Similarity.of(tone(200, 3), tone(900, 3), Optional.of(vectors));
            assertTrue(other.value() < itself.value(), other.toString());
        }
    }

    @Test
    void whatIsNoModelIsRefused() throws IOException {
        var file = Files.write(root.resolve("silero_vad.onnx"), new byte[] {8, 8, 1, 2, 3});
        assertFalse(new Recognizer().recognize(file).can(Recognized.Use.CONVERT));
    }
}
