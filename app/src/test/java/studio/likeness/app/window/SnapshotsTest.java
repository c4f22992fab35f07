package studio.likeness.app.window;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.likeness.app.conversation.Conversation.State;
import studio.likeness.app.conversation.Reply;
import studio.likeness.app.conversation.Source;
import studio.likeness.app.conversation.TurnEvent;
import studio.likeness.app.window.conversation.FakeTalk;
import studio.likeness.corpus.memory.Hit;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.face.MouthShape;
import studio.likeness.models.face.Portrait;
import studio.likeness.models.signal.Picture;

/// Pictures of every page, in both languages and themes, written where `-Dsnapshots=DIR` says.
@ExtendWith(ApplicationExtension.class)
class SnapshotsTest {
    private static final String FOLDER = System.getProperty("snapshots", "");

    @SuppressWarnings("NullAway.Init")
    private Stage stage;

    @Start
    void start(Stage given) {
        stage = given;
    }

    @Test
    void picturesOfEveryPage(@TempDir Path home) throws Exception {
        Assumptions.assumeFalse(FOLDER.isEmpty());
        for (var language : List.of("en", "zh")) {
            for (var theme : List.of("light", "dark")) {
                pages(home.resolve(language + theme), language, theme, 1, 1280, 800);
            }
        }
        pages(home.resolve("large"), "en", "light", 2, 1280, 800);
        pages(home.resolve("largeZh"), "zh", "light", 2, 1280, 800);
        pages(home.resolve("small"), "en", "light", 1, 1024, 700);
    }

    private void pages(
            Path home, String language, String theme, double scale, int width, int height)
            throws Exception {
        var name = language + "-" + theme + (scale > 1 ? "-large" : "") + "-" + width + "-";
        var frame = fx(() -> new TestFrame(home, width, height, SnapshotsTest::portrait));
        fx(
                () -> {
                    frame.ui
                            .preferences()
                            .change(
                                    d -> {
                                        d.language(language);
                                        d.theme(theme);
                                        d.textScale(scale);
                                        d.reducedMotion(true);
                                    });
                    stage.setScene(frame.scene);
                    stage.setX(0);
                    stage.setY(0);
                    stage.show();
                    return true;
                });
        settle();
        shoot(name + "1-welcome");
        talk(frame, language);
        shoot(name + "2-talk");
        think(frame, language);
        shoot(name + "2-thinks");
        fail(frame, language);
        shoot(name + "2-fails");
        fx(() -> click(frame, ".memories"));
        settle();
        shoot(name + "3-receipts");
        popupsAway();
        fx(() -> click(frame, "#first-sound"));
        settle();
        shoot(name + "4-waterfall");
        popupsAway();
        jobs(frame);
        shoot(name + "5-jobs");
        fx(
                () -> {
                    frame.model.jobsOpenProperty().set(false);
                    frame.ui.navigation().go("settings");
                    return true;
                });
        settle();
        shoot(name + "6-settings");
        fx(
                () -> {
                    if (frame.scene.lookup("#settings") instanceof ScrollPane page) {
                        page.setVvalue(1);
                    }
                    return true;
                });
        settle();
        shoot(name + "6-settings-below");
        fx(() -> click(frame, "#help"));
        settle();
        shoot(name + "7-help");
        fx(
                () -> {
                    frame.ui.overlay().hide();
                    frame.ui.preferences().change(d -> d.sidebarCollapsed(true));
                    frame.ui.navigation().go("conversation");
                    frame.ui
                            .toasts()
                            .done(
                                    frame.ui
                                            .texts()
                                            .now("app.window.talk.saved", "talk-2026-01-02.mp4"),
                                    frame.ui.texts().now("app.window.show"),
                                    () -> {});
                    return true;
                });
        settle();
        shoot(name + "8-collapsed");
        fx(
                () -> {
                    frame.close();
                    return true;
                });
    }

