package studio.likeness.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.likeness.app.window.RealWindow.fx;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.likeness.app.Studio;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Owned;

/// How the window goes: first off the screen, then everything else.
@SuppressWarnings("NullAway.Init") // each test opens its window
@ExtendWith(ApplicationExtension.class)
@Tag("ui")
class LikenessAppTest {
    @TempDir Path home;

    private final LikenessApp app = new LikenessApp();
    private final Owned behind = new Owned();
    private final List<String> order = new CopyOnWriteArrayList<>();
    private final Locale locale = Locale.getDefault();
    private final Thread.UncaughtExceptionHandler uncaught =
            Thread.getDefaultUncaughtExceptionHandler();

    private Stage stage;
    private Studio studio;
    private StudioWindow window;

    @Start
    void start(Stage given) {
        stage = given;
    }

    @BeforeEach
    void open() {
        studio = new Studio(new Home(home));
        window =
                fx(
                        () -> {
                            var shown = app.show(stage, studio, behind);
                            stage.showingProperty()
                                    .subscribe(now -> order.add(now ? "shown" : "hidden"));
                            return shown;
                        });
    }

    @AfterEach
    void close() {
        behind.close();
        studio.close();
        Thread.setDefaultUncaughtExceptionHandler(uncaught);
        Locale.setDefault(locale);
    }

    private void stop() {
        fx(
                () -> {
                    app.stop();
                    return true;
                });
    }

    /// Work that goes on until it may end, however it is asked.
    private CountDownLatch stubborn(String name) throws InterruptedException {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        fx(
                () -> {
                    window.ui().background().run(() -> hold(name, begun, mayEnd), _ -> {}, _ -> {});
                    return true;
                });
        assertTrue(begun.await(20, TimeUnit.SECONDS));
        return mayEnd;
    }

    private boolean hold(String name, CountDownLatch begun, CountDownLatch mayEnd) {
        begun.countDown();
        boolean interrupted = false;
        while (mayEnd.getCount() > 0) {
            try {
                mayEnd.await();
            } catch (InterruptedException _) {
                order.add(name + " interrupted");
                interrupted = true;
            }
        }
        order.add(name + " ended");
        return interrupted;
    }

    @Test
    void theWindowIsGoneBeforeItsWorkIsWaitedFor() throws Exception {
        var mayEnd = stubborn("work");
        stop();
        assertFalse(fx(stage::isShowing));
        assertEquals(List.of("shown", "hidden"), order, "nothing was waited for");

        var ending = Thread.ofVirtual().start(behind::close);
        while (!order.contains("work interrupted")) {
            Thread.sleep(5);
        }
        assertTrue(ending.isAlive(), "it is waited for now");
        assertTrue(fx(() -> true), "and the FX thread is free");
        mayEnd.countDown();
        ending.join();
        assertEquals(List.of("shown", "hidden", "work interrupted", "work ended"), order);
    }

    @Test
    void whatHasToBecomeWholeIsNotInterrupted() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        fx(
                () -> {
                    window.ui()
                            .background()
                            .release(() -> hold("film", begun, mayEnd), why -> order.add(why));
                    return true;
                });
        assertTrue(begun.await(20, TimeUnit.SECONDS));
        stop();
        var ending = Thread.ofVirtual().start(behind::close);
        assertFalse(ending.join(Duration.ofMillis(200)), "the program waits for it");
        mayEnd.countDown();
        ending.join();
        assertEquals(List.of("shown", "hidden", "film ended"), order);
    }

    @Test
    void theLastChangeOfTheSettingsIsOnTheDiskAtTheEnd() {
        fx(
                () -> {
                    window.ui().preferences().change(d -> d.theme("dark"));
                    return true;
                });
        stop();
        behind.close();
        try (var later = new Studio(new Home(home))) {
            assertEquals("dark", later.settings().get().theme());
        }
    }
}
