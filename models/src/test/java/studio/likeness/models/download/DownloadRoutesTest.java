package studio.likeness.models.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;

/// Mirrors, a proxy, a stick.
class DownloadRoutesTest extends DownloadsRig {
    @Test
    void followsTheMirrorWithTheLongestBeginning() throws IOException {
        var bytes = serve("m/a.bin", 1000, 1);
        var mirrored =
                with(
                        1L << 40,
                        new Route(
                                Map.of(
                                        "https://models.invalid/",
                                        "http://127.0.0.1:1/",
                                        "https://models.invalid/far/",
                                        server.uri("/m/").toString()),
                                Optional.empty()));
        var file =
                new Wanted(
                        URI.create("https://models.invalid/far/a.bin"),
                        "a.bin",
                        OptionalLong.empty(),
                        Optional.empty());
        var fetched = mirrored.fetch("it", List.of(file), Progress.none());
        assertArrayEquals(bytes, Files.readAllBytes(fetched.folder().resolve("a.bin")));
    }

    @Test
    void goesThroughTheProxy() {
        serve("a.bin", 1000, 1);
        var route =
                new Route(
                        Map.of(),
                        Optional.of(
                                InetSocketAddress.createUnresolved("127.0.0.1", server.port())));
        var file =
                new Wanted(
                        URI.create("http://models.invalid/a.bin"),
                        "a.bin",
                        OptionalLong.empty(),
                        Optional.empty());
        var fetched = with(1L << 40, route).fetch("it", List.of(file), Progress.none());
        assertTrue(Files.exists(fetched.folder().resolve("a.bin")));
    }

    @Test
    void bringsFromAStickInBothLayouts() throws IOException {
        var bytes = serve("sub/a.bin", 1000, 1);
        var stick = folder.resolve("stick");
        Files.createDirectories(stick.resolve("it/sub"));
        Files.write(stick.resolve("it/sub/a.bin"), bytes);
        var files = List.of(wanted("sub/a.bin"));
        for (var from : List.of(stick, stick.resolve("it"))) {
            var fetched = downloads.bring("it", files, from, Progress.none());
            assertArrayEquals(bytes, Files.readAllBytes(fetched.folder().resolve("sub/a.bin")));
            downloads.forget("it");
        }
        assertEquals(0, server.requests());
    }

    @Test
    void looksAtWhatTheStickHas() throws IOException {
        var bytes = serve("a.bin", 1000, 1);
        var stick = Files.createDirectories(folder.resolve("stick"));
        var file =
                new Wanted(
                        server.uri("/a.bin"),
                        "a.bin",
                        OptionalLong.empty(),
                        Optional.of(Hostile.sha256(bytes)));
        var missing =
                assertThrows(
                        StudioException.class,
                        () -> downloads.bring("it", List.of(file), stick, Progress.none()));
        assertEquals("models.download.notOnStick", missing.key());
        assertTrue(missing.sentence().contains("a.bin"));
        bytes[5]++;
        Files.write(stick.resolve("a.bin"), bytes);
        var wrong =
                assertThrows(
                        StudioException.class,
                        () -> downloads.bring("it", List.of(file), stick, Progress.none()));
        assertEquals("models.download.wrongHash", wrong.key());
        assertFalse(Files.exists(home().root().resolve("downloads/it")));
    }
}
