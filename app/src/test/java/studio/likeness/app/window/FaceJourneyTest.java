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
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.likeness.models.face.MouthShape;
import studio.likeness.models.face.Portrait;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.Mp4Writer;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;

/// A face is filmed, with a file that stands in for the camera, through the window as the program
/// opens it; it speaks, and learns. Pictures go where `-Dpictures=DIR` says.
@SuppressWarnings("NullAway.Init") // TestFX and JUnit fill the fields in
@ExtendWith(ApplicationExtension.class)
@Tag("ui")
class FaceJourneyTest {
    private static final String FOLDER = System.getProperty("pictures", "");

    /// A drawn face that breathes; nobody the detectors know.
    private static Path drawn;

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
        devices(camera, hum(1));
    }

    private void devices(String camera, Path sound) {
        run(
                () ->
                        window.ui()
                                .preferences()
                                .change(
                                        draft -> {
                                            draft.camera(camera);
                                            draft.microphone("file:" + sound);
                                        }));
    }

    private static void run(Runnable change) {
        fx(
                () -> {
                    change.run();
                    return true;
                });
    }

    private Path hum(int seconds) {
        var tone = new float[seconds * 48_000];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (float) (0.3 * Math.sin(2 * Math.PI * 300 * i / 48_000));
        }
        return written(new Waveform(tone, 48_000), "hum-" + seconds + ".wav");
    }

    private Path written(Waveform sound, String name) {
        var file = root.resolve(name);
        SoundFile.writeWav(sound, file);
        return file;
    }

    /// Long enough for what is filmed of it, also where the machine is slow.
    @BeforeAll
    static void draw(@TempDir Path folder) {
        drawn = folder.resolve("drawn.mp4");
        var portrait = Portrait.drawn("yueqiao", 320, 240);
        try (var writer =
                Mp4Writer.create(drawn, new Mp4Writer.Format(320, 240, 25, 48_000, Map.of()))) {
            for (int i = 0; i < 25 * 7; i++) {
                var at = Duration.ofMillis(40L * i);
                writer.write(portrait.draw(MouthShape.CLOSED, Portrait.Mood.IDLE, at).at(at));
            }
        }
    }

    /// The same film with a quarter of the pixels: looking for faces and learning from them takes
    /// the less time.
    private Path halved(Path film) {
        var file = root.resolve("halved.mp4");
        try (var reader = MediaReader.open(film, 48_000)) {
            int width = reader.info().width() / 2;
            int height = reader.info().height() / 2;
            var format = new Mp4Writer.Format(width, height, 25, 48_000, Map.of());
            try (var writer = Mp4Writer.create(file, format)) {
                for (var next = reader.nextPicture();
                        next.isPresent();
                        next = reader.nextPicture()) {
                    writer.write(halved(next.get()));
                }
            }
        }
        return file;
    }

    private static Picture halved(Picture picture) {
        int width = picture.width() / 2;
        int height = picture.height() / 2;
        var from = picture.bgr();
        var bgr = new byte[width * height * 3];
        for (int i = 0; i < bgr.length; i++) {
            int at = ((i / 3 / width) * 2 * picture.width() + i / 3 % width * 2) * 3 + i % 3;
            int below = at + picture.width() * 3;
            int sum =
                    (from[at] & 255)
                            + (from[at + 3] & 255)
                            + (from[below] & 255)
                            + (from[below + 3] & 255);
            bgr[i] = (byte) (sum / 4);
        }
        return new Picture(bgr, width, height, picture.pts());
    }

    private void fire(String id) {
        until(() -> shown(id).isPresent());
        run(() -> ((ButtonBase) shown(id).orElseThrow()).fire());
    }

    private String text(String id) {
        return fx(() -> ((Labeled) shown(id).orElseThrow()).getText());
    }

    /// In both languages and themes, then as before.
    private void pictures(String name) throws InterruptedException {
        if (FOLDER.isEmpty()) {
            return;
        }
        for (var look : new String[] {"zh-light", "zh-dark", "en-dark", "en-light"}) {
            run(
                    () ->
                            window.ui()
                                    .preferences()
                                    .change(
                                            draft -> {
                                                draft.language(look.substring(0, 2));
                                                draft.theme(look.substring(3));
                                            }));
            Thread.sleep(400);
            WaitForAsyncUtils.waitForFxEvents();
            run(
                    () ->
                            TabStage.picture(
                                    window.scene(), Path.of(FOLDER, name + "-" + look + ".png")));
        }
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
        devices("file:" + drawn);
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
        assertNothingLiesOn("#captureStage", "#stepText");
        Thread.sleep(600);
        pictures("reading");
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
        devices("file-once:" + drawn);
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

    /// What is read while filming hides nothing of the picture.
    private void assertNothingLiesOn(String picture, String words) {
        until(() -> shown(words).orElseThrow().getBoundsInLocal().getHeight() > 20);
        assertTrue(
                fx(
                        () ->
                                onScreen(words).getMaxY() <= onScreen(picture).getMinY()
                                        && onScreen(words).getMaxY() > 0),
                () -> fx(() -> onScreen(words) + " over " + onScreen(picture)));
    }

    /// What another process does has to be started, on machines that have little to spare; what
    /// is left is not spent on looking.
    private static void patiently(Callable<Boolean> condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (!fx(condition)) {
            assertTrue(System.nanoTime() < end, "waited 5 min in vain");
            Thread.sleep(100);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Bounds onScreen(String id) {
        var node = shown(id).orElseThrow();
        return node.localToScene(node.getBoundsInLocal());
    }

    @Test
    void whatWasFilmedBecomesAFaceThatSpeaksAnySoundAndLearns() throws Exception {
        var talk = shared().resolve("face_video/talk_512_25fps_audio.mp4");
        Assumptions.assumeTrue(Files.exists(talk));
        var speech = MediaReader.readSound(talk, 48_000, Duration.ofSeconds(20));
        devices("file:" + halved(talk), written(speech, "speech.wav"));
        window.go("face");
        fire("#openCamera");
        until(() -> window.reads("pictures a second"));
        fire("#beginFilm");
        until(() -> window.reads("hold still"));
        Thread.sleep(4_600); // a little more than learning needs
        fire("#nextStep");
        fire("#nextStep");
        fire("#nextStep");
        fire("#useFilm");
        patiently(() -> shown("#keepFace").isPresent());
        assertEquals(List.of(), window.studio.faces("sample").list(), "a preview keeps nothing");

        fire("#keepFace");
        patiently(() -> window.studio.faces("sample").list().size() == 1);
        until(() -> window.reads("Speaks"));
        until(() -> films().isEmpty());
        var face = window.studio.faces("sample").list().getFirst();
        assertEquals(face.id(), window.studio.personas().find("sample").parts().face());
        until(() -> shown("#facePlace").isPresent());
        assertTrue(text("#facePlace").contains("simple mouth warp"), () -> text("#facePlace"));
        pictures("faces");

        fire("#face-" + face.id() + " .to-lips");
        until(() -> shown("#learnLips").filter(b -> !b.isDisabled()).isPresent());
        fire("#learnLips");
        fire("#pane-faces"); // it goes on while one looks elsewhere
        tries(face.id());
        learns();

        window.go("persona");
        window.go("face");
        fire("#pane-faces");
        until(() -> shown("#facePlace").isPresent());
        until(() -> text("#facePlace").contains("own lip model"));
        fire("#face-" + face.id() + " .remove-face");
        until(() -> window.studio.faces("sample").list().isEmpty());
        assertEquals("", window.studio.personas().find("sample").parts().face());
        fire("#undo");
        until(() -> window.studio.faces("sample").list().size() == 1);
        assertFalse(window.studio.personas().find("sample").parts().face().isEmpty());
    }

    /// Two seconds of sound are heard and seen, and made a film that says what it is.
    private void tries(String face) throws Exception {
        fire("#face-" + face + " .to-try");
        until(() -> shown("#chooseSound").isPresent());
        pictures("try-empty");
        until(() -> text("#tryPlace").contains("The simple one"));
        window.chosen = List.of(hum(2));
        fire("#chooseSound");
        until(() -> text("#tried").contains("shown in time"));
        assertTrue(text("#tried").contains("2.0 s of sound"), () -> text("#tried"));
        var counted = Pattern.compile("(\\d+) of 50 pictures").matcher(text("#tried"));
        assertTrue(counted.find(), () -> text("#tried"));
        assertTrue(Integer.parseInt(counted.group(1)) > 5, () -> text("#tried"));
        pictures("try");

        var film = root.resolve("film.mp4");
        window.chosen = List.of(film);
        fire("#saveTry");
        until(() -> Files.exists(film));
        until(() -> shown("#showFilm").isPresent());
        assertTrue(window.reads("The film film.mp4 is ready: 50 pictures, 2.0 s"));
        var info = MediaReader.probe(film);
        assertEquals(2.0, info.length().toMillis() / 1000.0, 0.05);
        assertTrue(info.sampleRateHz() > 0, "with sound");
        window.chosen = List.of();
    }

    /// A few steps, in a process of its own, which began before; stopped, the best is kept and
    // used.
    private void learns() throws Exception {
        fire("#pane-lips");
        patiently(() -> shown("#stopLips").filter(b -> !b.isDisabled()).isPresent());
        until(() -> shown("#lipsSample").isPresent() && shown("#lipsLoss").isPresent());
        pictures("learning");
        fire("#stopLips");
        patiently(() -> shown("#lipsUsed").isPresent());
        pictures("learnt");

        fire("#asideLips");
        until(() -> shown("#useLips").isPresent());
        fire("#useLips");
        until(() -> shown("#lipsUsed").isPresent());
        fire("#removeLips");
        until(() -> shown("#lipsUsed").isEmpty());
        fire("#undo");
        until(() -> shown("#lipsUsed").isPresent());

        fire("#tryLips");
        until(() -> text("#tryPlace").contains("this person's own clip"));
        fire("#speakAgain");
        until(() -> shown("#stopTry").isPresent());
        until(() -> text("#tried").contains("shown in time"));
        assertTrue(text("#tried").contains("of 50 pictures"), () -> text("#tried"));
        pictures("try-own");
    }

    @Test
    void oneSeesOneselfInTheConversationOnlyWhenOneWants() throws Exception {
        devices("file:" + drawn);
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
