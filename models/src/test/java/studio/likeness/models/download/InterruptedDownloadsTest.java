package studio.likeness.models.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import studio.likeness.models.job.Progress;

/// Cancelled, paused, and gone on with.
class InterruptedDownloadsTest extends DownloadsRig {
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
}
