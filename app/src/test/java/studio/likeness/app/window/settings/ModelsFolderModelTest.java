package studio.likeness.app.window.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.Studio;
import studio.likeness.app.window.TestUi;
import studio.likeness.models.home.Home;

class ModelsFolderModelTest {
    @TempDir Path root = Path.of("");

    private final Locale before = Locale.getDefault();

    @SuppressWarnings("NullAway.Init")
    private TestUi ui;

    @SuppressWarnings("NullAway.Init")
    private Studio studio;

    @SuppressWarnings("NullAway.Init")
    private ModelsFolderModel model;

    @BeforeEach
    void open() throws IOException {
        studio = new Studio(new Home(root.resolve("home")));
        ui = new TestUi(root.resolve("home"));
        model = new ModelsFolderModel(ui.ui(), ModelsPlace.of(ui.ui(), studio));
        Files.createDirectories(root.resolve("home/models/notes"));
        Files.writeString(root.resolve("home/models/notes/model.json"), "{}");
    }

    @AfterEach
    void close() {
        studio.close();
        Locale.setDefault(before);
    }

    private void untilOver() {
        long end = System.nanoTime() + 30_000_000_000L;
        while (model.watch().runningProperty().get()) {
            assertTrue(System.nanoTime() < end, "waited in vain");
            ui.frame();
            Thread.onSpinWait();
        }
    }

    @Test
    void movesWhereTheUserChoosesAndKeepsTheChoice() {
        var disk = root.resolve("disk");
        ui.chosen = List.of(disk);

        model.choose();
        untilOver();

        assertEquals("", model.problemProperty().get());
        assertTrue(model.outcomeProperty().get().contains(disk.toString()));
        assertEquals(disk.toString(), model.folderProperty().get());
        assertEquals(disk.toString(), studio.settings().get().modelsFolder());
        assertEquals(disk.toString(), ui.ui().preferences().get().modelsFolder());
        assertTrue(Files.exists(disk.resolve("notes/model.json")));
        assertFalse(Files.exists(root.resolve("home/models")));
        assertEquals(0, ui.listening());

        model.move(root.resolve("home/models"));
        untilOver();
        assertEquals("", studio.settings().get().modelsFolder());
        assertTrue(Files.exists(root.resolve("home/models/notes/model.json")));
    }

    @Test
    void aFolderThatIsNotEmptyIsRefusedInOneSentence() throws IOException {
        Files.writeString(root.resolve("letter.txt"), "mine");

        model.move(root);
        untilOver();

        assertTrue(model.problemProperty().get().contains("within"), model.problemProperty().get());
        assertEquals("", studio.settings().get().modelsFolder());
    }
}
