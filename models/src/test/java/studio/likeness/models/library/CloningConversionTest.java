package studio.likeness.models.library;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.library.Conversion.Options;
import studio.likeness.models.library.Conversion.Precision;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.voice.cloning.CloningFiles;
import studio.likeness.models.voice.cloning.Sampling;
import studio.likeness.models.voice.cloning.SemanticModel;
import studio.likeness.models.voice.cloning.SoundModel;

/// A keyed GPT-SoVITS as people have it on disk.
class CloningConversionTest {
    @TempDir Path root;
    CloningFiles files;
    Conversion conversion;

    @BeforeEach
    void open() {
        files = new CloningFiles(root);
        conversion = new Conversion(new Home(root.resolve("home")), "test");
    }

    private static Options as(WeightChoice weights) {
        return new Options(Optional.of(weights), Precision.CPU, 0, "");
    }

    @Test
    void aCkptBecomesAModelThatChoosesCodes() throws IOException {
        var file = files.semantic();
        var seen = new Recognizer().recognize(file);
        assertEquals(Optional.empty(), seen.whyNot());
        assertEquals("gpt-sovits-t2s", seen.family().orElseThrow());

        var model = conversion.add(file, Options.usual(), Progress.none());

        assertEquals(Manifest.Kind.SPEECH_CODES, model.manifest().kind());
        assertEquals("xiaoming-e15", model.id());
        assertTrue(model.manifest().weights().getOrDefault("linear", "").startsWith("8-bit"));
        try (var opened = SemanticModel.open(model.path(), Device.processor())) {
            assertEquals(732, opened.settings().sounds());
            assertEquals(1024, opened.settings().codes());
            assertEquals(2, opened.settings().heads());
        }
    }

    @Test
    void oneSeedChoosesTheSameCodesAgain() throws IOException {
        var model = conversion.add(files.semantic(), Options.usual(), Progress.none());
        try (var opened = SemanticModel.open(model.path(), Device.processor())) {
            var once = chosen(opened, 7);
            assertArrayEquals(once, chosen(opened, 7));
            assertFalse(Arrays.equals(once, chosen(opened, 8)));
            assertTrue(once.length > 10, once.length + "");
        }
    }

    private static long[] chosen(SemanticModel model, long seed) {
        var request =
                new SemanticModel.Request(
                        new long[] {5, 6, 7, 8, 9, 10}, new float[6 * 1024], new long[] {3, 4}, 4);
        try (var codes = model.choose(request, Sampling.USUAL, seed)) {
            var all = new long[400];
            int count = 0;
            for (var next = codes.next(); next.isPresent(); next = codes.next()) {
                all[count++] = next.getAsLong();
            }
            return Arrays.copyOf(all, count);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"v1, false, PK", "v2, false, PK", "v2, false, 01", "v2Pro, true, 05"})
    void aPthBecomesAModelThatSounds(String version, boolean pro, String mark) throws IOException {
        var file = files.sound(version, mark);
        var seen = new Recognizer().recognize(file);
        assertEquals(Optional.empty(), seen.whyNot());
        assertEquals("gpt-sovits-" + version, seen.family().orElseThrow());

        var model = conversion.add(file, Options.usual(), Progress.none());

        assertEquals(Manifest.Kind.VOICE_CLONING, model.manifest().kind());
        try (var opened = SoundModel.open(model.path(), Device.processor())) {
            assertEquals(version, opened.settings().version());
            assertEquals(32_000, opened.settings().sampleRateHz());
            assertEquals(640, opened.settings().hop());
            assertEquals(pro, opened.settings().listensToSpeaker());
            assertEquals(1, opened.settings().mute()[486], 1e-5);
        }
    }

    @Test
    void whatListensIsReadFromPublishedFolders() throws IOException {
        var model = conversion.add(files.hubert(), Options.usual(), Progress.none());
        assertEquals(Manifest.Kind.SPEECH_CONTENT, model.manifest().kind());
        var roberta = conversion.add(files.roberta(), Options.usual(), Progress.none());
        assertEquals(Manifest.Kind.TEXT_ENCODER, roberta.manifest().kind());
        assertTrue(Files.exists(roberta.file("characters.onnx")));
    }

    @Test
    void aHalfWrittenFileIsRefusedAndLeavesNothing() throws IOException {
        for (var file : List.of(files.semantic(), files.sound("v2", "01"))) {
            var bytes = Files.readAllBytes(file);
            for (int length : List.of(bytes.length / 2, bytes.length - 100)) {
                var half = root.resolve("half");
                Files.write(half, Arrays.copyOf(bytes, length));
                var refused =
                        assertThrows(
                                StudioException.class,
                                () -> conversion.add(half, Options.usual(), Progress.none()));
                assertTrue(refused.explanation().contains("half"), refused.explanation());
            }
        }
        assertEquals(List.of(), new ModelFolders(new Home(root.resolve("home"))).list());
    }

    @Test
    void eightBitsChooseAlmostAsFloatsDo() throws IOException {
        var file = files.semantic();
        var exact = conversion.add(file, as(WeightChoice.FLOAT32), Progress.none());
        var usual = conversion.add(file, Options.usual(), Progress.none());
        assertTrue(usual.manifest().bytes() < exact.manifest().bytes() / 2);
    }
}
