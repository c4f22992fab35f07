package studio.likeness.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.likeness.app.window.Mouse.click;
import static studio.likeness.app.window.RealWindow.fx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kordamp.ikonli.javafx.FontIcon;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.likeness.app.conversation.Conversation.State;
import studio.likeness.app.conversation.Reply;
import studio.likeness.app.conversation.Source;
import studio.likeness.app.window.conversation.FakeTalk;

/// Through the whole window with mouse and keyboard, on the headless screen of 1000x1000.
@ExtendWith(ApplicationExtension.class)
class FrameJourneyTest {
    private static final Reply REPLY =
            FakeTalk.reply(Source.QUOTED, "By the river.", List.of(), List.of());

    @SuppressWarnings("NullAway.Init")
    private Stage stage;

    @SuppressWarnings("NullAway.Init")
    private TestFrame frame;

    @TempDir Path folder = Path.of("");

    @Start
    void start(Stage given) {
        stage = given;
    }

    @BeforeEach
    void show() {
        fx(
                () -> {
                    frame = new TestFrame(folder, 980, 700);
                    frame.ui
                            .preferences()
                            .change(
                                    d -> {
                                        d.theme("light");
                                        d.reducedMotion(true);
                                    });
                    stage.setScene(frame.scene);
                    stage.show();
                    return true;
                });
        // The robot measures nodes on its own thread; that is safe only once the first layout is
        // over.
        settle();
    }

    @AfterEach
    void close() {
        fx(
                () -> {
                    frame.close();
                    return true;
                });
    }

    @Test
    void typingAndEnterTalksAndTheReplyIsABubble(FxRobot robot) {
        click(robot, "#draft").write("Where did you live?").type(KeyCode.ENTER);
        assertEquals(List.of("Where did you live?"), frame.talks.last().said);
        frame.talks.last().answer("Where did you live?", REPLY);
        settle();
        assertTrue(texts().contains("By the river."), () -> texts().toString());
        assertTrue(texts().contains("Quoted · generated voice"));
        assertTrue(texts().contains("Speaking"));
        frame.talks.last().end("Where did you live?", REPLY);
        settle();
        assertTrue(texts().contains("Ready"));
        assertTrue(texts().stream().anyMatch(t -> t.startsWith("First sound")));
    }

    @Test
    void shiftEnterBreaksTheLine(FxRobot robot) {
        click(robot, "#draft").write("one").press(KeyCode.SHIFT).type(KeyCode.ENTER);
        robot.release(KeyCode.SHIFT).write("two").type(KeyCode.ENTER);
        assertEquals(List.of("one\ntwo"), frame.talks.last().said);
    }

    @Test
    void escStopsAlsoWhileOneTypes(FxRobot robot) {
        frame.talks.last().be(State.SPEAKING);
        settle();
        click(robot, "#draft").write("wait").type(KeyCode.ESCAPE);
        assertEquals(1, frame.talks.last().stops);
    }

    @Test
    void oneClickOnAQuestionTalks(FxRobot robot) {
        click(robot, "Who are you, please?");
        assertEquals(List.of("Who are you, please?"), frame.talks.last().said);
    }

    @Test
    void languageChangesWithoutARestart(FxRobot robot) {
        robot.press(KeyCode.CONTROL).type(KeyCode.DIGIT4).release(KeyCode.CONTROL);
        settle();
        assertTrue(texts().contains("Appearance"));
        click(robot, "#language-zh");
        settle();
        assertTrue(texts().containsAll(List.of("外观", "对话", "数字分身", "处理器")));
        assertFalse(texts().contains("Appearance"));
        assertEquals("zh", frame.ui.preferences().get().language());
        click(robot, "#language-en");
        settle();
        assertTrue(texts().contains("Appearance"));
    }

    @Test
    void themeChangesAtOnce(FxRobot robot) {
        var light = background();
        fx(
                () -> {
                    frame.ui.preferences().change(d -> d.theme("dark"));
                    return true;
                });
        settle();
        var dark = background();
        assertNotEquals(light, dark);
        assertTrue(dark.getBrightness() < 0.3 && light.getBrightness() > 0.9);
    }

    @Test
    void f1ShowsTheShortcutsAndEscPutsThemAway(FxRobot robot) {
        robot.type(KeyCode.F1);
        settle();
        assertTrue(texts().contains("Keyboard shortcuts"));
        robot.type(KeyCode.ESCAPE);
        settle();
        assertFalse(texts().contains("Keyboard shortcuts"));
        assertEquals(0, frame.talks.last().stops);
    }

    @Test
    void whatPointsToATabThatIsNotThereLeadsNowhere() {
        fx(
                () -> {
                    frame.ui.navigation().go("training", "run-1");
                    return true;
                });
        settle();
        assertTrue(texts().contains("Ready"));
    }

