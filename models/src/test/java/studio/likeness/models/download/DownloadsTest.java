package studio.likeness.models.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DownloadsTest extends DownloadsRig {
    @Test
    void bringsAllFilesInPieces() throws IOException {
        var a = serve("a.bin", 200_000, 1);
        var b = serve("sub/b.bin", 10, 2);
        var fetched = fetch(wanted("a.bin"), wanted("sub/b.bin"));
        assertEquals(home().root().resolve("downloads/it"), fetched.folder());
        assertArrayEquals(a, Files.readAllBytes(fetched.folder().resolve("a.bin")));
        assertArrayEquals(b, Files.readAllBytes(fetched.folder().resolve("sub/b.bin")));
        assertEquals(Hostile.sha256(a), fetched.sha256().get("a.bin"));
        assertTrue(server.sent().stream().filter(s -> s.path().equals("/a.bin")).count() > 12);
        assertTrue(
                server.sent().stream().allMatch(s -> s.to() - s.from() <= PIECE),
                "more than a piece at a time");
    }

    @Test
    void tellsHowFarItIs() {
        serve("a.bin", 200_000, 1);
        serve("b.bin", 50_000, 2);
        var most = new AtomicLong();
        downloads.fetch(
                "it",
                List.of(wanted("a.bin"), wanted("b.bin")),
                (done, total, _) -> {
                    most.accumulateAndGet(done, Math::max);
                    assertTrue(total == 0 || total == 250_000, () -> "total " + total);
                });
        assertEquals(250_000, most.get());
    }

    @Test
    void takesWhatIsThereWithoutAskingAgain() {
        serve("a.bin", 1000, 1);
        fetch(wanted("a.bin"));
        int asked = server.requests();
        var again = fetch(wanted("a.bin"));
        assertEquals(asked, server.requests());
        assertEquals(List.of(), again.trusted());
    }

    @Test
    void mendsWhatWasDamagedOnTheDisk() throws IOException {
        var bytes = serve("a.bin", 1000, 1);
        serve("b.bin", 1000, 2);
        var fetched = fetch(wanted("a.bin"), wanted("b.bin"));
        Files.write(fetched.folder().resolve("a.bin"), new byte[1000]);
        int before = server.sent().size();
        fetch(wanted("a.bin"), wanted("b.bin"));
        assertArrayEquals(bytes, Files.readAllBytes(fetched.folder().resolve("a.bin")));
        assertTrue(
                server.sent().stream().skip(before).allMatch(s -> s.path().equals("/a.bin")),
                "fetched the sound one again");
    }

    @Test
    void twoDoNotFetchTheSame() {
        serve("a.bin", 1000, 1);
        try (var _ = Place.claim(home(), "it")) {
            assertEquals("models.download.inUse", refused(wanted("a.bin")).key());
        }
        fetch(wanted("a.bin"));
    }

    @Test
    void listsWhatIsThere() {
        serve("a.bin", 20 * PIECE, 1);
        server.throttle(2000);
        assertThrows(
                CancellationException.class, () -> downloads.fetch("b", all(), until(10L * PIECE)));
        server.throttle(0);
        fetch(wanted("a.bin"));
        var kept = downloads.kept();
        assertEquals(List.of("b", "it"), kept.stream().map(Downloads.Kept::id).toList());
        assertFalse(kept.getFirst().whole());
        assertTrue(kept.getLast().whole());
        assertEquals(20L * PIECE, kept.getLast().bytes());
        downloads.forget("b");
        assertEquals(1, downloads.kept().size());
    }
}
