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
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
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
import studio.likeness.app.window.library.LibraryProbe;
import studio.likeness.models.modelfolder.ModelFolder;

/// A model comes, is looked at, goes and comes back, through the window as the program opens it.
@SuppressWarnings("NullAway.Init") // TestFX and JUnit fill the fields in
@ExtendWith(ApplicationExtension.class)
@Tag("ui")
class LibraryJourneyTest {
    @TempDir Path root;

    private Stage stage;
    private RealWindow window;

    @Start
    void start(Stage given) {
        stage = given;
    }

    @BeforeEach
    void open() {
        window = new RealWindow(root.resolve("home"), "en");
        window.show(stage, 1000, 760);
    }

    @AfterEach
    void close() {
        window.close();
    }

    private List<String> ids() {
        return window.studio.library().shelf().models().stream().map(ModelFolder::id).toList();
    }

    private void goToLibrary(FxRobot robot) {
        robot.press(KeyCode.CONTROL).type(KeyCode.DIGIT6).release(KeyCode.CONTROL);
        until(() -> window.reads("Add a model"));
    }

    private void drop(Path path) {
        var probe = new LibraryProbe(window.window.model().tabProperty().get());
        fx(
                () -> {
                    probe.dropped(List.of(path));
                    return true;
                });
    }

    @Test
    void aModelIsDroppedRecognisedConvertedCheckedRemovedAndBroughtBack(FxRobot robot) {
        var tiny = LibraryProbe.published(root.resolve("Tiny Noise"));
        goToLibrary(robot);
        until(() -> window.reads("No model is here yet"));

        drop(tiny);
        until(() -> window.reads("Language model · qwen2"));
        assertTrue(window.reads("0.1 million parameters"), () -> window.texts().toString());
        assertTrue(window.reads("Fits "), () -> window.texts().toString());
        assertTrue(window.reads("apache-2.0"));
        assertEquals(List.of(), ids(), "a preview stores nothing");

        click(robot, "#dropAdd");
        until(() -> window.reads("Ready"));
        assertEquals(List.of("tiny-noise"), ids());
        assertFalse(window.reads("No model is here yet"));

        click(robot, "#verify-tiny-noise");
        until(() -> window.reads("is as it was made"));
        until(() -> window.scene().lookup("#remove-tiny-noise") != null);

        fire("#remove-tiny-noise");
        until(() -> ids().isEmpty());
        until(() -> window.reads("tiny-noise is in the trash."));
        click(robot, "Undo");
        until(() -> ids().equals(List.of("tiny-noise")));
        until(() -> window.reads("Here (1)"));

        fire("#details-tiny-noise");
        until(() -> window.reads("Files and their SHA-256"));
        robot.type(KeyCode.ESCAPE);
        until(() -> !window.reads("Files and their SHA-256"));
    }

    private void fire(String id) {
        fx(
                () -> {
                    ((ButtonBase) window.scene().lookup(id)).fire();
                    return true;
                });
    }

    @Test
    void whatIsNoModelSaysWhyAndIsPutAway(FxRobot robot) throws Exception {
        var page = Files.writeString(root.resolve("m.gguf"), "<!DOCTYPE html><html></html>");
        goToLibrary(robot);

        drop(page);

        until(() -> window.reads("is a web page"));
        click(robot, "#dropNo");
        until(() -> !window.reads("is a web page"));
    }

    @Test
    void theModelsMoveFromTheSettings(FxRobot robot) throws Exception {
        var tiny = LibraryProbe.published(root.resolve("Tiny Noise"));
        goToLibrary(robot);
        drop(tiny);
        until(() -> window.scene().lookup("#dropAdd") != null);
        fire("#dropAdd");
        until(() -> ids().equals(List.of("tiny-noise")));
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
        fx(
                () -> {
                    window.ui().preferences().change(d -> d.captions(false));
                    return true;
                });
        until(() -> !window.studio.settings().get().captions());
        assertEquals(disk.toString(), window.studio.settings().get().modelsFolder());
        assertEquals(List.of("tiny-noise"), ids());
        assertTrue(Files.isDirectory(disk.resolve("tiny-noise")));
        assertFalse(Files.exists(root.resolve("home/models")));
    }

    @Test
    void everythingThatCanBeClickedHasANameAndNothingIsClippedAtTwiceTheSize(FxRobot robot) {
        var tiny = LibraryProbe.published(root.resolve("Tiny Noise"));
        goToLibrary(robot);
        drop(tiny);
        until(() -> window.scene().lookup("#dropAdd") != null);
        fire("#dropAdd");
        until(() -> window.reads("Ready"));
        drop(tiny);
        until(() -> window.scene().lookup("#dropAdd") != null);
        assertEquals(List.of(), fx(this::nameless));
        for (var language : List.of("en", "zh")) {
            fx(
                    () -> {
                        window.ui()
                                .preferences()
                                .change(
                                        d -> {
                                            d.textScale(2);
                                            d.language(language);
                                        });
                        return true;
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
