package studio.likeness.models.library;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.bench.SyntheticConverter;
import studio.likeness.models.bench.SyntheticListener;
import studio.likeness.models.checkpoint.DType;
import studio.likeness.models.checkpoint.PickleWriter;
import studio.likeness.models.checkpoint.TorchFile;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.library.Conversion.Options;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.conversion.ConversionOptions;
import studio.likeness.models.voice.conversion.VoiceConverter;

/// so-vits-svc's folders as people have them, with keyed weights of smaller networks.
class ConvertingTest {
    @TempDir Path root;
    Conversion conversion;
    ModelFolders models;

    @BeforeEach
    void open() {
        var home = new Home(root.resolve("home"));
        conversion = new Conversion(home, "test");
        models = new ModelFolders(home);
    }

    /// `logs/44k` after a training with base models.
    private Path converter() throws IOException {
        var folder = Files.createDirectories(root.resolve("logs/44k"));
        var shape = SyntheticConverter.MINI;
        Files.writeString(folder.resolve("config.json"), shape.config().toString());
        var all = new LinkedHashMap<String, Object>();
        all.put("model", TorchCopies.state(shape.weights(), DType.F16));
        all.put("iteration", 12L);
        var moments = Map.of("exp_avg", TorchFile.Data.of(new float[] {1, 2}, 2));
        all.put("optimizer", Map.of("state", Map.of("0", moments)));
        all.put("learning_rate", 1.0);
        var file = folder.resolve("G_800.pth");
        TorchFile.write(file, TorchFile.Layout.ZIP, all);
        var centres = new float[3 * 768];
        for (int i = 0; i < centres.length; i++) {
            centres[i] = (i % 7) / 7f;
        }
        var anna =
                Map.of(
                        "n_features_in_",
                        768L,
                        "cluster_centers_",
                        TorchFile.Data.of(centres, 3, 768));
        TorchFile.write(
                folder.resolve("kmeans_10000.pt"), TorchFile.Layout.ZIP, Map.of("anna", anna));
        Files.write(folder.resolve("feature_and_index.pkl"), new byte[] {1, 2, 3});
        return file;
    }

    /// fairseq keeps objects of its own beside the weights.
    private Path contentVec() throws IOException {
        var folder = Files.createDirectories(root.resolve("pretrain"));
        var all = new LinkedHashMap<String, Object>();
        all.put("args", new PickleWriter.Holder("argparse", "Namespace", Map.of("lr", 1L)));
        all.put(
                "cfg",
                new PickleWriter.Holder("omegaconf.dictconfig", "DictConfig", Map.of("a", 1L)));
        all.put("model", TorchCopies.state(SyntheticListener.contentVec(2, 64), DType.F32));
        var file = folder.resolve("checkpoint_best_legacy_500.pt");
        TorchFile.write(file, TorchFile.Layout.ZIP, all);
        return file;
    }

    private Path rmvpe() throws IOException {
        var folder = Files.createDirectories(root.resolve("pretrain"));
        var state = TorchCopies.state(SyntheticListener.rmvpe(16, 1), DType.F16);
        var file = folder.resolve("rmvpe.pt");
        TorchFile.write(file, TorchFile.Layout.STREAM, state);
        return file;
    }

    private Manifest.Kind add(Path file) {
        return conversion.add(file, Options.usual(), Progress.none()).manifest().kind();
    }

    /// A buzz that goes up and down, with a pause.
    private static Waveform voice(double seconds) {
        int rate = 22_050;
        var samples = new float[(int) (seconds * rate)];
        double phase = 0;
        for (int i = 0; i < samples.length; i++) {
            double at = (double) i / rate;
            phase += (160 + 40 * Math.sin(3 * at)) / rate;
            double sum = 0;
            for (int harmonic = 1; harmonic < 12; harmonic++) {
                sum += Math.sin(2 * Math.PI * harmonic * phase) / harmonic;
            }
            boolean pause = at > 0.5 && at < 0.7;
            samples[i] = (float) (pause ? 0 : 0.2 * sum);
        }
        return new Waveform(samples, rate);
    }

