package studio.likeness.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.bench.SyntheticModel;
import studio.likeness.models.runtime.Devices;

/// A tiny model of random weights is added and talked with. What it says is noise.
class ModelTalkTest {
    @TempDir Path root;
    Path home;

    @BeforeEach
    void addATinyModel() throws IOException {
        home = root.resolve("home");
        try (var model = new SyntheticModel(SyntheticModel.Shape.TINY)) {
            model.write(root.resolve("noise"));
        }
        var added = CommandRun.of(home, "models", "add", root.resolve("noise").toString());
        assertEquals(0, added.code(), added.err());
        assertTrue(added.out().contains("Perplexity"), added.out());
    }

    @Test
    void answersEveryTurnAndReadsOnlyWhatIsNew() throws IOException {
        var run =
                CommandRun.of(
                        home, "talk", "--model", "noise", "--say", "Hi", "--say", "And?", "--json");

        assertEquals(0, run.code(), run.err());
        var turns = run.out().lines().toList();
        assertEquals(2, turns.size());
        var second = new ObjectMapper().readTree(turns.get(1));
        assertEquals("generated", second.path("source").asText());
        assertTrue(second.path("reusedTokens").asInt() > 0, turns.get(1));
        assertTrue(second.path("tokens").asInt() > 0, turns.get(1));
    }

    @Test
    void saysWhereItRunsAndThatItIsGenerated() {
        var run = CommandRun.of(home, "talk", "--model", "noise", "--say", "Hi");

        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("CPU"), run.out());
        assertTrue(run.out().contains("[Generated] "), run.out());
    }

    @Test
    void aMachineWithoutACardSaysSoAndRunsNowhereElse() {
        assumeTrue(Devices.cards().isEmpty());

        var run = CommandRun.of(home, "talk", "--model", "noise", "--card", "0", "--say", "Hi");

        assertEquals(1, run.code());
        assertFalse(run.out().contains("[Generated]"), run.out());
        assertEquals(1, run.err().lines().filter(line -> !line.isBlank()).count(), run.err());
    }

    @Test
    void anUnknownModelIsNamed() {
        var run = CommandRun.of(home, "talk", "--model", "nobody", "--say", "Hi");

        assertEquals(1, run.code());
        assertTrue(run.err().contains("nobody"), run.err());
    }
}
