package studio.likeness.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.bench.SyntheticModel;

/// What ModelJourneyTest does in the window, by commands: from a folder that somebody has
/// downloaded to an answer of the persona. The weights are random, so what it says is noise or is
/// cut; that something is said, as what it is said and from which memories is what counts.
class FromFolderToAnswerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path root;

    private JsonNode run(String... args) throws IOException {
        var run = CommandRun.of(root.resolve("home"), args);
        assertEquals(0, run.code(), run.err());
        return JSON.readTree(run.out());
    }

    @Test
    void aModelIsInspectedAddedChosenAndTalkedWith() throws IOException {
        var published = root.resolve("Noise 1B");
        try (var model = new SyntheticModel(SyntheticModel.Shape.TINY)) {
            model.write(published);
        }

        var seen = run("models", "inspect", published.toString(), "--json");
        assertEquals("qwen2", seen.path("family").asText());
        assertEquals("language_model", seen.path("kind").asText());
        assertEquals("convert", seen.path("use").path(0).asText());
        assertFalse(Files.exists(root.resolve("home/models")), "inspecting stores nothing");

        var added = CommandRun.of(root.resolve("home"), "models", "add", published.toString());
        assertEquals(0, added.code(), added.err());
        var listed = run("models", "list", "--json");
        assertEquals("noise-1b", listed.path("id").asText());
        assertEquals("language_model", listed.path("kind").asText());

        var brain =
                run(
                        "persona",
                        "brain",
                        "set",
                        "--persona",
                        "sample",
                        "--model",
                        "noise-1b",
                        "--recorded-first",
                        "false",
                        "--json");
        assertEquals("sample", brain.path("persona").asText());
        assertEquals("model", brain.path("kind").asText());
        assertEquals("noise-1b", brain.path("model").asText());

        var turn =
                run("talk", "--persona", "sample", "--say", "Tell me about the river.", "--json");
        assertEquals(1, turn.path("turn").asInt());
        assertEquals("Tell me about the river.", turn.path("heard").asText());
        assertEquals("generated", turn.path("source").asText());
        assertEquals("", turn.path("answerId").asText(), "no recording was played");
        assertFalse(turn.path("reply").asText().isBlank(), turn.toString());
        assertFalse(turn.path("memory").isEmpty(), "it names its memories: " + turn);
        for (var receipt : turn.path("memory")) {
            assertFalse(receipt.path("text").asText().isBlank(), turn.toString());
            assertFalse(receipt.path("source").asText().isBlank(), turn.toString());
        }
        assertEquals(
                "Where did you grow up?",
                turn.path("memory").path(0).path("source").asText(),
                "the one about the water behind the house comes first");
        assertTrue(turn.path("latencyMs").path("firstClause").asDouble() > 0, turn.toString());
    }

    @Test
    void aCardThatIsChosenAndMissingIsSaidAndNothingElseIsTried() throws IOException {
        var home = root.resolve("home");
        try (var model = new SyntheticModel(SyntheticModel.Shape.TINY)) {
            model.write(root.resolve("noise"));
        }
        CommandRun.of(home, "models", "add", root.resolve("noise").toString());
        Files.writeString(home.resolve("settings.json"), "{\"device\": \"cuda:99\"}");

        var alone = CommandRun.of(home, "talk", "--model", "noise", "--say", "Hi");
        assertEquals(1, alone.code(), alone.out());
        assertEquals(1, alone.err().lines().filter(line -> !line.isBlank()).count(), alone.err());
        assertTrue(alone.err().contains("Settings"), alone.err());
        assertFalse(alone.out().contains("[Generated]"), alone.out());

        run("persona", "brain", "set", "--model", "noise", "--recorded-first", "false", "--json");
        var persona = CommandRun.of(home, "talk", "--say", "Tell me about the river.", "--json");
        assertEquals(1, persona.code(), persona.out());
        assertEquals(
                alone.err().strip(), persona.err().strip(), "the same sentence, and only that");
    }
}
