package studio.likeness.models.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.checkpoint.DType;
import studio.likeness.models.checkpoint.Tensor;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;
import studio.likeness.models.runtime.Array;

/// How graphs and their weights come to disk.
class OnnxOpsFileTest {
    private static final WeightPlan FOUR_BITS =
            WeightPlan.all(new WeightFormat.Blocks(4, 32, true, false));

    @TempDir Path folder;

    @Test
    void twoGraphsShareTheirWeights() throws Exception {
        var weights = new HeldWeights().random("m.weight", 256, 256).random("m.bias", 256);
        var x = new Array.Floats(new HeldWeights().random("x", 1, 256).floats("x"), 1, 256);
        var first = folder.resolve("decoder.onnx");
        var second = folder.resolve("decoder-lora.onnx");
        try (var file = new WeightFile(folder.resolve("weights.bin"))) {
            write(weights, GraphPlan.plain(), file, first);
            long once = file.bytes();
            write(weights, GraphPlan.plain().withAdapters(), file, second);
            assertEquals(once, file.bytes());
            assertEquals(256 * 256 * 4, once);
        }
        try (var plain = OnnxOpsRig.open(first);
                var adapted = OnnxOpsRig.open(second)) {
            var expected =
                    OnnxOpsPlain.linear(
                            x.values(),
                            weights.floats("m.weight"),
                            weights.floats("m.bias"),
                            256,
                            256);
            assertArrayEquals(
                    expected, OnnxOpsRig.floats(plain.run(Map.of("x", x)).get("y")), 1e-4f);
            var none =
                    Map.of(
                            "x", x,
                            "m.lora_A", new Array.Floats(new float[0], 256, 0),
                            "m.lora_B", new Array.Floats(new float[0], 0, 256));
            assertArrayEquals(expected, OnnxOpsRig.floats(adapted.run(none).get("y")), 1e-4f);
        }
    }

    private static void write(TensorIndex weights, GraphPlan plan, WeightFile file, Path graph)
            throws IOException {
        var o = new OnnxOps(weights, plan, file);
        o.output("y", o.linear(o.input("x", ElementType.FLOAT32, "rows", 256), "m"));
        o.write(graph, Progress.none());
    }

    /// Whatever nobody asks for is not read, and what is, never in one piece.
    @Test
    void aLargeWeightPassesThroughInPieces() throws Exception {
        var endless = new Endless(8_192, 4096);
        try (var file = new WeightFile(folder.resolve("weights.bin"))) {
            var o = new OnnxOps(endless, GraphPlan.plain().withWeights(FOUR_BITS), file);
            var x = o.input("x", ElementType.FLOAT32, "rows", 4096);
            o.linear(x, "unused");
            o.output("y", o.linear(x, "used"));
            o.write(folder.resolve("graph.onnx"), Progress.none());
            assertEquals(8_192L * 4096, endless.numbers.get());
            assertTrue(endless.largest.get() <= 1 << 20, "at once: " + endless.largest);
            int cores = Runtime.getRuntime().availableProcessors();
            assertTrue(endless.most.get() <= cores, endless.most + " readers");
            assertEquals(8_192L * 128 * (16 + 4), file.bytes());
        }
        assertEquals(8_192L * 128 * (16 + 4), Files.size(folder.resolve("weights.bin")));
    }

    @Test
    void aCancelEndsItBetweenTwoPieces() throws Exception {
        var endless = new Endless(8_192, 4096);
        try (var file = new WeightFile(folder.resolve("weights.bin"))) {
            var o = new OnnxOps(endless, GraphPlan.plain().withWeights(FOUR_BITS), file);
            o.output("y", o.linear(o.input("x", ElementType.FLOAT32, "rows", 4096), "used"));
            Progress cancelled =
                    (done, total, _) -> {
                        assertTrue(done <= total);
                        throw new CancellationException();
                    };
            assertThrows(
                    CancellationException.class,
                    () -> o.write(folder.resolve("graph.onnx"), cancelled));
            assertTrue(endless.numbers.get() < 8_192L * 4096 / 2, endless.numbers.toString());
        }
        assertEquals(
                List.of("weights.bin"),
                List.of(folder.toFile().list()),
                "no graph without its weights");
    }

    @Test
    void aGraphElsewhereThanItsWeightsIsRefused() throws Exception {
        try (var file = new WeightFile(folder.resolve("weights.bin"))) {
            var o = new OnnxOps(new HeldWeights(), GraphPlan.plain(), file);
            o.output("y", o.input("x", ElementType.FLOAT32, 1));
            var elsewhere = Files.createDirectory(folder.resolve("other")).resolve("graph.onnx");
            assertThrows(IllegalArgumentException.class, () -> o.write(elsewhere, Progress.none()));
        }
    }

    /// Two weights that exist only as they are read.
    private static final class Endless implements TensorIndex {
        final AtomicLong numbers = new AtomicLong();
        final AtomicInteger largest = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger readers = new AtomicInteger();
        private final long[] shape;

        Endless(long... shape) {
            this.shape = shape;
        }

        @Override
        public Set<String> names() {
            return Set.of("used.weight", "unused.weight");
        }

        @Override
        public Optional<Tensor> find(String name) {
            return names().contains(name) ? Optional.of(new Made(name)) : Optional.empty();
        }

        @Override
        public void close() {}

        private final class Made implements Tensor {
            private final String name;

            Made(String name) {
                this.name = name;
            }

            @Override
            public String name() {
                return name;
            }

            @Override
            public long[] shape() {
                return shape;
            }

            @Override
            public DType type() {
                return DType.F32;
            }

            @Override
            public long bytes() {
                return 4 * elements();
            }

            @Override
            public void read(long from, float[] into, int at, int count) {
                most.accumulateAndGet(readers.incrementAndGet(), Math::max);
                largest.accumulateAndGet(count, Math::max);
                numbers.addAndGet(count);
                for (int i = 0; i < count; i++) {
                    into[at + i] = (from + i) % 17 - 8;
                }
                readers.decrementAndGet();
            }
        }
    }
}
