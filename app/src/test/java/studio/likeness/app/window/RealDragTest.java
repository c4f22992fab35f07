package studio.likeness.app.window;

import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static studio.likeness.app.window.RealWindow.fx;
import static studio.likeness.app.window.RealWindow.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.likeness.app.window.corpus.CorpusProbe;

/// One real drag, by the pointer of an X server, from another window onto the Corpus tab. Runs by
/// name, under Xvfb with GTK and xdotool:
/// `xvfb-run -a -s '-screen 0 1400x900x24' ./mvnw -pl app -am test -Dtest=RealDragTest
/// -Dtest.excludedGroups=gpu -Dglass=gtk -Dsurefire.failIfNoSpecifiedTests=false`.
@ExtendWith(ApplicationExtension.class)
@Tag("xvfb")
class RealDragTest {
    @TempDir Path home;
    private Optional<Stage> stage = Optional.empty();

    @Start
    void start(Stage given) {
        stage = Optional.of(given);
    }

    @Test
    void aFileDraggedFromAnotherWindowIsLookedAt() throws Exception {
        assumeTrue(System.getenv("DISPLAY") != null && hasXdotool(), "needs Xvfb and xdotool");
        var file = home.resolve("dragged.csv");
        Files.writeString(file, "question,answer\nWhere do kites go?,Over the dyke.\n");
        try (var window = new RealWindow(home.resolve("home"), "en")) {
            window.show(stage.orElseThrow(), 1000, 760);
            window.go("corpus");
            var corpus = new CorpusProbe(window.window.model().tabProperty().get());
            until(() -> corpus.rows() >= 120);
            var source = fx(() -> source(file));
            try {
                drag();
                until(corpus::previewing);
            } finally {
                fx(
                        () -> {
                            source.close();
                            return true;
                        });
            }
        }
    }

    private static Stage source(Path file) {
        var label = new Label(file.getFileName().toString());
        var pane = new StackPane(label);
        pane.setOnDragDetected(
                e -> {
                    var content = new ClipboardContent();
                    content.putFiles(List.of(file.toFile()));
                    pane.startDragAndDrop(TransferMode.COPY).setContent(content);
                    e.consume();
                });
        var source = new Stage();
        source.setScene(new Scene(pane, 240, 240));
        source.setX(1100);
        source.setY(100);
        source.show();
        return source;
    }

    /// From the middle of the source to the middle of the table, in steps as a hand makes them.
    private static void drag() throws IOException, InterruptedException {
        xdotool("mousemove", "1220", "220");
        Thread.sleep(500);
        xdotool("mousedown", "1");
        for (int x = 1210; x >= 500; x -= 10) {
            xdotool("mousemove", String.valueOf(x), String.valueOf(220 + (1210 - x) / 4));
            Thread.sleep(15);
        }
        Thread.sleep(500);
        xdotool("mouseup", "1");
    }

    private static void xdotool(String... args) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("xdotool"));
        command.addAll(List.of(args));
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException(command + " ended " + status);
        }
    }

    private static boolean hasXdotool() {
        return Files.isExecutable(Path.of("/usr/bin/xdotool"));
    }
}
