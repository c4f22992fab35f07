package studio.likeness.app.window.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.likeness.app.window.Mouse.click;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.likeness.app.window.TabStage;
import studio.likeness.app.window.sound.TestSounds;
import studio.likeness.corpus.store.Corpus;

/// The tab as a person uses it, over a real store, with hand and keyboard.
@SuppressWarnings("NullAway.Init") // TestFX fills the fields in, in the method with @Start
@ExtendWith(ApplicationExtension.class)
@Tag("ui")
class CorpusJourneyTest {
    @TempDir static Path home;

    private final TestSounds sounds = new TestSounds();
    private TabStage stage;
    private Corpus corpus;
    private CorpusViewModel model;

    @Start
    void start(Stage window) throws Exception {
        var folder = Files.createTempDirectory(home, "home");
        stage = new TabStage(folder, true);
        corpus = stage.studio.corpus(Corpora.persona(stage.studio, "Grandma").id());
        stage.ui.persona().refresh();
        model = new CorpusViewModel(stage.ui, stage.studio::corpus, sounds, stage.studio.jobs());
        var tab = new CorpusTab(stage.ui, () -> model);
        window.setScene(stage.scene((Parent) tab.view(), 1000, 720, "light", 1));
        window.show();
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(5_000, model::close);
        stage.close();
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void onScreen(Runnable act) {
        WaitForAsyncUtils.waitForAsyncFx(5_000, act);
    }

    private static TableView<?> table(FxRobot robot) {
        return robot.lookup("#answers").queryTableView();
    }

    @Test
    void dropsATableLooksAddsDeletesAndUndoes(FxRobot robot) throws Exception {
        until(() -> model.phaseProperty().get() == CorpusViewModel.Phase.EMPTY);
        var file = Files.createTempFile(home, "qa", ".csv");
        Files.writeString(file, "question,answer\nWhere is home?,By the canal.\nHow old?,Old.\n");
        onScreen(() -> model.imports().dropped(List.of(file)));
        until(() -> model.imports().canAdd());
        assertEquals(0, corpus.answers().size(), "a preview stores nothing");
        click(robot, "#importAdd");
        until(() -> table(robot).getItems().size() == 2);
        click(robot, "#importClose");
        click(robot, "Where is home?");
        robot.type(KeyCode.DELETE);
        until(() -> table(robot).getItems().size() == 1);
        assertEquals(1, corpus.answers().size());
        click(robot, "#undo");
        until(() -> table(robot).getItems().size() == 2);
        click(robot, "How old?");
        robot.type(KeyCode.DELETE);
        until(() -> corpus.answers().size() == 1);
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        until(() -> corpus.answers().size() == 2);
    }

    @Test
    void findsAndEditsWithoutTheMouse(FxRobot robot) throws Exception {
        corpus.put(
                List.of(
                        Corpora.draft("en", "work", "What was your first job?", "Charts."),
                        Corpora.draft("zh", "food", "你最拿手的菜是什么？", "红烧肉。")));
        until(() -> table(robot).getItems().size() == 2);
        onScreen(() -> table(robot).requestFocus());
        robot.press(KeyCode.CONTROL, KeyCode.F).release(KeyCode.F, KeyCode.CONTROL);
        robot.write("拿手");
        until(() -> table(robot).getItems().size() == 1);
        onScreen(
                () -> {
                    table(robot).requestFocus();
                    table(robot).getSelectionModel().select(0);
                });
        robot.type(KeyCode.E);
        robot.write("要小火。");
        robot.press(KeyCode.CONTROL, KeyCode.S).release(KeyCode.S, KeyCode.CONTROL);
        until(() -> corpus.answers().stream().anyMatch(a -> a.reply().equals("红烧肉。要小火。")));
    }

    @Test
    void recordsWithTheKeyboardAndKeepsTheTake(FxRobot robot) throws Exception {
        until(() -> model.phaseProperty().get() == CorpusViewModel.Phase.EMPTY);
        onScreen(model::enterBooth);
        until(() -> model.booth().level().read().rmsDb() > -40);
        onScreen(() -> robot.lookup("#record").query().requestFocus());
        robot.type(KeyCode.R);
        until(() -> model.booth().phaseProperty().get() == BoothViewModel.Phase.RECORDING);
        until(() -> model.booth().waveform().lengthProperty().get() > 48_000);
        robot.type(KeyCode.SPACE);
        until(() -> model.booth().takes().size() == 1);
        var reply = robot.lookup("#boothReply").queryAs(TextInputControl.class);
        onScreen(reply::requestFocus);
        robot.write("I rode there");
        assertEquals("I rode there", reply.getText(), "R and Space are letters in a text");
        click(robot, "#keep");
        until(() -> corpus.answers().size() == 1);
        assertTrue(corpus.answers().getFirst().recording().isPresent());
        click(robot, "#leaveBooth");
        until(() -> table(robot).getItems().size() == 1);
        until(() -> sounds.opened.get() == 0);
    }

    @Test
    void everythingSaysWhatItIs(FxRobot robot) throws Exception {
        corpus.put(List.of(Corpora.draft("en", "work", "What was your first job?", "Charts.")));
        until(() -> table(robot).getItems().size() == 1);
        onScreen(() -> table(robot).getSelectionModel().select(0));
        WaitForAsyncUtils.waitForFxEvents();
        for (var node : robot.lookup((Node n) -> n.isFocusTraversable() && visible(n)).queryAll()) {
            assertFalse(name(node).isBlank(), () -> "no name: " + node);
        }
    }

    private static boolean visible(Node node) {
        for (var at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static String name(Node node) {
        var spoken = node.getAccessibleText();
        if (spoken != null) {
            return spoken;
        }
        if (node instanceof javafx.scene.control.Labeled labeled && labeled.getText() != null) {
            return labeled.getText();
        }
        // Parts of a control are spoken for by the control.
        return node.getParent() == null ? "" : name(node.getParent());
    }
}
