package studio.likeness.models.face.animate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.library.Conversion;
import studio.likeness.models.library.Recognizer;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.nn.ElementType;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.OnnxOps;
import studio.likeness.models.nn.WeightFile;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Picture;

class FaceRestorerTest {
    @TempDir Path folder;

    /// CodeFormer's form: gives its face back, times the second input, a double.
    private Path weighted(Object... shape) throws IOException {
        var graph = folder.resolve("weighted.onnx");
        try (var weights = new WeightFile(folder.resolve("weighted.weights"))) {
            var o = new OnnxOps(RestorationGraphs.nothing(), GraphPlan.plain(), weights);
            var face = o.input("x", ElementType.FLOAT32, "batch", 3, 512, 512);
            var by = o.input("w", ElementType.FLOAT64, shape);
            o.output("y", o.mul(face, by));
            o.write(graph, Progress.none());
        }
        return graph;
    }

    private static Picture gradient() {
        var bgr = new byte[SquareFace.SIDE * SquareFace.SIDE * 3];
        for (int y = 0; y < SquareFace.SIDE; y++) {
            for (int x = 0; x < SquareFace.SIDE; x++) {
                int i = (y * SquareFace.SIDE + x) * 3;
                bgr[i] = (byte) (40 + x);
                bgr[i + 1] = (byte) (60 + y);
                bgr[i + 2] = (byte) 200;
            }
        }
        return new Picture(bgr, SquareFace.SIDE, SquareFace.SIDE, Duration.ZERO);
    }

    /// There and back through the template: the same colours in the same places.
    @Test
    void aFaceGivenBackStaysWhereItIs() throws IOException {
        var picture = gradient();
        try (var restorer =
                FaceRestorer.open(RestorationGraphs.times(folder, 512, 1), Device.processor())) {
            var restored = restorer.restored(picture, SquareFace.points());
            for (int i = 0; i < picture.bgr().length; i++) {
                assertEquals(picture.bgr()[i] & 255, restored.bgr()[i] & 255, 2, "byte " + i);
            }
        }
    }

    /// -1 to 1 turned round is the negative; four fifths of it show in the middle of the face.
    @Test
    void fourFifthsOfTheNetworkShow() throws IOException {
        var picture = gradient();
        try (var restorer =
                FaceRestorer.open(RestorationGraphs.times(folder, 512, -1), Device.processor())) {
            var restored = restorer.restored(picture, SquareFace.points());
            int middle = (52 * SquareFace.SIDE + 48) * 3;
            for (int c = 0; c < 3; c++) {
                double before = picture.bgr()[middle + c] & 255;
                assertEquals(
                        0.2 * before + 0.8 * (255 - before), restored.bgr()[middle + c] & 255, 2);
            }
        }
    }

    /// 0.7 of -1 to 1 about the middle, four fifths of which show.
    @Test
    void tellsCodeFormerHowTrueToStay() throws IOException {
        var picture = gradient();
        for (var graph : List.of(weighted(1), weighted())) {
            try (var restorer = FaceRestorer.open(graph, Device.processor())) {
                var restored = restorer.restored(picture, SquareFace.points());
                int middle = (52 * SquareFace.SIDE + 48) * 3;
                for (int c = 0; c < 3; c++) {
                    double before = picture.bgr()[middle + c] & 255;
                    double made = 127.5 + 0.7 * (before - 127.5);
                    assertEquals(0.2 * before + 0.8 * made, restored.bgr()[middle + c] & 255, 2);
                }
            }
        }
    }

    /// What goes in and comes out tells what it is, and `models add` keeps it.
    @Test
    void isInstalledByItsForm() throws IOException {
        var conversion = new Conversion(new Home(folder.resolve("home")), "test");
        var plain = RestorationGraphs.times(folder, 512, 1);
        var form = weighted(1);

        for (var file : List.of(plain, form)) {
            var family = file.equals(plain) ? "gfpgan" : "codeformer";
            assertEquals(Optional.of(family), new Recognizer().recognize(file).family());
            var model = conversion.add(file, Conversion.Options.usual(), Progress.none());
            assertEquals(Manifest.Kind.FACE_RESTORATION, model.manifest().kind());
            FaceRestorer.open(model.file(FaceRestorer.GRAPH), Device.processor()).close();
        }
    }

