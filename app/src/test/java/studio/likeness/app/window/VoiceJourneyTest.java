package studio.likeness.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.likeness.app.window.RealWindow.fx;
import static studio.likeness.app.window.RealWindow.until;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.likeness.app.command.SmallWhisper;
import studio.likeness.app.window.voice.SmallCloning;
import studio.likeness.app.window.voice.SmallConverter;
import studio.likeness.app.window.voice.VoiceProbe;
import studio.likeness.models.job.Progress;
import studio.likeness.models.library.Conversion.Options;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.signal.Waveform;

/// A voice is recorded from a file that stands in for the microphone, cloned by a small GPT-SoVITS
/// that was added as users add theirs, heard, compared, used, removed and taken back. Pictures go
/// where `-Dpictures=DIR` says.
@SuppressWarnings("NullAway.Init") // TestFX and JUnit fill the fields in
@ExtendWith(ApplicationExtension.class)
@Tag("ui")
@Tag("slow")
class VoiceJourneyTest {
    private static final String FOLDER = System.getProperty("pictures", "");

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
        window.show(stage, 1280, 900);
    }

    @AfterEach
    void close() {
        window.close();
    }

    /// Speech where there is some at hand, else a tone that swells.
    private Path sound() {
        var shared =
                Optional.ofNullable(System.getenv("LIKENESS_SHARED"))
                        .map(Path::of)
                        .orElse(Path.of("../../shared"))
                        .resolve("data/speech/en");
        if (Files.isDirectory(shared)) {
            try (var all = Files.list(shared)) {
                var found = all.filter(f -> f.toString().endsWith(".wav")).sorted().findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        var tone = new float[8 * 48_000];
        for (int i = 0; i < tone.length; i++) {
            double swell = 0.6 + 0.4 * Math.sin(i / 9_000.0);
            tone[i] = (float) (0.3 * swell * Math.sin(2 * Math.PI * 220 * i / 48_000));
        }
        var file = root.resolve("tone.wav");
        SoundFile.writeWav(new Waveform(tone, 48_000), file);
        return file;
    }

    private VoiceProbe probe() {
        return new VoiceProbe(window.window.model().tabProperty().get());
    }

    private void run(Runnable step) {
        fx(
                () -> {
                    step.run();
                    return true;
                });
    }

    private Optional<Node> shown(String id) {
        return Optional.ofNullable(window.scene().lookup(id)).filter(VoiceJourneyTest::isSeen);
    }

    private static boolean isSeen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private void fire(String id) {
        until(() -> shown(id).filter(node -> !node.isDisabled()).isPresent());
        run(() -> ((ButtonBase) shown(id).orElseThrow()).fire());
    }

    private void type(String id, String text) {
        until(() -> shown(id).isPresent());
        run(() -> ((TextInputControl) shown(id).orElseThrow()).setText(text));
    }

    private void change(String language, String theme) {
        run(
                () ->
                        window.ui()
                                .preferences()
                                .change(
                                        draft -> {
                                            draft.language(language);
                                            draft.theme(theme);
                                        }));
    }

    /// In both languages and themes, then as before.
    private void pictures(String name) throws InterruptedException {
        if (FOLDER.isEmpty()) {
            return;
        }
        for (var look : new String[] {"zh-light", "zh-dark", "en-dark", "en-light"}) {
            change(look.substring(0, 2), look.substring(3));
            Thread.sleep(400);
            WaitForAsyncUtils.waitForFxEvents();
            run(
                    () ->
                            TabStage.picture(
                                    window.scene(), Path.of(FOLDER, name + "-" + look + ".png")));
        }
    }

    private void install() throws Exception {
        for (var file : SmallCloning.files(root.resolve("GPT-SoVITS"))) {
            window.studio.conversion().add(file, Options.usual(), Progress.none());
        }
        if (!FOLDER.isEmpty()) {
            // What it hears means nothing, but the differences can be looked at.
            window.studio
                    .conversion()
                    .add(SmallWhisper.folder(root), Options.usual(), Progress.none());
        }
    }

    private void installConverter() throws Exception {
        for (var file : SmallConverter.files(root)) {
            window.studio.conversion().add(file, Options.usual(), Progress.none());
        }
    }

    private void record(double seconds) {
        fire("#recordReference");
        until(() -> probe().hears());
        fire("#recordReference");
        until(() -> probe().recordedSeconds() > seconds);
        fire("#recordReference");
        until(() -> probe().checked());
    }

    @Test
    void aVoiceIsRecordedClonedHeardComparedUsedRemovedAndTakenBack() throws Exception {
        var sound = sound();
        run(() -> window.ui().preferences().change(draft -> draft.microphone("file:" + sound)));
        window.go("voice");
        until(() -> shown("#voiceMissing").isPresent());
        assertTrue(window.reads("chinese-hubert-base"), () -> window.texts().toString());
        pictures("1-empty");
        install();
        window.go("corpus");
        window.go("voice");
        until(() -> shown("#voiceMissing").isEmpty());

        record(5.5);
        assertTrue(window.reads("Length"), () -> window.texts().toString());
        type("#referenceText", "They were there.");
        type("#voiceName", "Evening voice");
        pictures("2-reference");
        fire("#cloneVoice");
        until(() -> (probe().problem() + window.studio.voices("sample").list()).length() > 2);
        assertEquals("", fx(() -> probe().problem()));
        var voice = window.studio.voices("sample").list().getFirst();
        assertEquals("Evening voice", voice.profile().name());

        type("#saySentence", "Good evening.");
        fire("#say");
        until(() -> probe().takes() == 1 || !probe().problem().isEmpty());
        assertEquals("", fx(() -> probe().problem()));
        run(() -> probe().seed(77));
        fire("#say");
        until(() -> probe().takes() == 2);
        pictures("3-takes");
        fire("#playA");
        fire("#playB");

        assertEquals(voice.id(), window.studio.personas().find("sample").parts().voice());
        fire("#voice-" + voice.id() + " .use-voice");
        until(() -> window.studio.personas().find("sample").parts().voice().isEmpty());
        fire("#voice-" + voice.id() + " .use-voice");
        until(() -> window.studio.personas().find("sample").parts().voice().equals(voice.id()));

        fire("#voice-" + voice.id() + " .remove-voice");
        until(() -> window.studio.voices("sample").list().isEmpty());
        until(() -> shown("#undo").isPresent());
        pictures("4-removed");
        fire("#undo");
        until(() -> window.studio.voices("sample").list().size() == 1);
        until(() -> window.studio.personas().find("sample").parts().voice().equals(voice.id()));
        marked();
        fire("#pane-convert");
        until(() -> shown("#convertMissing").isPresent());
        pictures("5-convert");
    }

    @Test
    void aVoiceIsConvertedKeptAndChangedWhileItSpeaks() throws Exception {
        var sound = sound();
        installConverter();
        run(() -> window.ui().preferences().change(draft -> draft.microphone("file:" + sound)));
        window.go("voice");
        fire("#pane-convert");
        until(() -> shown("#convertTarget").isPresent());
        window.chosen = java.util.List.of(sound);
        fire("#chooseToConvert");
        fire("#convert");
        until(() -> shown("#convertAfter").isPresent());
        fire("#keepConverted");
        until(() -> !window.studio.voices("sample").list().isEmpty());
        assertEquals("anna", window.studio.voices("sample").used().orElseThrow().profile().name());
        pictures("8-converted");
        // There is no speaker in this window, which is said; MonitorTest hears the live voice.
        fire("#liveVoice");
        until(() -> window.reads("cannot be opened"));
        assertTrue(window.reads("Speak in the other voice"), () -> window.texts().toString());
    }

    /// What was said tells everybody that it was generated.
    private void marked() throws Exception {
        var folder = window.studio.corpus("sample").folder().resolve("takes/voice");
        try (var all = Files.list(folder)) {
            var said = all.filter(f -> f.toString().endsWith(".wav")).toList();
            assertEquals(2, said.size(), () -> said.toString());
            for (var file : said) {
                assertTrue(MediaReader.probe(file).length().toMillis() > 100);
                assertTrue(
                        new String(
                                        Files.readAllBytes(file),
                                        java.nio.charset.StandardCharsets.UTF_8)
                                .contains("AI-generated"));
            }
        }
    }

    @Test
    void aLongRecordingIsPreparedAndProofreadWithTheKeyboard() throws Exception {
        var sound = sound();
        window.go("voice");
        fire("#pane-prepare");
        window.chosen = java.util.List.of(sound);
        fire("#chooseToPrepare");
        until(() -> shown("#clips").isPresent());
        pictures("6-prepare");
        run(() -> shown("#clips").orElseThrow().requestFocus());
        var robot = new org.testfx.api.FxRobot();
        robot.type(javafx.scene.input.KeyCode.X);
        until(() -> window.reads("1 rejected"));
        run(
                () ->
                        window.scene()
                                .getRoot()
                                .lookupAll(".scroll-pane")
                                .forEach(n -> down((ScrollPane) n)));
        pictures("7-rejected");
        robot.press(javafx.scene.input.KeyCode.CONTROL)
                .type(javafx.scene.input.KeyCode.Z)
                .release(javafx.scene.input.KeyCode.CONTROL);
        until(() -> window.reads("0 rejected"));
    }

    private static void down(ScrollPane pane) {
        pane.setVvalue(1);
    }
}
