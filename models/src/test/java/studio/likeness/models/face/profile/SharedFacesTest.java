package studio.likeness.models.face.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.Progress;
import studio.likeness.models.runtime.Device;

/// Real people, where their pictures are at hand: with the networks of `../shared/data/models`, and
/// with what is always there.
@Tag("slow")
class SharedFacesTest {
    private static final Map<String, Integer> PHOTOS =
            new TreeMap<>(
                    Map.of(
                            "one_face_bw.jpg", 1,
                            "one_face_three_quarter_painting.jpg", 1,
                            "one_face_portrait.jpg", 1,
                            "one_face_mouth_open.jpg", 1,
                            "two_faces.jpg", 2,
                            "eight_faces.jpg", 8,
                            "no_face_animal.jpg", 0));

    @TempDir Path folder;

    private static Path shared(String folder, String name) {
        var root = System.getenv().getOrDefault("LIKENESS_SHARED", "../../shared");
        var file = Path.of(root, "data", folder, name);
        Assumptions.assumeTrue(Files.exists(file));
        return file;
    }

    private static FaceTools networks() {
        return FaceTools.open(
                new FaceTools.Choice(
                        Optional.of(
                                new FaceTools.Graph(
                                        "yunet",
                                        "yunet",
                                        shared("models", "yunet_n_dynamic.onnx"))),
                        Optional.of(
                                new FaceTools.Graph(
                                        "pfld", "pfld", shared("models", "pfld_68pts.onnx")))),
                Device.processor());
    }

    @Test
    void countsTheFacesOfEveryPhoto() {
        try (var networks = networks();
                var plain = FaceTools.open(FaceTools.Choice.NONE, Device.processor())) {
            PHOTOS.forEach(
                    (name, expected) -> {
                        var photo = shared("face_photo", name);
                        var best = new FaceImport(networks).check(photo, Progress.none());
                        var simple = new FaceImport(plain).check(photo, Progress.none());
                        System.out.printf(
                                "photo %s: %d faces, %d by the cascade%n",
                                name, best.faces().size(), simple.faces().size());
                        assertEquals(expected, best.faces().size(), name);
                        // One child looks away from what the cascade knows.
                        assertEquals(Math.min(expected, 7), simple.faces().size(), name);
                    });
        }
    }

    private void importClip(String name, FaceTools tools) throws Exception {
        var clip = shared("face_video", name);
        var draft = Files.createTempDirectory(folder, "draft");
        long began = System.nanoTime();

        var profile = new FaceImport(tools).make(clip, Which.only(), draft, Progress.none());

        var report = FaceReport.read(draft);
        var figures = report.figures();
        System.out.printf(
                "clip %s with %s: %d frames in %.1f s; trembling %.5f, steadied %.5f of the"
                        + " face's height; %s, jump %.2f of %.2f; %d frames of rest%n",
                name,
                tools.id(),
                profile.frames(),
                (System.nanoTime() - began) / 1e9,
                figures.trembling(),
                figures.steadied(),
                profile.loop(),
                figures.jump(),
                figures.usual(),
                profile.rest().stream().filter(still -> still).count());
        assertEquals(report.source().seconds() * 25, profile.frames(), 2);
        assertEquals(profile.frames(), profile.points().size());
        assertFalse(profile.boxes().stream().anyMatch(box -> box.height() < 100));
        assertTrue(figures.steadied() <= figures.trembling());
        assertTrue(profile.loop().mirrored() || figures.jump() <= figures.usual());
        assertTrue(report.verdict() != Finding.Verdict.BAD, report.findings().toString());
    }

    @Test
    void importsEveryClipWithNetworks() throws Exception {
        try (var tools = networks()) {
            for (var name :
                    new String[] {
                        "talk_512_25fps_audio.mp4",
                        "studio_480_30fps_silent.mp4",
                        "webcam_512x480_30fps.mp4"
                    }) {
                importClip(name, tools);
            }
        }
    }

    @Test
    void importsAClipWithWhatIsAlwaysThere() throws Exception {
        try (var tools = FaceTools.open(FaceTools.Choice.NONE, Device.processor())) {
            importClip("talk_512_25fps_audio.mp4", tools);
        }
    }
}