    private void talk(TestFrame frame, String language) throws Exception {
        boolean zh = language.equals("zh");
        var talk = frame.talks.last();
        talk.pace = Duration.ofMillis(18);
        var recorded = frame.talks.answer(zh ? "zh-004" : "en-004");
        var first =
                new Reply(
                        Source.RECORDED,
                        recorded.reply(),
                        language,
                        Optional.of(recorded),
                        List.of(),
                        List.of());
        fx(
                () -> {
                    talk.answer(recorded.questions().getFirst(), first);
                    talk.end(recorded.questions().getFirst(), first);
                    return true;
                });
        settle();
        var passage =
                new Hit(
                        Hit.Kind.PASSAGE,
                        "d1",
                        zh
                                ? "早上六点，水退到门槛下面，堂屋的地砖一块一块露出来。父亲拿我的尺子量水痕，一尺四寸。"
                                : "At six the water had gone below the threshold, and the tiles came up one by one. My father measured the mark with my ruler: forty-seven centimetres.",
                        zh ? "堂屋里的大水" : "The flood in the front room",
                        language,
                        Optional.of(LocalDate.of(1963, 9, 13)),
                        0.81);
        var other =
                new Hit(
                        Hit.Kind.ANSWER,
                        recorded.id(),
                        recorded.reply(),
                        recorded.questions().getFirst(),
                        language,
                        recorded.date(),
                        0.46);
        var quoted =
                FakeTalk.reply(
                        Source.QUOTED, passage.text(), List.of(passage, other, other), List.of());
        var heard = zh ? "发大水那年你家怎么样？" : "What happened in the year of the flood?";
        fx(
                () -> {
                    talk.answer(heard, quoted);
                    talk.end(heard, quoted);
                    return true;
                });
        settle();
        var nothing =
                FakeTalk.reply(
                        Source.NONE,
                        zh ? "这件事我没有录过。" : "I have not recorded anything about that.",
                        List.of(),
                        frame.talks.answers.stream()
                                .filter(a -> a.language().equals(language))
                                .skip(20)
                                .limit(3)
                                .toList());
        fx(
                () -> {
                    talk.answer(zh ? "你去过火星吗？" : "Have you been to Mars?", nothing);
                    talk.be(State.SPEAKING);
                    talk.say(new TurnEvent.Level(0.6));
                    return true;
                });
        settle();
    }

    /// A model writes; half of its answer is there.
    private void think(TestFrame frame, String language) throws Exception {
        boolean zh = language.equals("zh");
        fx(
                () -> {
                    frame.personas.set(0, thinking(frame.personas.getFirst()));
                    frame.ui.persona().refresh();
                    return true;
                });
        var talk = frame.talks.last();
        talk.pace = Duration.ofMillis(18);
        var passage =
                new Hit(
                        Hit.Kind.PASSAGE,
                        "d1",
                        zh ? "父亲拿我的尺子量水痕，一尺四寸。" : "My father measured the mark with my ruler.",
                        zh ? "堂屋里的大水" : "The flood in the front room",
                        language,
                        Optional.of(LocalDate.of(1963, 9, 13)),
                        0.81);
        var reply = FakeTalk.reply(Source.GENERATED, "", List.of(passage, passage), List.of());
        fx(
                () -> {
                    talk.say(new TurnEvent.Heard(9, zh ? "水退了以后呢？" : "And after the water?"));
                    talk.be(State.THINKING);
                    talk.say(new TurnEvent.Decided(reply));
                    talk.be(State.SPEAKING);
                    for (var piece :
                            zh
                                    ? List.of("水退了，", "地砖一块一块", "露出来，父亲拿我的尺子")
                                    : List.of(
                                            "When it had gone,",
                                            " the tiles came up",
                                            " one by one, and my fa")) {
                        talk.say(new TurnEvent.Wrote(piece));
                    }
                    talk.say(new TurnEvent.Said(zh ? "水退了，" : "When it had gone,"));
                    return true;
                });
        settle();
    }

    private static Persona thinking(Persona persona) {
        return persona.withBrain(
                new BrainChoice(
                        BrainChoice.Kind.MODEL,
                        "qwen3-1.7b",
                        true,
                        BrainChoice.Temperament.NATURAL,
                        Optional.empty()));
    }

