package studio.likeness.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.likeness.app.window.Mouse.click;
import static studio.likeness.app.window.RealWindow.fx;
import static studio.likeness.app.window.RealWindow.until;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import studio.likeness.app.Studio;
import studio.likeness.app.conversation.Conversation.State;
import studio.likeness.app.window.conversation.TalkProbe;
import studio.likeness.app.window.corpus.CorpusProbe;
import studio.likeness.app.window.sound.StudioSounds;
import studio.likeness.corpus.store.Answer;
import studio.likeness.models.signal.Waveform;

/// What a newcomer does, with hand and keyboard, over the real studio with the sample persona.
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class StudioJourneyTest extends Journey {
    private static final String JOB = "What was your first job?";
    private static final long LIMIT_MS = 200;

    // Shared, so that the sample is imported once.
    @TempDir static Path home;

    @BeforeEach
    void open() {
        window = new RealWindow(home, "en");
        show(1000, 760);
    }

    @Test
    void aFirstTalkIsStoppedWithEscWithin200Milliseconds(FxRobot robot) throws Exception {
        until(() -> window.reads("Talk with"));
        until(() -> window.reads("Who are you, please?"));
        var talk = window.talk();
        until(talk::open);
        var speaking = whenFirst(talk, State.SPEAKING);
        click(robot, "#draft").write(JOB).type(KeyCode.ENTER);
        assertTrue(speaking.await(60, TimeUnit.SECONDS), "it never spoke");
        until(() -> window.reads("Speaking"));
        until(() -> window.reads("Recorded · sample voice"));
        until(() -> !talk.caption().get().isEmpty());

        var pressed = new AtomicLong();
        var silent = new AtomicLong();
        var quiet = new CountDownLatch(1);
        run(
                () -> {
                    window.scene()
                            .addEventFilter(
                                    KeyEvent.KEY_PRESSED, _ -> pressed.set(System.nanoTime()));
                    talk.state()
                            .subscribe(
                                    now -> {
                                        if (now == State.IDLE) {
                                            silent.set(System.nanoTime());
                                            quiet.countDown();
                                        }
                                    });
                });
        robot.type(KeyCode.ESCAPE);
        assertTrue(quiet.await(60, TimeUnit.SECONDS), "it went on speaking");
        long took = TimeUnit.NANOSECONDS.toMillis(silent.get() - pressed.get());
        System.out.printf("silent %d ms after Esc (limit %d)%n", took, LIMIT_MS);
        assertTrue(took < LIMIT_MS, took + " ms");
        until(() -> window.reads("Ready"));
        until(() -> window.reads("Stopped"));
    }

    private static CountDownLatch whenFirst(TalkProbe talk, State state) {
        var seen = new CountDownLatch(1);
        run(
                () -> {
                    talk.state()
                            .subscribe(
                                    now -> {
                                        if (now == state) {
                                            seen.countDown();
                                        }
                                    });
                });
        return seen;
    }

    @Test
    void whatNobodyRecordedIsAdmittedAndTheLanguageChangesMeanwhile(FxRobot robot) {
        var talk = window.talk();
        until(talk::open);
        click(robot, "#draft").write("What is the boiling point of tungsten?").type(KeyCode.ENTER);
        until(() -> window.reads("Not recorded"));
        assertFalse(window.reads("Recorded · sample voice"));
        until(() -> nearest().size() == 3);
        var questions =
                window.studio.corpus(Studio.SAMPLE).answers().stream()
                        .flatMap(a -> a.questions().stream())
                        .toList();
        assertTrue(questions.containsAll(nearest()), () -> nearest().toString());

        run(() -> window.ui().preferences().change(d -> d.language("zh")));
        until(() -> window.texts().containsAll(List.of("对话", "数字分身", "素材", "设置")));
        until(() -> !window.reads("Not recorded"));
        assertEquals("zh", window.studio.settings().get().language());
    }

    private List<String> nearest() {
        return fx(
                () ->
                        window.scene().getRoot().lookupAll(".bubble-box .button").stream()
                                .filter(n -> n.getStyleClass().contains("suggestion"))
                                .map(n -> ((ButtonBase) n).getText())
                                .toList());
    }

    @Test
    void filesAreDroppedLookedAtAddedRemovedAndBroughtBack(FxRobot robot) throws Exception {
        window.go("corpus");
        var corpus = new CorpusProbe(window.window.model().tabProperty().get());
        until(() -> corpus.rows() >= 120);
        int before = answers().size();
        int rows = corpus.rows();
        var file = Files.createTempFile(home, "qa", ".csv");
        Files.writeString(file, "question,answer\nWhere do kites go?,Over the dyke.\n");
        run(() -> corpus.dropped(List.of(file)));
        until(corpus::previewing);
        assertEquals(before, answers().size(), "a preview stores nothing");
        click(robot, "#importAdd");
        until(() -> corpus.rows() == rows + 1);
        click(robot, "#importClose");
        click(robot, "#search").write("kites");
        until(() -> corpus.rows() == 1);
        click(robot, "Where do kites go?").type(KeyCode.DELETE);
        until(() -> answers().size() == before);
        click(robot, "#undo");
        until(() -> corpus.rows() == 1);
        assertEquals(before + 1, answers().size());
    }

    @Test
    void anAnswerIsRecordedFromAStandInMicrophone(FxRobot robot) {
        var voice = home.resolve("voice.wav");
        new StudioSounds(window.studio.settings()::get).write(voice, voice());
        run(() -> window.ui().preferences().change(d -> d.microphone("file:" + voice)));
        window.go("corpus");
        var corpus = new CorpusProbe(window.window.model().tabProperty().get());
        until(() -> corpus.rows() >= 120);
        click(robot, "#openBooth");
        until(corpus::hears);
        click(robot, "#record");
        until(() -> corpus.recordedSeconds() > 1);
        click(robot, "#record");
        until(() -> corpus.takes() == 1);
        click(robot, "#boothReply").write("Two notes of a foghorn.");
        click(robot, "#keep");
        until(() -> kept().size() == 1);
        assertTrue(kept().getFirst().recording().isPresent());
        click(robot, "#leaveBooth");
        click(robot, "#search").write("foghorn");
        until(() -> table(robot).getItems().size() == 1);
    }

    private static TableView<?> table(FxRobot robot) {
        return robot.lookup("#answers").queryTableView();
    }

    private List<Answer> kept() {
        return answers().stream().filter(a -> a.reply().equals("Two notes of a foghorn.")).toList();
    }

    private List<Answer> answers() {
        return window.studio.corpus(Studio.SAMPLE).answers();
    }

    /// Ten seconds of a low buzz in syllables, as loud as one speaks.
    private static Waveform voice() {
        var samples = new float[48_000 * 10];
        for (int i = 0; i < samples.length; i++) {
            double t = i / 48_000.0;
            double syllable = Math.max(0.1, Math.sin(2 * Math.PI * 2 * t));
            double buzz = Math.sin(2 * Math.PI * 140 * t) + 0.5 * Math.sin(2 * Math.PI * 420 * t);
            samples[i] = (float) (0.2 * syllable * buzz);
        }
        return new Waveform(samples, 48_000);
    }

    @Test
    void thePersonaShowsItsFiguresAndIsExported(FxRobot robot) throws Exception {
        window.go("persona");
        until(() -> window.reads("Export"));
        until(() -> window.texts().stream().anyMatch(t -> t.matches("1[2-9]\\d")));
        var file = Files.createTempDirectory(home, "out").resolve("yueqiao.likeness");
        window.chosen = List.of(file);
        click(robot, "#export");
        until(() -> Files.exists(file));
        until(() -> Files.size(file) > 1_000_000);
    }
}
