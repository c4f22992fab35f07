package studio.likeness.models.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.download.Stretches.Stretch;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;

/// Kills a process that downloads, at a random moment, again and again. A kill takes the process
/// only; power loss is not tried here.
class DownloadKillTest {
    private static final int BYTES = 24 << 20;

    @TempDir Path folder;
    private final Random random = new Random(4);
    private final Map<String, byte[]> contents = new HashMap<>();
    private int notedWhenKilled;

    @Test
    void goesOnAfterTwoKills() throws Exception {
        run(2);
    }

    @Test
    @Tag("slow")
    void goesOnAfterTenKills() throws Exception {
        run(10);
    }

    private void run(int kills) throws Exception {
        try (var server = new HostileServer()) {
            serve(server);
            server.throttle(300);
            long again = 0;
            for (int i = 0; i < kills; i++) {
                again += killOne(server);
                assertFalse(
                        Files.exists(home().root().resolve("downloads/" + DownloadKillChild.ID)));
            }
            server.throttle(0);
            var known = noted();
            int before = server.sent().size();
            var fetched =
                    new Downloads(home(), () -> Route.DIRECT, DownloadKillChild.conditions())
                            .fetch(
                                    DownloadKillChild.ID,
                                    DownloadKillChild.files(server.uri("/").toString()),
                                    Progress.none());
            again += refetched(server, before, known);
            for (var each : contents.entrySet()) {
                assertArrayEquals(
                        each.getValue(),
                        Files.readAllBytes(fetched.folder().resolve(each.getKey())),
                        each.getKey());
            }
            System.out.printf(
                    "download kill loop: %d kills, %d of them with noted ranges; bytes of finished"
                            + " ranges fetched again %d; whole and right at the end; asked for in all"
                            + " %.1f of %.1f MB%n",
                    kills,
                    notedWhenKilled,
                    again,
                    server.sent().stream().mapToLong(s -> s.to() - s.from()).sum() / 1e6,
                    contents.values().stream().mapToLong(b -> b.length).sum() / 1e6);
            assertEquals(0, again);
            assertTrue(notedWhenKilled > 0, "killed too early each time");
        }
    }

    private Home home() {
        return new Home(folder.resolve("home"));
    }

    private void serve(HostileServer server) {
        for (var name : List.of("a.bin", "b.bin")) {
            var bytes = new byte[name.equals("a.bin") ? BYTES : 100_000];
            random.nextBytes(bytes);
            contents.put(name, bytes);
            server.put("/" + name, bytes, "\"" + name + "\"");
        }
    }

    /// @return bytes that were fetched though they were noted before
    private long killOne(HostileServer server) throws Exception {
        var known = noted();
        int before = server.sent().size();
        int asked = server.requests();
        var child = start(server);
        try {
            while (server.requests() <= asked + 4) {
                assertTrue(child.isAlive(), "the child ended by itself");
                Thread.sleep(5);
            }
            Thread.sleep(random.nextInt(1500));
        } finally {
            child.destroyForcibly();
        }
        assertTrue(child.waitFor(30, TimeUnit.SECONDS));
        assertEquals(137, child.exitValue(), "the child ended by itself");
        Thread.sleep(100); // until the server has seen it too
        var now = noted();
        if (!now.isEmpty()) {
            notedWhenKilled++;
        }
        checkBytes(now);
        return refetched(server, before, known);
    }

    private static long refetched(
            HostileServer server, int before, Map<String, List<Stretch>> known) {
        long again = 0;
        for (var sent : server.sent().subList(before, server.sent().size())) {
            if (sent.probe()) {
                continue;
            }
            for (var each : known.getOrDefault(sent.path(), List.of())) {
                again +=
                        Math.max(
                                0,
                                Math.min(sent.to(), each.to())
                                        - Math.max(sent.from(), each.from()));
            }
        }
        return again;
    }

    /// What the notes on the disk say is there.
    private Map<String, List<Stretch>> noted() throws IOException {
        var noted = new HashMap<String, List<Stretch>>();
        var parts = home().root().resolve("downloads/.part/" + DownloadKillChild.ID + "/parts");
        for (var name : contents.keySet()) {
            var note = parts.resolve(name + ".json");
            if (Files.exists(note)) {
                var stretches = new ArrayList<Stretch>();
                for (var pair : new ObjectMapper().readTree(note.toFile()).path("done")) {
                    stretches.add(new Stretch(pair.path(0).asLong(), pair.path(1).asLong()));
                }
                if (!stretches.isEmpty()) {
                    noted.put("/" + name, stretches);
                }
            }
        }
        return noted;
    }

    private void checkBytes(Map<String, List<Stretch>> noted) throws IOException {
        var parts = home().root().resolve("downloads/.part/" + DownloadKillChild.ID + "/parts");
        for (var each : noted.entrySet()) {
            var name = each.getKey().substring(1);
            var part = Files.readAllBytes(parts.resolve(name + ".part"));
            for (var stretch : each.getValue()) {
                int from = (int) stretch.from();
                int to = (int) stretch.to();
                assertArrayEquals(
                        java.util.Arrays.copyOfRange(contents.get(name), from, to),
                        java.util.Arrays.copyOfRange(part, from, to),
                        "noted and not there");
            }
        }
    }

    private Process start(HostileServer server) throws IOException {
        var arguments =
                Files.write(
                        folder.resolve("child.args"),
                        List.of(
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx128m",
                                "-cp",
                                "\"" + System.getProperty("java.class.path") + "\"",
                                DownloadKillChild.class.getName()));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + arguments,
                        home().root().toString(),
                        server.uri("/").toString())
                .inheritIO()
                .start();
    }
}
