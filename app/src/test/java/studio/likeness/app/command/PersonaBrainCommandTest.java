package studio.likeness.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.bench.SyntheticModel;

class PersonaBrainCommandTest {
    // Shared, so that the sample is imported and the model converted once.
    @TempDir static Path root;

    private static Path home() {
        return root.resolve("home");
    }

    @BeforeAll
    static void addATinyModel() throws IOException {
        try (var model = new SyntheticModel(SyntheticModel.Shape.TINY)) {
            model.write(root.resolve("noise"));
        }
        var added = CommandRun.of(home(), "models", "add", root.resolve("noise").toString());
        assertEquals(0, added.code(), added.err());
    }

    private static CommandRun run(String... args) {
        return CommandRun.of(home(), args);
    }

    private static JsonNode json(CommandRun run) throws IOException {
        assertEquals(0, run.code(), run.err());
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void aBrainIsChosenAndKept() throws IOException {
        run("persona", "brain", "set", "--kind", "model", "--model", "noi", "--json");
        var changed =
                json(
                        run(
                                "persona",
                                "brain",
                                "set",
                                "--temperament",
                                "lively",
                                "--recorded-first",
                                "false",
                                "--json"));
        assertEquals("noise", changed.path("model").asText(), "in full, and kept");
        var shown = json(run("persona", "brain", "show", "--persona", "sample", "--json"));
        assertEquals(changed, shown);
        assertEquals("model", shown.path("kind").asText());
        assertEquals("lively", shown.path("temperament").asText());
        assertEquals(false, shown.path("recordedFirst").asBoolean(true));
        var archive = json(run("persona", "brain", "set", "--kind", "archive", "--json"));
        assertEquals("", archive.path("model").asText());
    }

    @Test
    void anUnknownModelIsRefusedInOneSentenceThatNamesThoseThereAre() {
        var run = run("persona", "brain", "set", "--kind", "model", "--model", "qwen");
        assertEquals(1, run.code());
        assertTrue(run.err().contains("qwen") && run.err().contains("noise"), run.err());
        assertEquals(1, run.err().lines().filter(line -> !line.isBlank()).count(), run.err());
    }

    @Test
    void aModelMustBeNamed() {
        run("persona", "brain", "set", "--kind", "archive");
        var run = run("persona", "brain", "set", "--kind", "model");
        assertEquals(1, run.code());
        assertTrue(run.err().contains("noise"), run.err());
    }

    @Test
    void aServerMustBeKnown() {
        var none = run("persona", "brain", "set", "--kind", "ollama", "--model", "x");
        assertEquals(1, none.code());
        assertTrue(none.err().contains("--server"), none.err());
        var odd =
                run(
                        "persona",
                        "brain",
                        "set",
                        "--kind",
                        "ollama",
                        "--model",
                        "x",
                        "--server",
                        "localhost:11434");
        assertEquals(1, odd.code());
        assertTrue(odd.err().contains("localhost:11434"), odd.err());
    }

    @Test
    void theCardChangesOnlyWhereItIsNamed() throws IOException {
        run("persona", "card", "set", "--period", "after retirement", "--never", "a\nb");
        var card = json(run("persona", "card", "set", "--address", "dear", "--json"));
        assertEquals("after retirement", card.path("period").asText());
        assertEquals(2, card.path("never").size());
        assertEquals("dear", card.path("address").asText());
        assertTrue(card.path("summary").asText().length() > 10, "it was there before");
        assertEquals(
                "",
                json(run("persona", "card", "set", "--address", "", "--json"))
                        .path("address")
                        .asText());
        assertTrue(run("persona", "card", "show").out().contains("after retirement"));
    }
}
