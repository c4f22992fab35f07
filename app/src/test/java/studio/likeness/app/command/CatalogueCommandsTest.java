package studio.likeness.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.runtime.Devices;

/// Without the net: from folders only.
class CatalogueCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path root;

    private CommandRun run(String... args) {
        return CommandRun.of(root.resolve("home"), args);
    }

    @Test
    void listsTheCatalogueWithItsTerms() throws IOException {
        var people = run("models", "catalogue");
        assertEquals(0, people.code(), people.err());
        assertTrue(people.out().contains("qwen3-0.6b"), people.out());
        assertTrue(people.out().contains("Free for any use"), people.out());
        int lines = 0;
        for (var line : run("models", "catalogue", "--json").out().lines().toList()) {
            assertFalse(JSON.readTree(line).path("terms").asText().isEmpty(), line);
            lines++;
        }
        assertTrue(lines > 30, "entries: " + lines);
    }

    @Test
    void getsFromAFolderAndTellsWhatItTrusted() throws IOException {
        var stick = Files.createDirectories(root.resolve("stick/crepe-full"));
        Files.writeString(stick.resolve("full.pth"), "no checkpoint at all");
        var got =
                run(
                        "models",
                        "get",
                        "crepe-full",
                        "--from",
                        stick.resolve("..").normalize().toString());
        assertEquals(0, got.code(), got::toString);
        assertTrue(got.out().contains("Nobody had told the SHA-256 of full.pth"), got.out());
        assertTrue(got.out().contains("mit"), got.out());
        var kept = JSON.readTree(run("models", "downloads", "--json").out());
        assertEquals("crepe-full", kept.path("id").asText());
        assertTrue(kept.path("whole").asBoolean());

        Files.writeString(stick.resolve("full.pth"), "other");
        assertEquals(0, run("models", "downloads", "--forget", "crepe-full").code());
        var other = run("models", "get", "crepe-full", "--from", stick.toString());
        assertEquals(1, other.code(), other::toString);
        assertTrue(other.err().contains("first downloaded"), other.err());
        var anew = run("models", "get", "crepe-full", "--from", stick.toString(), "--trust-anew");
        assertEquals(0, anew.code(), anew::toString);
    }

    @Test
    void refusesWhatIsNotInTheCatalogueOrNotToBeHad() {
        assertEquals(1, run("models", "get", "no-such").code());
        var gated = run("models", "get", "llama-3.2-1b-instruct");
        assertEquals(1, gated.code());
        assertTrue(gated.err().contains("page"), gated.err());
    }

    @Test
    void tellsHowTheGpuPackStands() throws IOException {
        Assumptions.assumeTrue(Devices.cards().isEmpty(), "this machine has a card");
        var state = JSON.readTree(run("gpu", "status", "--json").out());
        Assumptions.assumeFalse(state.path("state").asText().equals("ready"), "it has a pack");
        assertEquals("not_needed", state.path("state").asText());
        assertEquals(0, run("gpu", "status").code());
        var wrong = run("gpu", "import", root.toString());
        assertEquals(1, wrong.code());
        assertTrue(wrong.err().contains("redistrib_12.6.3.json"), wrong.err());
    }
}
