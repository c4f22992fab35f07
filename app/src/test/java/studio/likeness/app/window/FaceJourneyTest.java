package studio.likeness.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.likeness.app.window.RealWindow.fx;
import static studio.likeness.app.window.RealWindow.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.likeness.models.face.MouthShape;
import studio.likeness.models.face.Portrait;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.Mp4Writer;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.signal.Waveform;

/// A face is filmed, with a file that stands in for the camera, through the window as the program
/// opens it.
@SuppressWarnings("NullAway.Init") // TestFX and JUnit fill the fields in
@ExtendWith(ApplicationExtension.class)
@Tag("ui")
class FaceJourneyTest {
    @TempDir Path root;

    private Stage stage;
    private RealWindow window;

    @Start
    void start(Stage given) {
        stage = given;
    }

    @BeforeEach
    void open() {
        window = new RealWindow(root.resolve("home"), "en");
        window.show(stage, 1200, 900);
    }

    @AfterEach
    void close() {
        window.close();
    }

    private void devices(String camera) {
        var tone = new float[48_000];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (float) (0.3 * Math.sin(2 * Math.PI * 300 * i / 48_000));
        }
        var sound = root.resolve("tone.wav");
        SoundFile.writeWav(new Waveform(tone, 48_000), sound);
        fx(
                () -> {
                    window.ui()
                            .preferences()
                            .change(
                                    draft -> {
                                        draft.camera(camera);
                                        draft.microphone("file:" + sound);
                                    });
                    return true;
                });
    }

    /// A drawn face that breathes; nobody the detectors know.
    private Path drawn(int seconds) {
        var file = root.resolve("drawn.mp4");
        var portrait = Portrait.drawn("yueqiao", 320, 240);
        try (var writer =
                Mp4Writer.create(file, new Mp4Writer.Format(320, 240, 25, 48_000, Map.of()))) {
            for (int i = 0; i < 25 * seconds; i++) {
                var at = Duration.ofMillis(40L * i);
                writer.write(
                        portrait.draw(MouthShape.CLOSED, Portrait.Mood.IDLE, at).at(at));
            }
        }
        return file;
    }

    private void fire(String id) {
        until(() -> shown(id).isPresent());
        fx(
                () -> {
                    ((ButtonBase) shown(id).orElseThrow()).fire();
                    return true;
                });
    }

    private Optional<Node> shown(String id) {
        return Optional.ofNullable(window.scene().lookup(id)).filter(this::isSeen);
    }

    private boolean isSeen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private List<Path> films() throws IOException {
        var folder = window.studio.corpus(Optional.of("sample").get()).folder().resolve("takes");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.filter(f -> f.toString().endsWith(".mp4")).toList();
        }
    }

    @Test
    void aFilmIsMadeStepByStepDiscardedAndTakenBack() throws Exception {
        devices("file:" + drawn(3));
        window.go("face");
        until(() -> window.reads("Film the face that will speak"));

        fire("#openCamera");
        until(() -> shown("#beginFilm").isPresent());
        fire("#beginFilm");
        until(() -> shown("#countdown").isPresent());
        until(() -> window.reads("hold still"));
        Thread.sleep(1_200);
        fire("#nextStep");
        until(() -> window.reads("Read aloud"));
        Thread.sleep(600);
        fire("#nextStep");
        until(() -> window.reads("Nod, tilt"));
        fire("#nextStep");
        until(() -> window.reads("A film of"));

        assertEquals(1, films().size());
        var info = MediaReader.probe(films().getFirst());
        assertTrue(info.length().toMillis() > 1_500, () -> "" + info.length());
        assertTrue(info.sampleRateHz() > 0, "with sound");

        fire("#discardFilm");
        until(() -> films().isEmpty());
        fire("#undo");
        until(() -> films().size() == 1);
        until(() -> window.reads("Films that wait"));
    }

    @Test
    void aCameraThatIsUnpluggedMidwayLosesNothingThatWasFilmed() throws Exception {
        devices("file-once:" + drawn(8));
        window.go("face");
        fire("#openCamera");
        fire("#beginFilm");

        until(() -> window.reads("delivers no more pictures"));
        until(() -> window.reads("A film of"));
        assertEquals(1, films().size());
        assertTrue(MediaReader.probe(films().getFirst()).length().toMillis() > 1_000);
    }

    @Test
    void aCameraThatIsNotThereSaysSo() {
        devices("file:" + root.resolve("nobody.mp4"));
        window.go("face");
        fire("#openCamera");

        until(() -> window.reads("nobody.mp4"));
        assertTrue(shown("#openCamera").isPresent(), "one can try again");
    }

    @Test
    void whatWasFilmedBecomesAFaceThatSpeaks() throws Exception {
        var talk = shared().resolve("face_video/talk_512_25fps_audio.mp4");
        Assumptions.assumeTrue(Files.exists(talk));
        devices("file:" + talk);
        window.go("face");
        fire("#openCamera");
        until(() -> window.reads("pictures a second"));
        fire("#beginFilm");
        until(() -> window.reads("hold still"));
        Thread.sleep(4_000);
        fire("#nextStep");
        fire("#nextStep");
        fire("#nextStep");
        fire("#useFilm");
        until(() -> shown("#keepFace").isPresent());
        assertEquals(
                List.of(), window.studio.faces("sample").list(), "a preview keeps nothing");

        fire("#keepFace");
        until(() -> window.studio.faces("sample").list().size() == 1);
        until(() -> window.reads("Speaks"));
        until(() -> films().isEmpty());
        var face = window.studio.faces("sample").list().getFirst();
        assertEquals(face.id(), window.studio.personas().find("sample").parts().face());

        fire("#face-" + face.id() + " .remove-face");
        until(() -> window.studio.faces("sample").list().isEmpty());
        assertEquals("", window.studio.personas().find("sample").parts().face());
        fire("#undo");
        until(() -> window.studio.faces("sample").list().size() == 1);
        assertFalse(window.studio.personas().find("sample").parts().face().isEmpty());
    }

    @Test
    void oneSeesOneselfInTheConversationOnlyWhenOneWants() throws Exception {
        devices("file:" + drawn(3));
        window.go("conversation");
        until(() -> shown("#webcam").isPresent());
        assertTrue(shown("#webcamView").isEmpty(), "off until it is wanted");

        fire("#webcam");
        until(() -> shown("#webcamView").isPresent());
        until(() -> fx(() -> bright((Region) shown("#webcamView").orElseThrow())));
        window.go("corpus");
        window.go("conversation");
        until(() -> fx(() -> bright((Region) shown("#webcamView").orElseThrow())));

        fire("#webcam");
        until(() -> shown("#webcamView").isEmpty());
        assertEquals(List.of(), films(), "nothing of it is kept");
    }

    /// Whether there is anything but the dark of a camera that is off.
    private static boolean bright(Region view) {
        var picture = view.snapshot(null, null);
        var pixels = picture.getPixelReader();
        for (int x = 20; x < picture.getWidth() - 20; x += 10) {
            if (pixels.getColor(x, (int) picture.getHeight() / 2).getBrightness() > 0.5) {
                return true;
            }
        }
        return false;
    }

    private static Path shared() {
        return Optional.ofNullable(System.getenv("LIKENESS_SHARED"))
                .map(Path::of)
                .orElse(Path.of("../../shared"))
                .resolve("data");
    }
}
