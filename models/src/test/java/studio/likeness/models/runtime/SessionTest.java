package studio.likeness.models.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.StudioException;

class SessionTest {
    @TempDir Path folder;

    private Session open(TestGraph graph) {
        return Session.open(
                graph.write(folder.resolve("test.onnx")), Device.processor(), SessionPlan.usual());
    }

    private static TestGraph sum(int type) {
        return new TestGraph()
                .input("a", type, "batch", 2)
                .input("b", type, "batch", 2)
                .output("sum", type, "batch", 2)
                .output("product", type, "batch", 2)
                .node("Add", List.of("a", "b"), List.of("sum"), Map.of())
                .node("Mul", List.of("a", "b"), List.of("product"), Map.of());
    }

    @Test
    void tellsTheGraphsPorts() {
        try (var session = open(sum(TestGraph.FLOAT))) {
            assertEquals(
                    "[a FLOAT32 [batch, 2], b FLOAT32 [batch, 2]]", session.inputs().toString());
            assertEquals(
                    List.of("sum", "product"), session.outputs().stream().map(Port::name).toList());
        }
    }

    @Test
    void computesWhatIsAskedFor() {
        try (var session = open(sum(TestGraph.FLOAT))) {
            var inputs =
                    Map.<String, Array>of(
                            "a", new Array.Floats(new float[] {1, 2, 3, 4}, 2, 2),
                            "b", new Array.Floats(new float[] {10, 20, 30, 40}, 2, 2));
            assertEquals(List.of("sum", "product"), List.copyOf(session.run(inputs).keySet()));
            var product = session.run(inputs, "product");
            assertEquals(1, product.size());
            var values = (Array.Floats) product.get("product");
            assertArrayEquals(new float[] {10, 40, 90, 160}, values.values());
            assertArrayEquals(new long[] {2, 2}, values.shape());
        }
    }

    @Test
    void convertsHalfPrecisionOnTheWay() {
        try (var session = open(sum(TestGraph.FLOAT16))) {
            var half = new Array.Floats(new float[] {0.5f, -2, 1 / 3f, 65504}, 2, 2);
            var zero = new Array.Floats(new float[4], 2, 2);
            var sum = (Array.Floats) session.run(Map.of("a", half, "b", zero)).get("sum");
            assertArrayEquals(new float[] {0.5f, -2, 0.33325195f, 65504}, sum.values());
        }
    }

    @Test
    void carriesIntegers() {
        try (var session = open(sum(TestGraph.INT64))) {
            var longs = new Array.Longs(new long[] {1L << 40, -1}, 1, 2);
            var sum = (Array.Longs) session.run(Map.of("a", longs, "b", longs)).get("sum");
            assertArrayEquals(new long[] {1L << 41, -2}, sum.values());
        }
        try (var session = open(sum(TestGraph.INT32))) {
            var ints = new Array.Ints(new int[] {5, -1}, 1, 2);
            var sum = (Array.Ints) session.run(Map.of("a", ints, "b", ints)).get("sum");
            assertArrayEquals(new int[] {10, -2}, sum.values());
        }
    }

    @Test
    void carriesBytesAndTruthValues() {
        var graph =
                new TestGraph()
                        .input("bytes", TestGraph.UINT8, 3)
                        .input("truths", 9, 3)
                        .output("same", TestGraph.UINT8, 3)
                        .output("not", 9, 3)
                        .node("Identity", List.of("bytes"), List.of("same"), Map.of())
                        .node("Not", List.of("truths"), List.of("not"), Map.of());
        try (var session = open(graph)) {
            var out =
                    session.run(
                            Map.of(
                                    "bytes", new Array.Bytes(new byte[] {1, -1, 0}, 3),
                                    "truths",
                                            new Array.Booleans(
                                                    new boolean[] {true, false, true}, 3)));
            assertArrayEquals(new byte[] {1, -1, 0}, ((Array.Bytes) out.get("same")).values());
            assertArrayEquals(
                    new boolean[] {false, true, false}, ((Array.Booleans) out.get("not")).values());
        }
    }

    @Test
    void carriesArraysOfNothing() {
        try (var session = open(sum(TestGraph.FLOAT))) {
            var none = new Array.Floats(new float[0], 0, 2);
            assertEquals(0, session.run(Map.of("a", none, "b", none)).get("sum").size());
        }
    }

