package studio.likeness.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.likeness.app.window.Mouse.click;
import static studio.likeness.app.window.RealWindow.fx;
import static studio.likeness.app.window.RealWindow.until;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import studio.likeness.app.window.library.LibraryProbe;

/// A model comes, is looked at, goes and comes back, through the window as the program opens it.
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class LibraryJourneyTest extends Journey {
    @TempDir Path root;

    @BeforeEach
    void open() {
        window = new RealWindow(root.resolve("home"), "en");
        show(1000, 760);
    }

    private void goToLibrary(FxRobot robot) {
        robot.press(KeyCode.CONTROL).type(KeyCode.DIGIT6).release(KeyCode.CONTROL);
        until(() -> window.reads("Add a model"));
    }

    @Test
    void aModelIsDroppedRecognisedConvertedCheckedRemovedAndBroughtBack(FxRobot robot) {
        var tiny = LibraryProbe.published(root.resolve("Tiny Noise"));
        goToLibrary(robot);
        until(() -> window.reads("No model is here yet"));

        dropOnLibrary(tiny);
        until(() -> window.reads("Language model · qwen2"));
        assertTrue(window.reads("0.1 million parameters"), () -> window.texts().toString());
        assertTrue(window.reads("Fits "), () -> window.texts().toString());
        assertTrue(window.reads("apache-2.0"));
        assertEquals(List.of(), models(), "a preview stores nothing");

        click(robot, "#dropAdd");
        until(() -> window.reads("Ready"));
        assertEquals(List.of("tiny-noise"), models());
        assertFalse(window.reads("No model is here yet"));

        click(robot, "#verify-tiny-noise");
        until(() -> window.reads("is as it was made"));
        until(() -> window.scene().lookup("#remove-tiny-noise") != null);

        fire("#remove-tiny-noise");
        until(() -> models().isEmpty());
        until(() -> window.reads("tiny-noise is in the trash."));
        click(robot, "Undo");
        until(() -> models().equals(List.of("tiny-noise")));
        until(() -> window.reads("Here (1)"));

        fire("#details-tiny-noise");
        until(() -> window.reads("Files and their SHA-256"));
        robot.type(KeyCode.ESCAPE);
        until(() -> !window.reads("Files and their SHA-256"));
    }

    @Test
    void whatIsNoModelSaysWhyAndIsPutAway(FxRobot robot) throws Exception {
        var page = Files.writeString(root.resolve("m.gguf"), "<!DOCTYPE html><html></html>");
        goToLibrary(robot);

        dropOnLibrary(page);

        until(() -> window.reads("is a web page"));
        click(robot, "#dropNo");
        until(() -> !window.reads("is a web page"));
    }

    @Test
    void theModelsMoveFromTheSettings(FxRobot robot) throws Exception {
        var tiny = LibraryProbe.published(root.resolve("Tiny Noise"));
        goToLibrary(robot);
        dropOnLibrary(tiny);
        until(() -> window.scene().lookup("#dropAdd") != null);
        fire("#dropAdd");
        until(() -> models().equals(List.of("tiny-noise")));
        var disk = root.resolve("disk");
        window.chosen = List.of(disk);

        window.go("settings");
        until(() -> window.scene().lookup("#move-models") != null);
        fire("#move-models");

        until(
                () ->
                        window.scene().lookup("#models-folder") instanceof Label l
                                && l.getText().equals(disk.toString()));
        assertEquals(disk.toString(), window.studio.settings().get().modelsFolder());
        // A later change of another setting does not bring the old folder back.
        run(() -> window.ui().preferences().change(d -> d.captions(false)));
        until(() -> !window.studio.settings().get().captions());
        assertEquals(disk.toString(), window.studio.settings().get().modelsFolder());
        assertEquals(List.of("tiny-noise"), models());
        assertTrue(Files.isDirectory(disk.resolve("tiny-noise")));
        assertFalse(Files.exists(root.resolve("home/models")));
    }

    @Test
    void everythingThatCanBeClickedHasANameAndNothingIsClippedAtTwiceTheSize(FxRobot robot) {
        var tiny = LibraryProbe.published(root.resolve("Tiny Noise"));
        goToLibrary(robot);
        dropOnLibrary(tiny);
        until(() -> window.scene().lookup("#dropAdd") != null);
        fire("#dropAdd");
        until(() -> window.reads("Ready"));
        dropOnLibrary(tiny);
        until(() -> window.scene().lookup("#dropAdd") != null);
        assertEquals(List.of(), fx(this::nameless));
        for (var language : List.of("en", "zh")) {
            run(
                    () -> {
                        window.ui()
                                .preferences()
                                .change(
                                        d -> {
                                            d.textScale(2);
                                            d.language(language);
                                        });
                    });
            robot.sleep(300);
            assertEquals(List.of(), fx(this::clipped), language);
        }
    }

    private List<String> nameless() {
        var found = new ArrayList<String>();
        RealWindow.visit(
                library(),
                node -> {
                    boolean worded = node instanceof Labeled l && !l.getText().isBlank();
                    boolean named = worded || node.getAccessibleText() != null;
                    if (node.isFocusTraversable() && !(node instanceof ScrollPane) && !named) {
                        found.add(node.toString());
                    }
                });
        return found;
    }

    private List<String> clipped() {
        var found = new ArrayList<String>();
        double width = library().getLayoutBounds().getWidth();
        RealWindow.visit(
                library(),
                node -> {
                    var place = library().sceneToLocal(node.localToScene(node.getBoundsInLocal()));
                    boolean worded = node instanceof Labeled l && !l.getText().isBlank();
                    if (worded && (place.getMaxX() > width + 1 || shortened((Labeled) node))) {
                        found.add(((Labeled) node).getText());
                    }
                });
        return found;
    }

    /// The text that is drawn is not the text that is said.
    private static boolean shortened(Labeled label) {
        return label.lookup(".text") instanceof javafx.scene.text.Text text
                && text.getText().contains("…")
                && !label.getText().contains("…");
    }

    private Node library() {
        return window.scene().lookup("#library");
    }
}
