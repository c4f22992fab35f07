package studio.likeness.app.window;

import static studio.likeness.app.window.RealWindow.fx;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import studio.likeness.app.Studio;
import studio.likeness.app.window.library.LibraryProbe;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.models.modelfolder.ModelFolder;

/// What journeys through the window have in common: the window as the program opens it, over a real
/// studio with the sample persona, and what hand and eye do there.
@SuppressWarnings("NullAway.Init") // each journey opens its window
@ExtendWith(ApplicationExtension.class)
@Tag("ui")
abstract class Journey {
    RealWindow window;

    @AfterEach
    void close() {
        window.close();
    }

    /// Once [#window] is there. TestFX looks for a method with `@Start` in the journey's own class
    /// alone, so the stage comes from its toolkit.
    void show(double width, double height) {
        window.show(FxToolkit.toolkitContext().getRegisteredStage(), width, height);
    }

    static void run(Runnable step) {
        fx(
                () -> {
                    step.run();
                    return true;
                });
    }

    /// Presses a button that the pointer need not reach.
    void fire(String id) {
        run(() -> ((ButtonBase) window.scene().lookup(id)).fire());
    }

    static String said(FxRobot robot, String id) {
        return fx(() -> robot.lookup(id).queryAs(Labeled.class).getText());
    }

    /// A file is let go of over the Library, which is on the screen.
    void dropOnLibrary(Path path) {
        var library = new LibraryProbe(window.window.model().tabProperty().get());
        run(() -> library.dropped(List.of(path)));
    }

    /// The models that are installed.
    List<String> models() {
        return window.studio.library().shelf().models().stream().map(ModelFolder::id).toList();
    }

    /// With what the sample persona thinks.
    BrainChoice brain() {
        return window.studio.personas().find(Studio.SAMPLE).brain();
    }
}