    @Test
    void foldersOfSoVitsSvcGoFromModelsAddToSound() throws IOException {
        assertEquals(Manifest.Kind.VOICE_CONVERSION, add(converter()));
        assertEquals(Manifest.Kind.SPEECH_CONTENT, add(contentVec()));
        assertEquals(Manifest.Kind.PITCH, add(rmvpe()));
        var in = root.resolve("in.wav");
        var out = root.resolve("out.wav");
        SoundFile.writeWav(voice(1), in);
        var options = ConversionOptions.usual();
        try (var converter =
                VoiceConverter.open(models.find("g_800"), models, Device.processor())) {
            assertEquals("RMVPE", converter.pitchTracker());
            assertEquals(
                    List.of("anna", "bert"), List.copyOf(converter.settings().speakers().keySet()));
            var sound = converter.convert(in, out, options, Progress.none());
            assertEquals(44_100, sound.sampleRateHz());
            assertEquals(1, sound.length().toMillis() / 1000.0, 0.01);
            assertTrue(rms(sound.samples()) > 1e-3, "it says something");
            for (float sample : sound.samples()) {
                assertTrue(Float.isFinite(sample));
            }
            var once = converter.convert(voice(1), options, Progress.none());
            var again = converter.convert(voice(1), options, Progress.none());
            assertArrayEquals(once.samples(), again.samples(), 1e-5f);
            var other = converter.convert(voice(1), options.withSeed(7), Progress.none());
            assertTrue(distance(again, other) > 1e-3);
            var bert = converter.convert(voice(1), options.withSpeaker("bert"), Progress.none());
            assertTrue(distance(again, bert) > 1e-3);
            var high = converter.convert(voice(1), options.withSemitones(7), Progress.none());
            assertTrue(distance(again, high) > 1e-3);
            var mixed = converter.convert(voice(1), options.withMix(0.7), Progress.none());
            assertTrue(distance(again, mixed) > 1e-4);
            var own = converter.convert(voice(1), options.withOwnPitch(true), Progress.none());
            assertTrue(distance(again, own) > 1e-3);
            var unknown = options.withSpeaker("carl");
            assertThrows(
                    StudioException.class,
                    () -> converter.convert(voice(1), unknown, Progress.none()));
        }
        assertFalse(MediaReader.probe(out).aiLabel().isEmpty(), "the file says what it is");
    }

    /// A whole folder of a training: the newest generator is taken, in numbers and not in letters.
    @Test
    void ofATrainingsFolderTheNewestGeneratorIsTaken() throws IOException {
        var file = converter();
        var folder = root.resolve("logs/44k");
        Files.copy(file, folder.resolve("G_0.pth"));
        Files.copy(file, folder.resolve("G_10400.pth"));
        Files.copy(file, folder.resolve("G_9600.pth"));
        var added = conversion.add(folder, Options.usual(), Progress.none());
        assertEquals("g_10400", added.id());
        assertEquals(Manifest.Kind.VOICE_CONVERSION, added.manifest().kind());
    }

    @Test
    void ofTwoTrainingsInOneFolderTheUserChooses() throws IOException {
        var file = converter();
        var folder = root.resolve("logs/44k");
        Files.copy(file, folder.resolve("anna_800.pth"));
        var refused =
                assertThrows(
                        StudioException.class,
                        () -> conversion.add(folder, Options.usual(), Progress.none()));
        assertTrue(refused.explanation().contains("anna_800.pth"), refused.explanation());
        assertTrue(refused.explanation().contains("G_800.pth"), refused.explanation());
    }

    private static double rms(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += sample * sample;
        }
        return Math.sqrt(sum / samples.length);
    }

    private static double distance(Waveform a, Waveform b) {
        var difference = new float[a.samples().length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = a.samples()[i] - b.samples()[i];
        }
        return rms(difference);
    }

    @Test
    void halfWrittenFilesAreRefusedAndLeaveNothing() throws IOException {
        for (var file : List.of(converter(), contentVec(), rmvpe())) {
            var bytes = Files.readAllBytes(file);
            Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length * 2 / 3));
            assertThrows(
                    StudioException.class,
                    () -> conversion.add(file, Options.usual(), Progress.none()));
        }
        assertEquals(List.of(), models.list());
    }

    @Test
    void aConverterWithoutItsEncoderSaysWhatToInstall() throws IOException {
        add(converter());
        var model = models.find("g_800");
        var refused =
                assertThrows(
                        StudioException.class,
                        () -> VoiceConverter.open(model, models, Device.processor()));
        assertTrue(refused.explanation().contains("vec768l12"), refused.explanation());
    }
}
