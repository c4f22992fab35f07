package studio.likeness.models.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A chain of 4-bit linear maps with random weights in a file beside the graph, as the studio's
/// models have them.
final class NBits {
    private static final int BLOCK = 32;

    private NBits() {}

    /// @return the graph's file; `weights.bin` lies beside it
    static Path write(Path folder, int layers, int width) {
        var random = new Random(1);
        var graph =
                new TestGraph()
                        .input("x0", TestGraph.FLOAT, "rows", width)
                        .output("x" + layers, TestGraph.FLOAT, "rows", width);
        int blocks = width / BLOCK;
        long codes = (long) width * blocks * (BLOCK / 2);
        long scales = (long) width * blocks * Float.BYTES;
        long at = 0;
        try (var out = Files.newOutputStream(folder.resolve("weights.bin"))) {
            for (int i = 0; i < layers; i++) {
                var bytes = new byte[(int) codes];
                random.nextBytes(bytes);
                out.write(bytes);
                var numbers =
                        java.nio.ByteBuffer.allocate((int) scales)
                                .order(java.nio.ByteOrder.LITTLE_ENDIAN);
                while (numbers.hasRemaining()) {
                    numbers.putFloat((random.nextFloat() + 0.5f) / width);
                }
                out.write(numbers.array());
                graph.external(
                        "w" + i,
                        TestGraph.UINT8,
                        "weights.bin",
                        at,
                        codes,
                        width,
                        blocks,
                        BLOCK / 2);
                graph.external(
                        "s" + i,
                        TestGraph.FLOAT,
                        "weights.bin",
                        at + codes,
                        scales,
                        width * (long) blocks);
                at += codes + scales;
                graph.node(
                        TestGraph.MICROSOFT,
                        "MatMulNBits",
                        List.of("x" + i, "w" + i, "s" + i),
                        List.of("y" + i),
                        Map.of(
                                "K", (long) width,
                                "N", (long) width,
                                "bits", 4L,
                                "block_size", (long) BLOCK,
                                "accuracy_level", 4L));
                graph.node("Add", List.of("x" + i, "y" + i), List.of("x" + (i + 1)), Map.of());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return graph.write(folder.resolve("model.onnx"));
    }
}
