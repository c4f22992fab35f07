package studio.likeness.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.likeness.app.window.Mouse.click;
import static studio.likeness.app.window.Mouse.press;
import static studio.likeness.app.window.RealWindow.fx;
import static studio.likeness.app.window.RealWindow.until;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import studio.likeness.app.conversation.Conversation.State;
import studio.likeness.app.conversation.Source;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.models.bench.SyntheticModel;
import studio.likeness.models.job.Progress;
import studio.likeness.models.library.Conversion;

/// A model of random weights is chosen on the Persona tab, tried there, and talked with. What it
/// says is noise; that it says it, as what and from where is what counts.
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class BrainJourneyTest extends Journey {
    @TempDir Path home;
    @TempDir Path published;

    @BeforeEach
    void open() throws Exception {
        window = new RealWindow(home, "en");
        var source = published.resolve("noise");
        try (var model = new SyntheticModel(SyntheticModel.Shape.TINY)) {
            model.write(source);
        }
        window.studio.conversion().add(source, Conversion.Options.usual(), Progress.none());
        show(1280, 800);
    }

    @Test
    void aModelIsChosenTriedAndTalkedWith(FxRobot robot) {
        window.go("persona");
        press(robot, "#brain-" + BrainChoice.Kind.MODEL);
        until(() -> brain().model().equals("noise"));
        press(robot, "#recordedFirst");
        until(() -> !brain().recordedFirst());
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
