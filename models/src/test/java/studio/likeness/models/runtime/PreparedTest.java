package studio.likeness.models.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.StudioException;

class PreparedTest {
    private static final int WIDTH = 512;

    @TempDir Path folder;

    private static float[] run(Path graph, int width) {
        var numbers = new float[3 * width];
        var random = new Random(5);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextFloat() - 0.5f;
        }
        try (var session = Session.open(graph, Device.processor(), SessionPlan.usual())) {
            var out = session.run(Map.of("x0", new Array.Floats(numbers, 3, width)));
            return ((Array.Floats) out.values().iterator().next()).values();
        }
    }

    @Test
    void computesWhatTheOriginalComputes() {
        for (int width : new int[] {64, 224, 512, 1536}) {
            var graph = NBits.write(folder, 3, width);
            var copies = folder.resolve("copies " + width);
            assertEquals(Optional.empty(), Prepared.find(copies));
            assertEquals(graph, Prepared.best(graph, copies, Device.processor()));
            var prepared = Prepared.copy(graph, copies);
            assertEquals(Optional.of(prepared), Prepared.find(copies));
            assertArrayEquals(run(graph, width), run(prepared.graph(), width), "width " + width);
            assertEquals(prepared.graph(), Prepared.best(graph, copies, Device.processor()));
            assertEquals(graph, Prepared.best(graph, copies, new Device.Cuda(0)));
        }
    }

    @Test
    void copesWithGraphsThatHaveNoLargeWeights() {
        var graph =
                new TestGraph()
                        .input("x0", TestGraph.FLOAT, "rows", 2)
                        .output("y", TestGraph.FLOAT, "rows", 2)
                        .floats("w", new float[] {1, 2, 3, 4}, 2, 2)
                        .node("MatMul", List.of("x0", "w"), List.of("y"), Map.of())
                        .write(folder.resolve("model.onnx"));
        var prepared = Prepared.copy(graph, folder.resolve("copies"));
        assertArrayEquals(run(graph, 2), run(prepared.graph(), 2));
    }

    /// ONNX Runtime prepares those of float32 too.
    @Test
    void preparesDenseWeights() {
        var weights = new float[96 * 96];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (i % 37 - 18) / 100f;
        }
        var graph =
                new TestGraph()
                        .input("x0", TestGraph.FLOAT, "rows", 96)
                        .output("y", TestGraph.FLOAT, "rows", 96)
                        .floats("w", weights, 96, 96)
                        .node("MatMul", List.of("x0", "w"), List.of("x1"), Map.of())
                        .floats("v", weights, 96, 96)
                        .node("MatMul", List.of("x1", "v"), List.of("y"), Map.of())
                        .write(folder.resolve("model.onnx"));
        var prepared = Prepared.copy(graph, folder.resolve("copies"));
        assertArrayEquals(run(graph, 96), run(prepared.graph(), 96));
    }

    @Test
    void isMadeOnceAndReplacesThoseOfOtherProcessors() throws IOException {
        var graph = NBits.write(folder, 1, WIDTH);
        var copies = folder.resolve("copies");
        var other = Files.createDirectories(copies.resolve("onnxruntime-1.27.0-00000000"));
        Files.createDirectories(copies.resolve("part")); // left by a kill
        Files.writeString(copies.resolve("part/weights.bin"), "half");
        var prepared = Prepared.copy(graph, copies);
        assertFalse(Files.exists(other));
        assertFalse(Files.exists(copies.resolve("part")));
        var made = Files.getLastModifiedTime(prepared.graph());
        assertEquals(prepared, Prepared.copy(graph, copies));
        assertEquals(made, Files.getLastModifiedTime(prepared.graph()));
    }

    @Test
    void tellsOfABrokenGraphAndLeavesNoCopy() throws IOException {
        var graph = NBits.write(folder, 1, WIDTH);
        Files.write(folder.resolve("weights.bin"), new byte[10]);
        var copies = folder.resolve("copies");
        var told = assertThrows(StudioException.class, () -> Prepared.copy(graph, copies));
        assertEquals("models.runtime.broken", told.key());
        assertEquals(Optional.empty(), Prepared.find(copies));
    }

    /// Must-show 3 of the language work: at most 0.2 times the weights.
    @Test
    @Tag("slow")
    void takesLittleMemoryOfItsOwn() throws Exception {
        int width = 4096;
        var graph = NBits.write(folder, 24, width);
        long weights = Files.size(folder.resolve("weights.bin"));
        var prepared = Prepared.copy(graph, folder.resolve("copies"));
        double plain = anonymousPerWeight(graph, weights);
        double mapped = anonymousPerWeight(prepared.graph(), weights);
        System.out.printf(
                "anonymous memory per byte of weights: %.2f, prepared %.2f; disk %.2f%n",
                plain, mapped, (double) prepared.bytes() / weights);
        assertTrue(plain > 1, "what is there to gain? found " + plain);
        assertTrue(mapped <= 0.2, "found " + mapped);
    }

    /// In a process of its own, whose heap neither grows nor shrinks.
    private static double anonymousPerWeight(Path graph, long weights)
            throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var child =
                new ProcessBuilder(
                                java,
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xms64m",
                                "-Xmx64m",
                                "-XX:+UseSerialGC",
                                "-XX:+AlwaysPreTouch",
                                "-Dlikeness.natives=" + NativeLibraries.home(),
                                OpenedMemory.class.getName(),
                                graph.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        child.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        var process = child.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return Double.parseDouble(said.strip()) / weights;
    }
}