    /// The model is gone in the middle.
    private void fail(TestFrame frame, String language) throws Exception {
        var talk = frame.talks.last();
        fx(
                () -> {
                    talk.say(
                            new TurnEvent.Failed(
                                    language.equals("zh")
                                            ? "Ollama 服务器没有应答。请检查它是否在运行，地址是否正确。"
                                            : "The Ollama server does not answer. Check that it runs and that the address is right.",
                                    Duration.ZERO));
                    talk.be(State.IDLE);
                    return true;
                });
        settle();
    }

    private static void jobs(TestFrame frame) throws Exception {
        var stay = new CountDownLatch(1);
        frame.runner.start(
                "app.window.talk.saved",
                List.of("family.likeness"),
                progress -> {
                    progress.at(1, 1, "app.window.jobs.running");
                    return "";
                });
        frame.runner.start(
                "app.window.talk.saved",
                List.of("grandma.likeness"),
                progress -> {
                    for (int i = 0; i < 34; i++) {
                        progress.at(i, 120, "app.window.jobs.running");
                        Thread.sleep(20);
                    }
                    stay.await();
                    return "";
                });
        Thread.sleep(1200);
        fx(
                () -> {
                    frame.model.jobsOpenProperty().set(true);
                    return true;
                });
        settle();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                Thread.sleep(4000);
                                stay.countDown();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    private static Picture portrait(Persona persona, int side) {
        return Portrait.drawn(persona.look(), side, side)
                .draw(MouthShape.CLOSED, Portrait.Mood.IDLE, Duration.ZERO);
    }

    private static boolean click(TestFrame frame, String selector) {
        if (frame.scene.lookup(selector) instanceof javafx.scene.control.ButtonBase button) {
            button.fire();
            return true;
        }
        throw new AssertionError("no button " + selector);
    }

    private void popupsAway() throws Exception {
        fx(
                () -> {
                    List.copyOf(javafx.stage.Window.getWindows()).stream()
                            .filter(w -> w instanceof PopupWindow)
                            .forEach(javafx.stage.Window::hide);
                    return true;
                });
        settle();
    }

    private void shoot(String name) throws Exception {
        fx(
                () -> {
                    var scene = stage.getScene();
                    var image = scene.snapshot(null);
                    for (var window : List.copyOf(javafx.stage.Window.getWindows())) {
                        if (window instanceof PopupWindow popup && popup.isShowing()) {
                            draw(popup, image);
                        }
                    }
                    Snapshots.write(
                            image.getPixelReader(),
                            (int) image.getWidth(),
                            (int) image.getHeight(),
                            Path.of(FOLDER, name + ".png"));
                    return true;
                });
    }

    private void draw(PopupWindow popup, WritableImage onto) {
        var parameters = new SnapshotParameters();
        parameters.setFill(Color.TRANSPARENT);
        var root = popup.getScene().getRoot();
        var image = root.snapshot(parameters, null);
        var bounds = root.localToScene(root.getBoundsInLocal());
        int left = (int) (popup.getX() + bounds.getMinX() - stage.getX() - stage.getScene().getX());
        int top = (int) (popup.getY() + bounds.getMinY() - stage.getY() - stage.getScene().getY());
        PixelWriter to = onto.getPixelWriter();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int atX = left + x;
                int atY = top + y;
                if (atX >= 0 && atY >= 0 && atX < onto.getWidth() && atY < onto.getHeight()) {
                    var over = image.getPixelReader().getColor(x, y);
                    var under = onto.getPixelReader().getColor(atX, atY);
                    to.setColor(
                            atX,
                            atY,
                            under.interpolate(
                                    new Color(over.getRed(), over.getGreen(), over.getBlue(), 1),
                                    over.getOpacity()));
                }
            }
        }
    }

    private static <T> T fx(Callable<T> work) throws Exception {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, work);
    }

    private static void settle() throws InterruptedException {
        WaitForAsyncUtils.waitForFxEvents();
        Thread.sleep(250);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
