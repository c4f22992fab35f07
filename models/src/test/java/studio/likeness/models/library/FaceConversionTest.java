package studio.likeness.models.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import studio.likeness.models.face.find.Landmarks;
import studio.likeness.models.face.lip.LipMel;
import studio.likeness.models.face.network.FaceDetectors;
import studio.likeness.models.face.network.LipNetwork;
import studio.likeness.models.face.network.S3fdDetector;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.library.FaceFile.Form;
import studio.likeness.models.library.Recognized.Kind;
import studio.likeness.models.library.Recognized.Use;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.parity.Keyed;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Picture;

class FaceConversionTest {
    private static final String LIPS = "wav2lip-generator";
    private static final String LARGE_LIPS = "wav2lip256-generator";
    private static final String DETECTOR = "s3fd-raw";

    /// Of the generator's colours in 0 to 1, as the figures ask for.
    private static final double NEAR = 2e-5;

    /// What rounding all weights to 11 bits may move them by.
    private static final double NEAR_OF_HALVES = 5e-3;

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

    private ModelFolder add(Path file) {
        return conversion.add(file, Conversion.Options.usual(), Progress.none());
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void knowsALipNetworkInEveryContainer(Form form) throws IOException {
        var file = root.resolve("anything.bin");
        FaceFile.write(file, form, FaceFile.telling(FaceFile.fixture(LIPS)));

        var found = new Recognizer().recognize(file);

        assertEquals(Optional.of("wav2lip"), found.family());
        assertEquals(Kind.FACE, found.kind());
        assertEquals("torch", found.container());
        assertEquals(List.of(Use.CONVERT), found.use());
        assertEquals(Optional.empty(), found.whyNot());
    }

    @ParameterizedTest
    @CsvSource({LARGE_LIPS + ", wav2lip-256", DETECTOR + ", s3fd"})
    void knowsTheOthers(String fixture, String family) throws IOException {
        var file = root.resolve("weights.pth");
        FaceFile.write(file, Form.BARE_STREAM, FaceFile.telling(FaceFile.fixture(fixture)));

        var found = new Recognizer().recognize(file);

        assertEquals(Optional.of(family), found.family());
        assertEquals(List.of(Use.CONVERT), found.use());
    }

    @Test
    void tellsTheJudgeFromTheGenerator() throws IOException {
        var shapes = new LinkedHashMap<String, long[]>();
        shapes.put("face_encoder_blocks.0.0.conv_block.0.weight", new long[] {32, 3, 7, 7});
        shapes.put("binary_pred.0.weight", new long[] {1, 512, 1, 1});

        refuses("wav2lip-discriminator", "models.library.lipDiscriminator", shapes);
    }

    @Test
    void tellsTheSyncExpertFromTheGenerator() throws IOException {
        var shapes = new LinkedHashMap<String, long[]>();
        shapes.put("face_encoder.0.conv_block.0.weight", new long[] {32, 15, 7, 7});
        shapes.put("audio_encoder.0.conv_block.0.weight", new long[] {32, 1, 3, 3});

        refuses("wav2lip-syncnet", "models.library.lipExpert", shapes);
    }

    @Test
    void tellsTheFamilyFor288PixelsFromBothGenerators() throws IOException {
        for (var fixture : List.of(LIPS, LARGE_LIPS)) {
            var shapes = FaceFile.telling(FaceFile.fixture(fixture));
            shapes.put("face_encoder_blocks.0.0.act.weight", new long[] {1});

            refuses("wav2lip-288", "models.library.lipOtherFamily", shapes);
        }
    }

    private void refuses(String family, String key, Map<String, long[]> shapes) throws IOException {
        var file = root.resolve("other.pth");
        FaceFile.write(file, Form.TRAINED, shapes);

        var found = new Recognizer().recognize(file);

        assertEquals(Optional.of(family), found.family());
        assertEquals(key, found.whyNot().orElseThrow().key());
        assertEquals(key, assertThrows(StudioException.class, () -> add(file)).key());
        assertEquals(List.of(), folders.list());
    }

    @Test
    void namesTheWeightThatIsMissing() throws IOException {
        var shapes = FaceFile.telling(FaceFile.fixture(LIPS));
        var file = root.resolve("cut.pth");
        FaceFile.write(file, Form.TRAINED, shapes);

        var refused = assertThrows(StudioException.class, () -> add(file));

        assertEquals("models.checkpoint.missingTensor", refused.key());
        assertTrue(refused.sentence().contains("face_"), refused.sentence());
        assertEquals(List.of(), folders.list());
    }

    @Test
    void makesALipNetworkOfACheckpointOfATraining() throws IOException {
        var file = root.resolve("wav2lip.pth");
        FaceFile.write(file, Form.TRAINED_STREAM, FaceFile.shapes(FaceFile.fixture(LIPS)));

        var model = add(file);

        assertEquals("wav2lip", model.id());
        assertEquals(Manifest.Kind.LIP_SYNC, model.manifest().kind());
        assertTrue(model.manifest().licence().name().contains("non-commercial"));
        assertEquals(List.of(), folders.verify(model, Progress.none()));
        assertEquals(
                "models.library.alreadyThere",
                assertThrows(StudioException.class, () -> add(file)).key());
        try (var lips = LipNetwork.open(model, Device.processor())) {
            assertEquals(96, lips.crop().size());
            var spoken =
                    lips.speak(
                            new LipMel().of(new float[16_000]),
                            new int[] {0, 3, 65},
                            List.of(grey(96), grey(96), grey(96)));
            assertEquals(3, spoken.size());
            assertEquals(96, spoken.getFirst().width());
        }
    }

    private static byte[] grey(int size) {
        var bytes = new byte[size * size * 3];
        Arrays.fill(bytes, (byte) 127);
        return bytes;
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(Form.class)
    void givesTheOriginalsFiguresFromEveryContainer(Form form) throws IOException {
        givesTheOriginalsFigures(LIPS, form);
    }

    @Tag("slow")
    @Test
    void givesTheOriginalsFiguresForLargeFacesToo() throws IOException {
        givesTheOriginalsFigures(LARGE_LIPS, Form.TRAINED);
    }

    private void givesTheOriginalsFigures(String name, Form form) throws IOException {
        var fixture = FaceFile.fixture(name);
        var file = root.resolve("lips.pth");
        FaceFile.write(file, form, fixture);

        var model = add(file);

        Files.delete(file);
        try (var lips = LipNetwork.open(model, Device.processor())) {
            var found = lips.run(input(fixture, 0), input(fixture, 1));
            for (var sample : fixture.path("outputs").path(0).path("samples")) {
                int index = sample.get(0).asInt();
                assertEquals(
                        sample.get(1).asDouble(),
                        found[index],
                        form == Form.HALF ? NEAR_OF_HALVES : NEAR);
            }
        }
    }

    private static float[] input(JsonNode fixture, int index) {
        var entry = fixture.path("inputs").path(index);
        long count =
                entry.path("shape")
                        .valueStream()
                        .mapToLong(JsonNode::asLong)
                        .reduce(1, (a, b) -> a * b);
        return Keyed.input(fixture.path("salt").asText(), entry.path("name").asText())
                .floats(
                        (int) count,
                        entry.path("amplitude").asDouble(),
                        entry.path("offset").asDouble());
    }

    @Tag("slow")
    @Test
    void makesADetectorThatLooksAtPicturesOfAnySize() throws IOException {
        var file = root.resolve("s3fd-619a316812.pth");
        FaceFile.write(file, Form.BARE_STREAM, FaceFile.fixture(DETECTOR));

        var model = add(file);

        assertEquals(Manifest.Kind.FACE_DETECTOR, model.manifest().kind());
        try (var whole = S3fdDetector.open(model, Device.processor(), S3fdDetector.ANY_SIZE);
                var small = S3fdDetector.open(model, Device.processor(), 64)) {
            for (var faces : List.of(whole.find(noise(150, 131)), small.find(noise(200, 90)))) {
                for (int i = 0; i < faces.size(); i++) {
                    assertTrue(faces.get(i).score() > 0.5);
                    assertTrue(i == 0 || faces.get(i - 1).score() >= faces.get(i).score());
                }
            }
        }
    }

    private static Picture noise(int width, int height) {
        var bytes = new byte[width * height * 3];
        new Random(3).nextBytes(bytes);
        return new Picture(bytes, width, height, Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        "yunet_n_dynamic.onnx, yunet, FACE_DETECTOR",
        "ultralight_RFB_320.onnx, ultra-light-face, FACE_DETECTOR",
        "pfld_68pts.onnx, pfld, FACE_LANDMARKS"
    })
    void keepsAReadyModelAsItIs(String name, String family, Manifest.Kind kind) throws IOException {
        var shared = System.getenv("LIKENESS_SHARED");
        var file = Path.of(shared == null ? "../../shared" : shared, "data", "models", name);
        Assumptions.assumeTrue(Files.exists(file));

        var model = add(file);

        assertEquals(kind, model.manifest().kind());
        assertEquals(family, model.manifest().family());
        assertEquals(name.replace(".onnx", "").toLowerCase(Locale.ROOT), model.id());
        assertEquals(Files.size(file), model.manifest().bytes());
        assertEquals(List.of(), folders.verify(model, Progress.none()));
        if (kind == Manifest.Kind.FACE_DETECTOR) {
            try (var detector = FaceDetectors.open(model, Device.processor())) {
                assertEquals(List.of(), detector.find(noise(64, 48)));
            }
        } else {
            Landmarks.open(model, Device.processor()).close();
        }
        assertEquals(
                "models.library.alreadyThere",
                assertThrows(StudioException.class, () -> add(file)).key());
    }
}
