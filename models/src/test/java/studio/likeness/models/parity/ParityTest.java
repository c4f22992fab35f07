package studio.likeness.models.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.Progress;
import studio.likeness.models.parity.Line.Verdict;

class ParityTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FIGURES = Path.of("src/test/resources/parity/lm");

    /// The table that `docs/parity.md` keeps.
    @Test
    void everyLanguageFigureIsMetOrWaitsForTheTrainer() throws IOException {
        var lines = run(FIGURES);

        var table = Table.of(lines);
        System.out.println(table);
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/parity.md"), table);
        for (var line : lines) {
            boolean trains = read(line.fixture()).has("trained");
            assertEquals(trains ? Verdict.WAITS : Verdict.PASSED, line.verdict(), line.text());
            assertTrue(line.worst() <= line.tolerance(), line.text());
        }
        try (var files = Files.list(FIGURES)) {
            long seen = lines.stream().map(Line::fixture).distinct().count();
            assertEquals(files.count(), seen, "fixtures with a line");
        }
        assertEquals(2, Parity.exitCode(lines), "the trainer's are not passed");
    }

    @Test
    void knowsAFixtureByWhatItHolds(@TempDir Path folder) throws IOException {
        Files.copy(FIGURES.resolve("internlm2_rope_dynamic.json"), folder.resolve("a.json"));

        var lines = run(folder);

        assertEquals("a.json", lines.getFirst().fixture());
        assertTrue(lines.stream().allMatch(line -> line.verdict() == Verdict.PASSED), "" + lines);
        assertEquals(0, Parity.exitCode(lines));
    }

    @Test
    void namesTheFigureThatIsMissed(@TempDir Path folder) throws IOException {
        var fixture = read("llama_rope_dynamic.json");
        var sample = (ArrayNode) fixture.at("/outputs/logits/20/samples/3");
        sample.set(1, sample.get(1).asDouble() + 0.01);
        JSON.writeValue(folder.resolve("wrong.json").toFile(), fixture);

        var lines = run(folder);

        var torch = lines.getFirst();
        assertEquals(Verdict.EXCEEDED, torch.verdict());
        assertEquals(0.01, torch.worst(), 1e-3);
        assertTrue(torch.detail().startsWith("logits 20["), torch.detail());
        assertEquals(1, Parity.exitCode(lines));
    }

    @Test
    void namesWhatItDoesNotUnderstand(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.json"), "{\"network\": \"something new\"}");
        Files.writeString(folder.resolve("b.json"), "no JSON");
        var fixture = read("llama2.json");
        ((ObjectNode) fixture.get("config")).put("model_type", "granite");
        JSON.writeValue(folder.resolve("c.json").toFile(), fixture);

        var lines = run(folder);

        assertEquals(
                List.of("a.json", "b.json", "c.json"), lines.stream().map(Line::fixture).toList());
        assertTrue(
                lines.stream().allMatch(line -> line.verdict() == Verdict.NOT_UNDERSTOOD),
                "" + lines);
        assertTrue(lines.get(2).detail().contains("granite"), lines.get(2).detail());
        assertEquals(2, Parity.exitCode(lines));
    }

    private static List<Line> run(Path place) {
        return Parity.run(List.of(place), Progress.none(), _ -> {});
    }

    private static ObjectNode read(String name) throws IOException {
        return (ObjectNode) JSON.readTree(FIGURES.resolve(name).toFile());
    }
}