    @Test
    void refusesNumbersThatDoNotFillTheirShape() {
        var refusal =
                assertThrows(
                        IllegalArgumentException.class, () -> new Array.Floats(new float[3], 2, 2));
        assertTrue(refusal.getMessage().contains("4 numbers"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("found 3"), refusal.getMessage());
    }

    @Test
    void refusesArraysThatAreNotTheGraphs() {
        try (var session = open(sum(TestGraph.FLOAT))) {
            var good = new Array.Floats(new float[2], 1, 2);
            var wide = new Array.Floats(new float[3], 1, 3);
            var longs = new Array.Longs(new long[2], 1, 2);
            for (Map<String, ? extends Array> inputs :
                    List.of(
                            Map.of("a", good, "b", wide),
                            Map.of("a", good, "b", longs),
                            Map.of("a", good, "c", good))) {
                assertThrows(IllegalArgumentException.class, () -> session.run(inputs));
            }
            assertThrows(
                    IllegalArgumentException.class,
                    () -> session.run(Map.of("a", good, "b", good), "difference"));
            // The session is as good as before.
            assertEquals(2, session.run(Map.of("a", good, "b", good)).get("sum").size());
        }
    }

    @Test
    void saysWhatOnnxRuntimeSaysWhenARunFails() {
        try (var session = open(sum(TestGraph.FLOAT))) {
            var one = new Array.Floats(new float[2], 1, 2);
            var three = new Array.Floats(new float[6], 3, 2);
            var failure =
                    assertThrows(IllegalStateException.class, () -> session.run(Map.of("a", one)));
            assertTrue(failure.getMessage().contains("test.onnx"), failure.getMessage());
            assertEquals(6, session.run(Map.of("a", one, "b", three)).get("sum").size());
        }
    }

    @Test
    void tellsTheUserOfABrokenFile() throws Exception {
        var file = Files.write(folder.resolve("broken.onnx"), new byte[] {8, 9, 58, 127, 1, 2});
        var told =
                assertThrows(
                        StudioException.class,
                        () -> Session.open(file, Device.processor(), SessionPlan.usual()));
        assertEquals("models.runtime.broken", told.key());
        assertTrue(told.getMessage().contains("broken.onnx"));
        var absent =
                assertThrows(
                        StudioException.class,
                        () ->
                                Session.open(
                                        folder.resolve("absent.onnx"),
                                        Device.processor(),
                                        SessionPlan.usual()));
        assertEquals("models.runtime.broken", absent.key());
    }

    @Test
    void refusesToRunAfterClosing() {
        var session = open(sum(TestGraph.FLOAT));
        session.close();
        session.close();
        var pair = new Array.Floats(new float[2], 1, 2);
        assertThrows(IllegalStateException.class, () -> session.run(Map.of("a", pair, "b", pair)));
    }

    /// A chain of products that takes minutes.
    private static TestGraph endless() {
        int size = 1500;
        var graph = new TestGraph().input("x0", TestGraph.FLOAT, size, size);
        int last = 400;
        for (int i = 0; i < last; i++) {
            graph.node("MatMul", List.of("x" + i, "x" + i), List.of("y" + i), Map.of())
                    .node("Tanh", List.of("y" + i), List.of("x" + (i + 1)), Map.of());
        }
        return graph.output("x" + last, TestGraph.FLOAT, size, size);
    }

    @Test
    void anInterruptEndsTheRun() throws Exception {
        try (var session = open(endless())) {
            var large = new Array.Floats(new float[1500 * 1500], 1500, 1500);
            var thrown = new AtomicReference<Throwable>();
            var flag = new AtomicReference<Boolean>();
            var waiting =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            session.run(Map.of("x0", large));
                                        } catch (RuntimeException e) {
                                            thrown.set(e);
                                        }
                                        flag.set(Thread.currentThread().isInterrupted());
                                    });
            Thread.sleep(300);
            waiting.interrupt();
            assertTrue(waiting.join(Duration.ofSeconds(20)), "the run went on");
            assertTrue(thrown.get() instanceof CancellationException, "thrown: " + thrown.get());
            assertTrue(flag.get(), "the interrupt was lost");
        }
    }
}