    /// Nothing at first; then what was chosen, and said; a choice that is not installed is told.
    @Test
    void isChosenForEachFace() throws Exception {
        var profile = SquareFace.profile(folder, new int[] {90, 90, 90}, true);
        var negative = RestorationGraphs.times(folder, 512, -1);
        var engines =
                Engines.simple()
                        .withRestoration(
                                "sharp", () -> FaceRestorer.open(negative, Device.processor()));
        assertEquals(Optional.empty(), opened(engines, profile));

        RestorationChoice.choose(profile.folder(), Optional.of("sharp"));
        assertEquals(Optional.of("sharp"), opened(engines, profile));

        RestorationChoice.choose(profile.folder(), Optional.of("another"));
        assertEquals(
                Optional.of("models.face.animate.restorationMissing"), without(engines, profile));
        assertEquals(Optional.empty(), opened(engines, profile), "it speaks all the same");

        RestorationChoice.choose(profile.folder(), Optional.empty());
        assertEquals(Optional.empty(), opened(engines, profile));
    }

    /// Takes so long for every picture.
    private static Restoration slow(long millis) {
        return new Restoration() {
            @Override
            public Picture restored(Picture picture, List<Point> points) {
                LockSupport.parkNanos(millis * 1_000_000);
                return picture;
            }

            @Override
            public void close() {}
        };
    }

    /// A film waits for it, a talk does not.
    @Test
    void aLiveTalkDoesWithoutOneThatIsTooSlow() throws Exception {
        var profile = SquareFace.profile(folder, new int[] {90, 90, 90}, true);
        var engines =
                Engines.simple()
                        .withRestoration("slow", () -> slow(80))
                        .withRestoration("quick", () -> slow(0));

        RestorationChoice.choose(profile.folder(), Optional.of("slow"));
        var live = engines.open(profile, Optional.empty(), AnimationPlan.forShow());
        live.animator().close();
        assertEquals(Optional.empty(), live.restoration());
        var why = live.unsharpened().orElseThrow();
        assertEquals("models.face.animate.restorationSlow", why.key());
        assertTrue(why.explanation().contains("slow takes 0.0"), why.explanation());
        assertEquals(Optional.of("slow"), opened(engines, profile));

        RestorationChoice.choose(profile.folder(), Optional.of("quick"));
        var quick = engines.open(profile, Optional.empty(), AnimationPlan.forShow());
        quick.animator().close();
        assertEquals(Optional.of("quick"), quick.restoration());
        assertEquals(Optional.empty(), quick.unsharpened());
    }

    @Test
    void aBrokenOneIsToldAndTheFaceSpeaks() throws Exception {
        var profile = SquareFace.profile(folder, new int[] {90, 90, 90}, true);
        var small = RestorationGraphs.times(folder, 256, 1);
        var engines =
                Engines.simple()
                        .withRestoration(
                                "broken", () -> FaceRestorer.open(small, Device.processor()));
        RestorationChoice.choose(profile.folder(), Optional.of("broken"));

        assertEquals(Optional.of("models.face.animate.noRestoration"), without(engines, profile));
        assertEquals(Optional.empty(), opened(engines, profile));
    }

    private static Optional<String> without(Engines engines, FaceProfile profile)
            throws InterruptedException {
        var opened = engines.open(profile, Optional.empty(), AnimationPlan.forFile());
        opened.animator().close();
        return opened.unsharpened().map(StudioException::key);
    }

    private static Optional<String> opened(Engines engines, FaceProfile profile)
            throws InterruptedException {
        var opened = engines.open(profile, Optional.empty(), AnimationPlan.forFile());
        opened.animator().close();
        return opened.restoration();
    }

    @Test
    void refusesANetworkOfAnotherSize() throws IOException {
        var graph = RestorationGraphs.times(folder, 256, 1);
        var why =
                assertThrows(
                        StudioException.class, () -> FaceRestorer.open(graph, Device.processor()));
        assertEquals("models.face.animate.noRestoration", why.key());
        assertTrue(!why.remedy().isEmpty());
    }
}
