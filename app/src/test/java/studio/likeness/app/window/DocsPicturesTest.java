package studio.likeness.app.window;

import static studio.likeness.app.window.RealWindow.fx;
import static studio.likeness.app.window.RealWindow.until;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.likeness.app.Studio;
import studio.likeness.app.conversation.Conversation.State;
import studio.likeness.app.window.corpus.CorpusProbe;
import studio.likeness.app.window.library.LibraryProbe;
import studio.likeness.models.face.MouthShape;
import studio.likeness.models.face.Portrait;
import studio.likeness.models.job.Progress;
import studio.likeness.models.library.Conversion;
import studio.likeness.models.media.Mp4Writer;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.signal.Waveform;

/// The pictures under `docs/images/`: every page of the window with the sample persona, in both
/// languages and themes. Made anew, in about three minutes, with
///
/// ```
/// ./mvnw -pl app -am test -Dtest=DocsPicturesTest -Dsurefire.failIfNoSpecifiedTests=false \
///     -Dtest.excludedGroups= -Dpictures=../docs/images
/// ```
@SuppressWarnings("NullAway.Init") // TestFX fills the field in
@ExtendWith(ApplicationExtension.class)
@Tag("slow")
class DocsPicturesTest {
    private static final String FOLDER = System.getProperty("pictures", "");

    @TempDir static Path home;

    private Stage stage;
    private RealWindow window;
    private String language;

    @Start
    void start(Stage given) {
        stage = given;
    }

    @Test
    void everyPageInBothLanguagesAndThemes() throws Exception {
        Assumptions.assumeFalse(FOLDER.isEmpty());
        for (var each : List.of("en", "zh")) {
            language = each;
            window = new RealWindow(home.resolve(each), each, "default");
            window.show(stage, 1280, 800);
            pages();
            window.close();
        }
    }

    private void pages() throws Exception {
        boolean zh = language.equals("zh");
        var talk = window.talk();
        until(talk::open);
        shoot("first-run");

        turn(zh ? "钨的沸点是多少？" : "What is the boiling point of tungsten?");
        ask(zh ? "你小时候住在哪里？" : "Where did you grow up?");
        until(() -> talk.state().get() == State.SPEAKING && !talk.caption().get().isEmpty());
        shoot("conversation");
        fx(
                () -> {
                    talk.stop();
                    return true;
                });

        window.go("persona");
        until(() -> window.reads(zh ? "导出" : "Export"));
        shoot("persona");
        brain();
        voice();
        face();
        settings();
        library();
        corpus();
        jobs();
    }

    /// With a small model that is here, and another that was let go of over the tab.
    private void library() throws Exception {
        var here = LibraryProbe.published(home.resolve(language + "/published/Qwen2.5-0.5B"));
        window.studio.conversion().add(here, Conversion.Options.usual(), Progress.none());
        window.go("library");
        until(() -> window.reads("Qwen2.5-0.5B"));
        var library = new LibraryProbe(window.window.model().tabProperty().get());
        fx(
                () -> {
                    library.dropped(List.of(here));
                    return true;
                });
        until(() -> window.scene().lookup("#dropAdd") != null);
        shoot("library");
    }

    /// With one of the sample's own recordings as a reference.
    private void voice() throws Exception {
        var corpus = window.studio.corpus(Studio.SAMPLE);
        var recording =
                corpus.answers().stream()
                        .flatMap(answer -> answer.recording().stream())
                        .filter(media -> media.length().toSeconds() >= 6)
                        .filter(media -> media.length().toSeconds() < 10)
                        .findFirst()
                        .orElseThrow();
        window.go("voice");
        until(() -> window.scene().lookup("#chooseReference") != null);
        window.chosen = List.of(corpus.file(recording));
        click("#chooseReference");
        until(() -> window.scene().lookup("#cloneVoice") != null);
        until(() -> window.reads(language.equals("zh") ? "只有一个人" : "One speaker"));
        window.chosen = List.of();
        shoot("voice");
    }

    /// Seen by a camera that plays a film of the drawn face.
    private void face() throws Exception {
        var film = home.resolve(language + "-camera.mp4");
        var portrait = Portrait.drawn("yueqiao", 1280, 720);
        try (var writer =
                Mp4Writer.create(film, new Mp4Writer.Format(1280, 720, 25, 48_000, Map.of()))) {
            for (int i = 0; i < 50; i++) {
                var at = Duration.ofMillis(40L * i);
                writer.write(portrait.draw(MouthShape.CLOSED, Portrait.Mood.IDLE, at).at(at));
            }
        }
        var silence = home.resolve(language + "-quiet.wav");
        SoundFile.writeWav(Waveform.silence(Duration.ofSeconds(60), 48_000), silence);
        fx(
                () -> {
                    window.ui()
                            .preferences()
                            .change(
                                    d -> {
                                        d.camera("file:" + film);
                                        d.microphone("file:" + silence);
                                    });
                    return true;
                });
        window.go("face");
        until(() -> window.scene().lookup("#openCamera") != null);
        click("#openCamera");
        until(() -> window.scene().lookup("#beginFilm").isVisible());
        Thread.sleep(2_500);
        shoot("face");
        click("#beginFilm");
        until(() -> window.reads(language.equals("zh") ? "不要动" : "hold still"));
        click("#nextStep");
        shoot("face-reading");
        click("#stopFilm");
        until(() -> window.reads(language.equals("zh") ? "拍好了" : "A film of"));
        click("#discardFilm");
    }

