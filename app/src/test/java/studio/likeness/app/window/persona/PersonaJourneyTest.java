package studio.likeness.app.window.persona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.likeness.app.window.Mouse.click;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.Parent;
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
import studio.likeness.corpus.store.Consent;

/// Making a persona, changing it, and taking it out of the trash again.
@SuppressWarnings("NullAway.Init") // TestFX fills the fields in, in the method with @Start
@ExtendWith(ApplicationExtension.class)
@Tag("ui")
class PersonaJourneyTest {
    @TempDir static Path home;

    private TabStage stage;
    private PersonaViewModel model;

    @Start
    void start(Stage window) {
        stage = new TabStage(home, true);
        model = new PersonaViewModel(stage.ui, Services.of(stage.studio, new TestSounds()));
        var tab = new PersonaTab(stage.ui, () -> model);
        window.setScene(stage.scene((Parent) tab.view(), 1000, 900, "light", 1));
        window.show();
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(5_000, model::hidden);
        stage.close();
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static Node node(FxRobot robot, String id) {
        return robot.lookup(id).query();
    }

    @Test
    void aPersonaIsMadeOnlyWithConsentChangedDeletedAndBroughtBack(FxRobot robot) throws Exception {
        click(robot, "#startCreate");
        click(robot, "#newName").write("Grandma");
        assertTrue(node(robot, "#create").isDisabled(), "no consent yet");
        click(robot, "#basis-" + Consent.Basis.GRANTED);
        assertTrue(node(robot, "#create").isDisabled(), "nobody granted it yet");
        click(robot, "#newGrantedBy").write("Grandma herself");
        // The button lies below the edge of the screen; one scrolls to it.
        var page = robot.lookup(".persona-page").queryAs(javafx.scene.control.ScrollPane.class);
        WaitForAsyncUtils.waitForAsyncFx(5_000, () -> page.setVvalue(1));
        WaitForAsyncUtils.waitForFxEvents();
        click(robot, "#create");
        until(() -> model.phaseProperty().get() == PersonaViewModel.Phase.PERSONA);
        click(robot, "#manner").write("Dry.");
        robot.press(KeyCode.CONTROL, KeyCode.S).release(KeyCode.S, KeyCode.CONTROL);
        until(() -> stage.studio.personas().list().getFirst().manner().equals("Dry."));
        click(robot, "#deletePersona");
        until(() -> stage.studio.personas().list().isEmpty());
        click(robot, "#undo");
        until(() -> stage.studio.personas().list().size() == 1);
        assertEquals("Dry.", stage.studio.personas().list().getFirst().manner());
        until(() -> model.phaseProperty().get() == PersonaViewModel.Phase.PERSONA);
    }
}
