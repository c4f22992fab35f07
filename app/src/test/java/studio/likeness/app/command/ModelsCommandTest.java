package studio.likeness.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.checkpoint.SafetensorsWriter;
import studio.likeness.models.parity.KeyedWeights;

/// A tiny Qwen2 of keyed weights goes all the way.
class ModelsCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FIXTURE =
            Path.of("../models/src/test/resources/parity/lm/qwen2.json");

    @TempDir Path root;
    Path home;
    Path tiny;
    JsonNode fixture;

    @BeforeEach
    void writeATinyModel() throws IOException {
        home = root.resolve("home");
        tiny = Files.createDirectory(root.resolve("Tiny Qwen"));
        fixture = JSON.readTree(FIXTURE.toFile());
        Files.writeString(tiny.resolve("config.json"), fixture.path("config").toString());
        try (var weights = KeyedWeights.of(fixture)) {
            var entries =
                    weights.names().stream()
                            .map(name -> SafetensorsWriter.Entry.of(name, weights.get(name)))
                            .toList();
            SafetensorsWriter.writeParts(tiny, entries, 500_000);
        }
    }

    private CommandRun models(String... args) {
        var all = new String[args.length + 1];
        all[0] = "models";
        System.arraycopy(args, 0, all, 1, args.length);
        return CommandRun.of(home, all);
    }

    private static String ids(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).collect(Collectors.joining(","));
    }

    @Test
    void goesFromAFolderToTheOriginalsContinuation() throws IOException {
        var seen = JSON.readTree(models("inspect", tiny.toString(), "--json").out());
        assertEquals("qwen2", seen.path("family").asText());
        assertEquals("convert", seen.path("use").path(0).asText());
        assertEquals("4", seen.path("facts").path("layers").asText());

        var added = models("add", tiny.toString(), "--weights", "float32");
        assertEquals(0, added.code(), added.err());
        assertTrue(added.out().contains("tiny-qwen"), added.out());

        var listed = JSON.readTree(models("list", "--json").out());
        assertEquals("tiny-qwen", listed.path("id").asText());
        assertEquals("float32", listed.path("weights").path("linear").asText());
        assertEquals(0, models("verify", "tiny").code());

        var run =
                models(
                        "run",
                        "tiny",
                        "--prompt-ids",
                        ids(fixture.path("input_ids")),
                        "--greedy",
                        "--max",
                        "12");
        assertEquals(0, run.code(), run.err());
        assertEquals(ids(fixture.path("outputs").path("greedy_continuation")), run.out().strip());
    }

    @Test
    void takesAModelOutOfTheTrashAndNoticesDamage() throws IOException {
        assertEquals(0, models("add", tiny.toString(), "--id", "q").code());
        assertEquals(1, models("add", tiny.toString()).code());

        assertEquals(0, models("remove", "q").code());
        assertTrue(models("list").out().contains("models restore"));
        assertEquals(0, models("restore", "q").code());

        Files.writeString(home.resolve("models/q/config.json"), "{}");
        var verified = models("verify", "q");
        assertEquals(1, verified.code());
        assertTrue(verified.out().contains("config.json"), verified.out());
        assertFalse(verified.out().contains("decoder.onnx"), verified.out());
    }

    @Test
    void saysWhatIsWrongWithWhatIsNoModel() throws IOException {
        var page = Files.writeString(root.resolve("model.gguf"), "<!DOCTYPE html><html></html>");

        var inspected = models("inspect", page.toString());
        var added = models("add", page.toString());

        assertEquals(1, inspected.code());
        assertTrue(inspected.out().contains("web page"), inspected.out());
        assertEquals(1, added.code());
        assertTrue(added.err().contains("web page"), added.err());
        assertEquals(1, models("run", "nothing", "--prompt-ids", "1", "--greedy").code());
        assertEquals(2, models("add", page.toString(), "--weights", "3-bit").code());
    }
}
