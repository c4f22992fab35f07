package studio.likeness.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.likeness.app.window.Mouse.click;
import static studio.likeness.app.window.Mouse.press;
import static studio.likeness.app.window.RealWindow.fx;
import static studio.likeness.app.window.RealWindow.until;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.control.Labeled;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import studio.likeness.app.conversation.Conversation.State;
import studio.likeness.app.conversation.Source;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.models.bench.SyntheticModel;
import studio.likeness.models.job.Words;

/// From a folder that somebody has downloaded to an answer, in one window: a model is dropped on
/// the Library, recognised, converted, chosen for a persona, tried there, and talked with. Its
/// weights are random, so what it says is noise or is cut; that something is said, as what it is
/// said and from which memories is what counts. `-Dpictures=FOLDER` keeps a picture of each step.
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class ModelJourneyTest extends Journey {
    /// Seconds.
    private static final int PATIENCE = 300;

    private static final String FOLDER = System.getProperty("pictures", "");

    @TempDir Path root;

    private String language;

    @Test
    void aModelIsDroppedConvertedChosenTriedAndTalkedWith(FxRobot robot) throws Exception {
        journey("en", robot);
    }

    @Test
    @Tag("slow")
    void likewiseInChinese(FxRobot robot) throws Exception {
        journey("zh", robot);
    }

    private void journey(String spoken, FxRobot robot) throws Exception {
        language = spoken;
        var question = spoken.equals("zh") ? "跟我说说那条河吧。" : "Tell me about the river.";
        var published = root.resolve("noise");
        // Large enough for its conversion to be seen.
        try (var model = new SyntheticModel(SyntheticModel.Shape.SMALL)) {
            model.write(published);
        }
        window = new RealWindow(root.resolve("home"), spoken);
        show(1280, 800);

        window.go("library");
        until(() -> window.scene().lookup("#library") != null);
        dropOnLibrary(published);
        until(() -> window.scene().lookup("#dropAdd") != null);
        assertTrue(window.reads("qwen2"), () -> window.texts().toString());
        assertEquals(List.of(), models(), "a preview stores nothing");
        keep("recognised");

        var shares = new CopyOnWriteArrayList<Double>();
        press(robot, "#dropAdd");
        until(
                () -> {
                    var share = converted();
                    if (share > 0 && share < 1) {
                        shares.add(share);
                    }
                    return !shares.isEmpty();
                });
        keep("converting");
        // It takes seconds where nothing else runs, and minutes beside other builds.
        for (int i = 0; i < PATIENCE && models().isEmpty(); i++) {
            robot.sleep(1000);
        }
        until(() -> models().equals(List.of("noise")));
        keep("here");

        window.go("persona");
        press(robot, "#brain-" + BrainChoice.Kind.MODEL);
        until(() -> brain().model().equals("noise"));
        press(robot, "#recordedFirst");
        until(() -> !brain().recordedFirst());
        press(robot, "#tryQuestion");
        write("#tryQuestion", question);
        press(robot, "#tryAsk");
        until(() -> robot.lookup("#tryAnswer").tryQuery().isPresent());
        until(() -> !said(robot, "#tryPace").isBlank());
        assertTrue(said(robot, "#tryAnswer").length() > 1, "it said something");
        keep("chosen");

        window.go("conversation");
        var talk = window.talk();
        until(talk::open);
        write("#draft", question);
        click(robot, "#draft").type(KeyCode.ENTER);
        until(() -> window.scene().lookup(".memories") != null);
        until(() -> !talk.lastAnswer().isBlank());
        assertEquals(List.of(Source.GENERATED), fx(talk::sources));
        assertTrue(window.reads(say("app.window.source.generated")), window.texts().toString());
        var memories = fx(() -> ((Labeled) window.scene().lookup(".memories")).getText());
        assertTrue(memories.matches(".*\\d+.*"), memories);
        keep("answering");
        robot.type(KeyCode.ESCAPE);
        until(() -> talk.state().get() == State.IDLE);
        keep("answered");
    }

    private String say(String key) {
        return Words.say(Locale.forLanguageTag(language), key);
    }

    /// The share that a bar on the Library shows; 1 where none is to be seen.
    private double converted() {
        var shares = new ArrayList<Double>();
        RealWindow.visit(
                window.scene().lookup("#library"),
                node -> {
                    if (node instanceof ProgressBar bar && bar.getProgress() > 0) {
                        shares.add(bar.getProgress());
                    }
                });
        return shares.stream().findFirst().orElse(1.0);
    }

    private void write(String id, String text) {
        run(() -> ((TextInputControl) window.scene().lookup(id)).setText(text));
    }

    private void keep(String step) {
        if (FOLDER.isEmpty()) {
            return;
        }
        var file = Path.of(FOLDER, "model-" + step + "-" + language + ".png");
        run(
                () -> {
                    var seen = window.scene().snapshot(null);
                    try {
                        Files.createDirectories(file.getParent());
                        Snapshots.write(
                                seen.getPixelReader(),
                                (int) seen.getWidth(),
                                (int) seen.getHeight(),
                                file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
