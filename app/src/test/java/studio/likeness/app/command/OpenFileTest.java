package studio.likeness.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.Studio;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.StudioException;

/// `likeness FILE`, which is what a double click on a persona's file does.
class OpenFileTest {
    @TempDir Path folder;
    Path archive;

    @BeforeEach
    void anExportedPersona() {
        archive = folder.resolve("ann.likeness");
        var from = folder.resolve("from");
        CommandRun.of(from, "persona", "create", "Ann", "--consent", "fictional");
        var exported = CommandRun.of(from, "persona", "export", "Ann", "--out", archive.toString());
        assertEquals(0, exported.code(), exported.err());
    }

    @Test
    void takesThePersonaAndChoosesIt() {
        var home = new Home(folder.resolve("to"));
        try (var studio = new Studio(home)) {
            studio.ensureSample();
            LikenessCommand.take(studio, archive);
        }
        try (var studio = new Studio(home)) {
            assertEquals("Ann", studio.personas().find("ann").name());
            assertEquals("ann", studio.settings().get().persona());
        }
    }

    @Test
    void saysInOneSentenceThatThereIsNoSuchFile() {
        var said = CommandRun.of(folder.resolve("to"), folder.resolve("no.likeness").toString());
        assertEquals(LikenessCommand.FAILED, said.code());
        assertEquals(1, said.err().lines().count(), said.err());
        assertTrue(said.err().contains("no.likeness"), said.err());
    }

    @Test
    void aMisspeltCommandIsPointedToTheHelp() {
        var said = CommandRun.of(folder.resolve("to"), "docter");
        assertEquals(LikenessCommand.FAILED, said.code());
        assertTrue(said.err().contains("docter"), said.err());
        assertTrue(said.err().contains("likeness --help"), said.err());
    }

    @Test
    void refusesWhatIsNoPersonaAndChoosesNothing() throws IOException {
        var text = Files.writeString(folder.resolve("text.likeness"), "this is no archive");
        try (var studio = new Studio(new Home(folder.resolve("to")))) {
            var refused =
                    assertThrows(StudioException.class, () -> LikenessCommand.take(studio, text));
            assertTrue(refused.explanation().contains("text.likeness"), refused.explanation());
            assertEquals("", studio.settings().get().persona());
            assertTrue(studio.personas().list().isEmpty());
        }
    }
}
