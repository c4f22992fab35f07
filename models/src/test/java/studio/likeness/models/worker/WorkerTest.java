package studio.likeness.models.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;

class WorkerTest {
    private static final Worker.Limits LIMITS =
            new Worker.Limits(64, Duration.ofSeconds(20), Duration.ofMinutes(1));

    /// Counts to the order's number, then doubles it.
    public static final class Doubling implements Worker.Task {
        @Override
        public JsonNode run(JsonNode order, Progress progress) {
            System.out.println("a library that talks");
            for (int i = 0; i < order.asInt(); i++) {
                progress.at(i, order.asInt(), "models.worker.starting");
            }
            return new IntNode(2 * order.asInt());
        }
    }

    /// Ends in the way the order names.
    public static final class Failing implements Worker.Task {
        @Override
        public JsonNode run(JsonNode order, Progress progress) throws Exception {
            switch (order.asText()) {
                case "crash" -> Runtime.getRuntime().halt(139);
                case "memory" -> {
                    var kept = new ArrayList<byte[]>();
                    while (kept.size() < 1_000_000) {
                        kept.add(new byte[1 << 20]);
                    }
                }
                case "told" -> throw new StudioException("models.worker.tooLong", 7L);
                case "fault" -> throw new IllegalStateException("a fault");
                default -> Thread.sleep(Duration.ofMinutes(5));
            }
            return new IntNode(0);
        }
    }

    private static JsonNode order(Object value) {
        return new ObjectMapper().valueToTree(value);
    }

    private static StudioException failure(String how, Worker.Limits limits) {
        return assertThrows(
                StudioException.class,
                () -> new Worker(limits).run(Failing.class, order(how), Progress.none()));
    }

    @Test
    void givesWhatTheChildFound() throws Exception {
        var said = new ArrayList<String>();
        long began = System.nanoTime();

        var result =
                new Worker(LIMITS)
                        .run(
                                Doubling.class,
                                order(21),
                                (done, total, _) -> said.add(done + "/" + total));

        System.out.printf(
                "worker: a child's whole life %d ms%n", (System.nanoTime() - began) / 1_000_000);
        assertEquals(42, result.asInt());
        assertFalse(said.isEmpty());
    }

    @Test
    void survivesACrashWithOneSentence() {
        var e = failure("crash", LIMITS);

        assertEquals("models.worker.crashed", e.key());
        assertTrue(e.sentence().contains("139"));
    }

    @Test
    void saysThatMemoryRanOut() {
        assertEquals("models.worker.memory", failure("memory", LIMITS).key());
    }

    @Test
    void passesOnWhatTheTaskHasToSay() {
        var e = failure("told", LIMITS);

        assertEquals("models.worker.tooLong", e.key());
        assertTrue(e.sentence().contains("7"), e.sentence());
    }

    @Test
    void endsAChildThatSaysNothing() {
        var limits = new Worker.Limits(64, Duration.ofSeconds(1), Duration.ofMinutes(1));

        assertEquals("models.worker.hung", failure("hang", limits).key());
    }

    @Test
    void endsTheChildWhenCancelled() {
        long began = System.nanoTime();

        assertThrows(
                CancellationException.class,
                () ->
                        new Worker(LIMITS)
                                .run(
                                        Failing.class,
                                        order("hang"),
                                        (_, _, _) -> {
                                            if (System.nanoTime() - began > 300_000_000) {
                                                throw new CancellationException();
                                            }
                                        }));

        assertTrue(Duration.ofNanos(System.nanoTime() - began).toSeconds() < 10);
        assertTrue(
                ProcessHandle.current()
                        .children()
                        .filter(ProcessHandle::isAlive)
                        .noneMatch(
                                c -> c.info().commandLine().orElse("").contains("WorkerProcess")));
    }

    @Test
    void tellsOfAFaultWithoutItsTrace() {
        var bytes = new ByteArrayOutputStream();
        int code =
                WorkerProcess.serve(
                        new BufferedReader(
                                new StringReader(
                                        Message.order(Failing.class.getName(), order("fault")))),
                        new PrintStream(bytes, true, StandardCharsets.UTF_8),
                        () -> {});

        assertEquals(1, code);
        var message = Message.read(bytes.toString(StandardCharsets.UTF_8).strip()).orElseThrow();
        assertTrue(message instanceof Message.Fault f && f.trace().contains("a fault"));
    }

    @Test
    void ignoresWhatIsNoMessage() {
        assertTrue(Message.read("[h264 @ 0x1] error").isEmpty());
        assertTrue(Message.read("{\"worker\":").isEmpty());
        assertTrue(Message.read("{\"worker\":\"else\"}").isEmpty());
    }

    @Test
    void startsAnInstalledProgramThroughItsLauncher() {
        var builder = new Launch(java.util.List.of("/opt/Likeness", "worker"), "").command(512);

        assertEquals(java.util.List.of("/opt/Likeness", "worker"), builder.command());
        assertTrue(String.valueOf(builder.environment().get("_JAVA_OPTIONS")).endsWith("-Xmx512m"));
    }

    @Test
    void keepsNothingOfTheParentsHeap(@TempDir Path folder) throws Exception {
        var started = Launch.ofThisProgram().command(96);

        assertTrue(started.command().contains("-Xmx96m"));
        assertEquals(1, started.command().stream().filter(a -> a.startsWith("-Xmx")).count());
        assertTrue(Files.isExecutable(Path.of(started.command().getFirst())), folder.toString());
    }
}
