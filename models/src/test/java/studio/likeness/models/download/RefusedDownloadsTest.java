package studio.likeness.models.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;

/// What cannot be had, and how that is said.
class RefusedDownloadsTest extends DownloadsRig {
    @Test
    void nothingToFetchIsSaid() {
        assertEquals("models.download.nothing", refused().key());
    }

    @Test
    void refusesNamesThatLeaveTheFolder() {
        for (var name :
                List.of(
                        "../a",
                        "a/../../b",
                        "/etc/passwd",
                        "C:/windows/a",
                        "a\\b",
                        "..",
                        ".",
                        "a//b",
                        "",
                        "CON",
                        "nul.txt",
                        "a/com1.bin",
                        "a.",
                        "a ",
                        "a\u0000b",
                        "a:b")) {
            assertEquals(
                    "models.download.badName",
                    refused(
                                    new Wanted(
                                            server.uri("/a"),
                                            name,
                                            OptionalLong.empty(),
                                            Optional.empty()))
                            .key(),
                    name);
        }
        assertEquals("models.download.badName", refused(wanted("a"), wanted("A")).key());
        assertEquals("models.download.badName", refused(wanted("a"), wanted("a/b")).key());
        assertEquals(0, server.requests());
        assertThrows(
                StudioException.class,
                () -> downloads.fetch("../x", List.of(wanted("a")), Progress.none()));
    }

    @Test
    void saysWhatWentWrong() {
        serve("a.bin", 100_000, 1);
        var expected =
                Map.of(
                        Fault.LOGIN_PAGE, "models.download.webPage",
                        Fault.FORBIDDEN, "models.download.forbidden",
                        Fault.GONE, "models.download.notThere",
                        Fault.SILENT, "models.download.silent",
                        Fault.REDIRECT_FILE, "models.download.badRedirect",
                        Fault.REDIRECT_LOOP, "models.download.redirectLoop",
                        Fault.BUSY_FOR_LONG, "models.download.askedToWait",
                        Fault.BUSY, "models.download.busy",
                        Fault.UNKNOWN_ENCODING, "models.download.badAnswer",
                        Fault.OLD_HTTP, "models.download.noLength");
        expected.forEach(
                (fault, key) -> {
                    server.script(_ -> fault);
                    assertEquals(key, refused(wanted("a.bin")).key(), fault.name());
                });
    }

    @Test
    void seesASignInPageThatCallsItselfAFile() {
        server.put(
                "/a.bin", " <!DOCTYPE HTML><p>Sign in".getBytes(StandardCharsets.UTF_8), "\"1\"");
        assertEquals("models.download.webPage", refused(wanted("a.bin")).key());
    }

    @Test
    void saysWhenNobodyAnswers() throws IOException {
        serve("a.bin", 10, 1);
        var file = wanted("a.bin");
        server.close();
        assertEquals("models.download.unreachable", refused(file).key());
    }

    @Test
    void looksForRoomBeforeAndOnTheWay() {
        serve("a.bin", 100 * PIECE, 1);
        server.throttle(0);
        var told =
                assertThrows(
                        StudioException.class,
                        () -> with(33L << 20, Route.DIRECT).fetch("it", all(), Progress.none()));
        assertEquals("models.download.noRoom", told.key());
        assertEquals(1, server.requests(), "began what the disk cannot hold");

        var looked = new AtomicLong();
        var filling =
                new Downloads(
                        home(),
                        () -> Route.DIRECT,
                        conditions(_ -> looked.incrementAndGet() > 30 ? 10 : 1L << 40));
        var later =
                assertThrows(
                        StudioException.class, () -> filling.fetch("it", all(), Progress.none()));
        assertEquals("models.download.noRoom", later.key());
        int before = server.sent().size();
        fetch(wanted("a.bin"));
        assertTrue(server.sent().size() - before < 100, "what had come was not kept");
    }
}