    private void ask(String question) {
        fx(
                () -> {
                    window.talk().ask(question);
                    return true;
                });
    }

    /// Waits until it is answered to the end.
    private void turn(String question) {
        ask(question);
        var talk = window.talk();
        until(() -> talk.state().get() == State.SPEAKING);
        until(() -> talk.state().get() == State.IDLE);
    }

    /// What it thinks with, tried on a question, and what a model would be told.
    private void brain() throws Exception {
        fx(
                () -> {
                    var question = (TextInputControl) window.scene().lookup("#tryQuestion");
                    question.setText(
                            language.equals("zh") ? "你小时候住在哪里？" : "Where did you grow up?");
                    return true;
                });
        click("#tryAsk");
        until(() -> window.scene().lookup("#tryAnswer").isVisible());
        fx(
                () -> {
                    var card = window.scene().lookup("#brainCard");
                    if (window.scene().lookup(".persona-page") instanceof ScrollPane page) {
                        var content = page.getContent();
                        double top = content.sceneToLocal(card.localToScene(0, 0)).getY() - 16;
                        double below =
                                content.getLayoutBounds().getHeight()
                                        - page.getViewportBounds().getHeight();
                        page.setVvalue(Math.clamp(top / below, 0, 1));
                    }
                    return true;
                });
        shoot("brain");
    }

    private void settings() throws Exception {
        window.go("settings");
        shoot("settings");
    }

    private void corpus() throws Exception {
        var voice = home.resolve("microphone.opus");
        var sample = window.studio.corpus(Studio.SAMPLE);
        var medium = sample.answers().getFirst().recording().orElseThrow();
        Files.write(voice, Files.readAllBytes(sample.file(medium)));
        fx(
                () -> {
                    window.ui().preferences().change(d -> d.microphone("file:" + voice));
                    return true;
                });
        window.go("corpus");
        var corpus = new CorpusProbe(window.window.model().tabProperty().get());
        until(() -> corpus.rows() >= 120);
        fx(
                () -> {
                    if (window.scene().lookup("#answers") instanceof TableView<?> table) {
                        table.getSelectionModel().select(3);
                    }
                    return true;
                });
        shoot("corpus");
        click("#openBooth");
        until(corpus::hears);
        click("#record");
        until(() -> corpus.recordedSeconds() > 3);
        shoot("booth");
        click("#record");
        until(() -> corpus.takes() == 1);
        click("#leaveBooth");
    }

    private void jobs() throws Exception {
        var stay = new CountDownLatch(1);
        window.studio
                .jobs()
                .start(
                        "app.window.persona.job.import",
                        List.of("grandma.likeness"),
                        progress -> {
                            for (int i = 0; i < 34; i++) {
                                progress.at(i, 120, "app.window.jobs.running");
                                Thread.sleep(40);
                            }
                            stay.await();
                            return "";
                        });
        // Over a page that makes a small picture.
        window.go("corpus");
        fx(
                () -> {
                    window.window.model().jobsOpenProperty().set(true);
                    return true;
                });
        until(() -> window.reads("grandma"));
        Thread.sleep(1500);
        shoot("jobs");
        stay.countDown();
    }

    private void click(String id) {
        fx(
                () -> {
                    ((ButtonBase) window.scene().lookup(id)).fire();
                    return true;
                });
    }

    private void shoot(String page) throws InterruptedException {
        for (var theme : List.of("light", "dark")) {
            fx(
                    () -> {
                        window.ui().preferences().change(d -> d.theme(theme));
                        return true;
                    });
            WaitForAsyncUtils.waitForFxEvents();
            // Pictures of the face and rows of the table come with the next frames.
            Thread.sleep(400);
            fx(
                    () -> {
                        write(page + "-" + language + "-" + theme + ".png");
                        return true;
                    });
        }
    }

    private void write(String name) {
        var seen = window.scene().snapshot(null);
        try {
            ScenePicture.write(
                    seen.getPixelReader(),
                    (int) seen.getWidth(),
                    (int) seen.getHeight(),
                    Path.of(FOLDER, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
