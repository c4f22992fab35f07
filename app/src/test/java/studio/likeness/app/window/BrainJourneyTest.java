package studio.likeness.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.likeness.app.window.Mouse.click;
import static studio.likeness.app.window.Mouse.press;
import static studio.likeness.app.window.RealWindow.fx;
import static studio.likeness.app.window.RealWindow.until;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.likeness.app.Studio;
import studio.likeness.app.conversation.Conversation.State;
import studio.likeness.app.conversation.Source;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.models.bench.SyntheticModel;
import studio.likeness.models.job.Progress;
import studio.likeness.models.library.Conversion;

/// A model of random weights is chosen on the Persona tab, tried there, and talked with. What it
/// says is noise; that it says it, as what and from where is what counts.
@SuppressWarnings("NullAway.Init") // TestFX and JUnit fill the fields in
@ExtendWith(ApplicationExtension.class)
@Tag("ui")
class BrainJourneyTest {
    @TempDir Path home;
    @TempDir Path published;

    private Stage stage;
    private RealWindow window;

    @Start
    void start(Stage given) {
        stage = given;
    }

    @BeforeEach
    void open() throws Exception {
        window = new RealWindow(home, "en");
        var source = published.resolve("noise");
        try (var model = new SyntheticModel(SyntheticModel.Shape.TINY)) {
            model.write(source);
        }
        window.studio.conversion().add(source, Conversion.Options.usual(), Progress.none());
        window.show(stage, 1280, 800);
    }

    @AfterEach
    void close() {
        window.close();
    }

    private BrainChoice kept() {
        return window.studio.personas().find(Studio.SAMPLE).brain();
    }

    private String said(FxRobot robot, String id) {
        return fx(() -> robot.lookup(id).queryAs(Labeled.class).getText());
    }

    @Test
    void aModelIsChosenTriedAndTalkedWith(FxRobot robot) {
        window.go("persona");
        press(robot, "#brain-" + BrainChoice.Kind.MODEL);
        until(() -> kept().model().equals("noise"));
        press(robot, "#recordedFirst");
        until(() -> !kept().recordedFirst());
        until(() -> window.reads("Thinks with noise"));
        until(() -> said(robot, "#promptTokens").contains("estimate"));

        press(robot, "#tryQuestion");
        robot.write("Tell me about the river.");
        press(robot, "#tryAsk");
        until(() -> said(robot, "#tryPace").contains("First clause after"));
        assertTrue(said(robot, "#tryAnswer").length() > 1, "it said something");
        press(robot, "#tryQuestion");
        robot.write(" Please.");
        until(() -> !said(robot, "#promptTokens").contains("estimate"));

        window.go("conversation");
        var talk = window.talk();
        until(talk::open);
        click(robot, "#draft").write("Tell me about the river.").type(KeyCode.ENTER);
        until(() -> window.reads("Generated"));
        until(() -> window.texts().stream().anyMatch(t -> t.matches("from \\d+ memor(y|ies)")));
        until(() -> !talk.lastAnswer().isBlank());
        robot.type(KeyCode.ESCAPE);
        until(() -> talk.state().get() == State.IDLE);
        assertEquals(List.of(Source.GENERATED), fx(talk::sources));
        until(() -> window.reads("First clause"));
    }
}
