package studio.likeness.models.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What is known about files before they come, and what is kept of those that came.
class TrustedDownloadsTest extends DownloadsRig {
    @Test
    void tellsOnceWhatItTrustedAndComparesLater() throws IOException {
        var first = serve("a.bin", 1000, 1);
        assertEquals(List.of("a.bin"), fetch(wanted("a.bin")).trusted());
        downloads.forget("it");
        assertFalse(Files.exists(home().root().resolve("downloads/it")));
        assertEquals(List.of(), fetch(wanted("a.bin")).trusted());

        downloads.forget("it");
        var other = serve("a.bin", 1000, 2);
        assertEquals("models.download.notTheFirst", refused(wanted("a.bin")).key());
        assertFalse(Files.exists(home().root().resolve("downloads/it")));

        downloads.forgetTrust("it");
        var again = fetch(wanted("a.bin"));
        assertEquals(List.of("a.bin"), again.trusted());
        assertArrayEquals(other, Files.readAllBytes(again.folder().resolve("a.bin")));
        assertFalse(java.util.Arrays.equals(first, other));
    }

    @Test
    void tellsOfTrustEvenWhenItWasGivenBeforeAPause() {
        serve("a.bin", 1000, 1);
        server.script(asked -> asked.path().equals("/b.bin") ? Fault.ERROR : Fault.NONE);
        serve("b.bin", 1000, 2);
        server.script(
                asked ->
                        asked.path().equals("/b.bin") && !asked.header("Range").endsWith("-0")
                                ? Fault.ERROR
                                : Fault.NONE);
        assertEquals(
                "models.download.serverTrouble", refused(wanted("a.bin"), wanted("b.bin")).key());
        server.script(_ -> Fault.NONE);
        int before = server.sent().size();
        assertEquals(List.of("a.bin", "b.bin"), fetch(wanted("a.bin"), wanted("b.bin")).trusted());
        assertTrue(
                server.sent().stream().skip(before).allMatch(s -> s.path().equals("/b.bin")),
                "fetched again what was whole");
    }

    @Test
    void refusesAnotherHashThanTheOneGiven() {
        var bytes = serve("a.bin", 100_000, 1);
        var right = Hostile.sha256(bytes);
        var wrong = "0".repeat(64);
        var source = server.uri("/a.bin");
        var file = new Wanted(source, "a.bin", OptionalLong.empty(), Optional.of(wrong));
        assertEquals("models.download.wrongHash", refused(file).key());
        assertFalse(Files.exists(home().root().resolve("downloads/it")));
        var good = new Wanted(source, "a.bin", OptionalLong.of(100_000), Optional.of(right));
        assertEquals(List.of(), fetch(good).trusted(), "a given hash is not a trusted one");
    }
}