    @Test
    void theSidebarFoldsToIcons(FxRobot robot) {
        double before = width("#tab-corpus");
        robot.press(KeyCode.CONTROL).type(KeyCode.B).release(KeyCode.CONTROL);
        settle();
        assertTrue(width("#tab-corpus") < before / 2);
        assertTrue(frame.ui.preferences().get().sidebarCollapsed());
    }

    @Test
    void nothingIsClippedAtTwiceTheTextSize() {
        for (var language : List.of("en", "zh")) {
            for (var tab : List.of("conversation", "settings")) {
                fx(
                        () -> {
                            frame.ui
                                    .preferences()
                                    .change(
                                            d -> {
                                                d.textScale(2);
                                                d.language(language);
                                            });
                            stage.setWidth(1280);
                            frame.ui.navigation().go(tab);
                            return true;
                        });
                frame.talks.last().answer("Where?", REPLY);
                settle();
                assertEquals(List.of(), fx(() -> clipped(frame.scene.getRoot())), language + tab);
            }
        }
    }

    @Test
    void everythingThatCanBeClickedHasAName() {
        frame.talks.last().answer("Where?", REPLY);
        frame.talks.last().end("Where?", REPLY);
        for (var tab : List.of("conversation", "settings")) {
            fx(
                    () -> {
                        frame.ui.navigation().go(tab);
                        return true;
                    });
            settle();
            assertEquals(List.of(), fx(() -> nameless(frame.scene.getRoot())), tab);
        }
    }

    private static List<String> nameless(Node node) {
        var found = new ArrayList<String>();
        RealWindow.visit(
                node,
                n -> {
                    boolean worded = n instanceof Labeled l && !l.getText().isBlank();
                    boolean named = worded || n.getAccessibleText() != null;
                    if (n.isFocusTraversable() && !(n instanceof ScrollPane) && !named) {
                        found.add(n.toString());
                    }
                });
        return found;
    }

    /// Texts that end in an ellipsis, or stick out of their own label.
    private static List<String> clipped(Node node) {
        var found = new ArrayList<String>();
        RealWindow.visit(
                node,
                n -> {
                    if (n instanceof Labeled label && !label.getText().isBlank()) {
                        shownText(label)
                                .filter(
                                        text ->
                                                !text.getText().equals(label.getText())
                                                        || sticksOut(label, text))
                                .ifPresent(
                                        text ->
                                                found.add(
                                                        label.getText() + " → " + text.getText()));
                    }
                });
        return found;
    }

    private static Optional<Text> shownText(Labeled label) {
        return label.getChildrenUnmodifiable().stream()
                .filter(Text.class::isInstance)
                .map(Text.class::cast)
                .filter(text -> text.isVisible() && !(text instanceof FontIcon))
                .findFirst();
    }

    private static boolean sticksOut(Labeled label, Text text) {
        var inside = text.getBoundsInParent();
        // A J reaches a little to the left of its own box.
        return inside.getMinX() < -4
                || inside.getMaxX() > label.getWidth() + 1
                || inside.getMaxY() > label.getHeight() + 2;
    }

    private List<String> texts() {
        return fx(
                () -> {
                    var found = new ArrayList<String>();
                    RealWindow.visit(
                            frame.scene.getRoot(),
                            n -> {
                                if (n instanceof Labeled label) {
                                    found.add(label.getText());
                                }
                            });
                    return found;
                });
    }

    private double width(String id) {
        return fx(() -> frame.scene.lookup(id).getBoundsInLocal().getWidth());
    }

    /// The colour of the transcript, low down, where there is nothing.
    private Color background() {
        return fx(
                () -> {
                    var picture = frame.scene.snapshot(null);
                    return picture.getPixelReader().getColor((int) picture.getWidth() - 60, 600);
                });
    }

    /// Two frames: one that empties the queues, one that lays out what came of it.
    private static void settle() {
        WaitForAsyncUtils.waitForFxEvents();
        WaitForAsyncUtils.sleep(100, java.util.concurrent.TimeUnit.MILLISECONDS);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void manyPersonasAreFoundByName(FxRobot robot) {
        fx(
                () -> {
                    for (int i = 1; i <= 9; i++) {
                        frame.personas.add(TestUi.persona("p" + i, "Aunt " + i, false));
                    }
                    frame.ui.persona().refresh();
                    return true;
                });
        settle();
        robot.clickOn("#persona-switcher");
        settle();
        robot.write("nt 7");
        settle();
        var shown =
                robot.lookup(".radio-menu-item").queryAll().stream()
                        .filter(Node::isVisible)
                        .count();
        assertEquals(1, shown);
        robot.type(KeyCode.ENTER);
        settle();
        assertEquals(Optional.of("p7"), frame.persona().map(persona -> persona.id()));
    }
}
