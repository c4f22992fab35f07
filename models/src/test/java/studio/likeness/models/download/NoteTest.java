package studio.likeness.models.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.likeness.models.job.StudioException;

/// What was written down and then broken is never half believed.
class NoteTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{}",
                "{\"files\":null}",
                "{\"files\":{\"a\":null}}",
                "{\"files\":{\"a\":{\"sha256\":null,\"bytes\":1,\"given\":true,\"told\":true,"
                        + "\"source\":\"s\",\"since\":\"now\"}}}",
                "{\"files\":{\"a\":{\"bytes\":1,\"given\":true}}}",
                "{\"files\":{\"a\""
            })
    void brokenTrustIsSaidAndNotTaken(String text) throws IOException {
        var file = Files.writeString(folder.resolve("known.json"), text);
        var why = assertThrows(StudioException.class, () -> Known.read(file));
        assertEquals("models.download.knownDamaged", why.key());
    }

    @Test
    void trustIsRemembered() throws IOException {
        var file = folder.resolve("known.json");
        var wanted =
                new Wanted(
                        URI.create("http://localhost/a"),
                        "a",
                        OptionalLong.of(3),
                        Optional.empty());
        Known.read(file).add(wanted, "abc", 3);
        assertEquals("abc", Known.read(file).find("a").orElseThrow().sha256());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "{\"etag\":null,\"modified\":\"\",\"length\":9,\"done\":[[0,4]]}",
                "{\"etag\":\"\",\"modified\":\"\",\"length\":9,\"done\":null}",
                "{\"etag\":\"\",\"modified\":\"\",\"length\":9,\"done\":[null]}",
                "{\"etag\":\"\",\"modified\":\"\",\"length\":9,\"done\":[[0]]}",
                "{\"etag\":\"\",\"modified\":\"\",\"length\":9,\"done\":[[0,4,5]]}",
                "{\"etag\":\"\",\"modified\":\"\",\"done\":[[0,4]]}"
            })
    void withABrokenNoteNothingIsKnownToBeThere(String text) throws IOException {
        Files.writeString(folder.resolve("a.part"), "123456789");
        Files.writeString(folder.resolve("a.json"), text);
        assertEquals(0, new Part(folder, "a").bytes());
    }

    @Test
    void aNoteSaysWhatIsThere() throws IOException {
        var part = new Part(folder, "a");
        part.begin(new Validators("\"x\"", ""), OptionalLong.of(9));
        try (var out = part.writer()) {
            out.write("1234".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            part.add(new Stretches.Stretch(0, 4), out);
        }
        var again = new Part(folder, "a");
        assertEquals(4, again.bytes());
        assertTrue(again.fits(new Validators("\"x\"", ""), OptionalLong.of(9), false));
    }
}
