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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;

class DownloadsTest {
    private static final int PIECE = 16 << 10;

    @TempDir Path folder;
    private HostileServer server;
    private Downloads downloads;

    @BeforeEach
    void serve() throws IOException {
        server = new HostileServer();
        downloads = with(1L << 40, Route.DIRECT);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private Downloads with(long room, Route route) {
        return new Downloads(home(), () -> route, conditions(_ -> room));
    }

    private static Conditions conditions(Conditions.Room room) {
        return new Conditions(
                3,
                Duration.ofMillis(1),
                Duration.ofSeconds(1),
                Duration.ofMillis(300),
                PIECE,
                4,
                room);
    }

    private Home home() {
        return new Home(folder.resolve("home"));
    }

    private byte[] serve(String name, int size, int seed) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        server.put("/" + name, bytes, "\"" + seed + "\"");
        return bytes;
    }

    private Wanted wanted(String name) {
        return new Wanted(server.uri("/" + name), name, OptionalLong.empty(), Optional.empty());
    }

    private Fetched fetch(Wanted... files) {
        return downloads.fetch("it", List.of(files), Progress.none());
    }

    private StudioException refused(Wanted... files) {
        return assertThrows(StudioException.class, () -> fetch(files));
    }

    /// Cancels after so many bytes.
    private static Progress until(long bytes) {
        return (done, _, _) -> {
            if (done >= bytes) {
                throw new CancellationException();
            }
        };
    }

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
    void goesOnWhereItWasCancelled() throws IOException {
        var bytes = serve("a.bin", 40 * PIECE, 1);
        server.throttle(2000);
        assertThrows(
                CancellationException.class,
                () -> downloads.fetch("it", List.of(wanted("a.bin")), until(20L * PIECE)));
        assertFalse(Files.exists(home().root().resolve("downloads/it")));
        server.throttle(0);
        int before = server.sent().size();
        var fetched = fetch(wanted("a.bin"));
        assertArrayEquals(bytes, Files.readAllBytes(fetched.folder().resolve("a.bin")));
        long again = server.sent().stream().skip(before).mapToLong(s -> s.to() - s.from()).sum();
        assertTrue(again <= 25L * PIECE, "fetched again: " + again);
    }

    @Test
    void startsAnewWhenTheFileHasChangedMeanwhile() throws IOException {
        serve("a.bin", 40 * PIECE, 1);
        server.throttle(2000);
        assertThrows(
                CancellationException.class,
                () -> downloads.fetch("it", List.of(wanted("a.bin")), until(20L * PIECE)));
        server.throttle(0);
        var fresh = serve("a.bin", 40 * PIECE, 2);
        var fetched = fetch(wanted("a.bin"));
        assertArrayEquals(fresh, Files.readAllBytes(fetched.folder().resolve("a.bin")));
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
    void waitsWhileTheUserPauses() throws Exception {
        serve("a.bin", 60 * PIECE, 1);
        server.throttle(4000);
        var paused = new CountDownLatch(1);
        var resume = new CountDownLatch(1);
        var once = new AtomicBoolean();
        Progress pausing =
                (done, _, _) -> {
                    if (done > 10L * PIECE && !once.getAndSet(true)) {
                        paused.countDown();
                        try {
                            // Longer than the patience with a silent server.
                            assertTrue(resume.await(10, TimeUnit.SECONDS));
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                };
        var work = Thread.ofVirtual().unstarted(() -> downloads.fetch("it", all(), pausing));
        work.start();
        assertTrue(paused.await(10, TimeUnit.SECONDS));
        Thread.sleep(200); // what is under way arrives
        int before = server.requests();
        Thread.sleep(500);
        assertEquals(before, server.requests(), "asked on while it was paused");
        resume.countDown();
        work.join(Duration.ofSeconds(10));
        assertTrue(Files.exists(home().root().resolve("downloads/it/a.bin")));
    }

    private List<Wanted> all() {
        return List.of(wanted("a.bin"));
    }

    @Test
    void cancelsWhileTheServerIsSilent() {
        serve("a.bin", 1000, 1);
        server.script(_ -> Fault.SILENT);
        var patient =
                new Downloads(
                        home(),
                        () -> Route.DIRECT,
                        new Conditions(
                                3,
                                Duration.ofMillis(1),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(30),
                                PIECE,
                                4,
                                _ -> 1L << 40));
        long began = System.nanoTime();
        assertThrows(
                CancellationException.class,
                () ->
                        patient.fetch(
                                "it",
                                all(),
                                (_, _, _) -> {
                                    if (System.nanoTime() - began > 100_000_000) {
                                        throw new CancellationException();
                                    }
                                }));
        assertTrue(System.nanoTime() - began < 900_000_000, "waited for the server");
    }

    @Test
    void endsWithTheThreadThatAskedForIt() throws InterruptedException {
        serve("a.bin", 1000, 1);
        server.script(_ -> Fault.STALL);
        var cancelled = new AtomicBoolean();
        var work =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        fetch(wanted("a.bin"));
                                    } catch (CancellationException e) {
                                        cancelled.set(Thread.currentThread().isInterrupted());
                                    }
                                });
        Thread.sleep(100);
        work.interrupt();
        work.join(Duration.ofSeconds(5));
        assertTrue(cancelled.get());
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
        server.put("/a.bin", " <!DOCTYPE HTML><p>Sign in".getBytes(), "\"1\"");
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

    @Test
    void nothingToFetchIsSaid() {
        assertEquals("models.download.nothing", refused().key());
    }
}
