package studio.likeness.models.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        var graph = NBits.write(folder, 3, WIDTH);
        var copies = folder.resolve("copies");
        assertEquals(Optional.empty(), Prepared.find(copies));
        var prepared = Prepared.copy(graph, copies);
        assertEquals(Optional.of(prepared), Prepared.find(copies));
        assertArrayEquals(run(graph, WIDTH), run(prepared.graph(), WIDTH));
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
    void takesLittleMemoryOfItsOwn() throws IOException {
        int width = 4096;
        var graph = NBits.write(folder, 24, width);
        long weights = Files.size(folder.resolve("weights.bin"));
        var prepared = Prepared.copy(graph, folder.resolve("copies"));
        double plain = anonymousPerWeight(graph, weights);
        double mapped = anonymousPerWeight(prepared.graph(), weights);
        System.out.printf(
                "anonymous memory per byte of weights: %.2f, prepared %.2f; disk %.2f%n",
                plain, mapped, (double) prepared.bytes() / weights);
        assertTrue(mapped <= 0.2, "found " + mapped);
    }

    private static double anonymousPerWeight(Path graph, long weights) throws IOException {
        OnnxLibrary.get();
        long before = Memory.anonymousBytes();
        try (var session = Session.open(graph, Device.processor(), SessionPlan.usual())) {
            var x = new Array.Floats(new float[4096], 1, 4096);
            session.run(Map.of("x0", x));
            return (double) (Memory.anonymousBytes() - before) / weights;
        }
    }
}
