package studio.likeness.models.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class TorchOpsMemoryTest {
    private static final int TIME = 64;
    private static final int WIDTH = 128;

    private final HeldWeights weights =
            new HeldWeights()
                    .random("e.weight", 100, WIDTH)
                    .random("n.weight", WIDTH)
                    .random("q.weight", WIDTH, WIDTH)
                    .random("c.weight", WIDTH, 1, 3)
                    .random("c.bias", WIDTH);

    @Test
    void trainingStepsLeaveNothingBehind() throws IOException {
        try (var torch = new OpenTorch(weights);
                var owner = torch.ops.manager().newSubManager()) {
            var parameters = learnt(owner);
            for (int i = 0; i < 20; i++) {
                train(torch.ops, parameters);
            }
            var all = torch.ops.manager().getParentManager();
            int held = all.getManagedArrays().size();
            long before = residentBytes();
            for (int i = 0; i < 200; i++) {
                train(torch.ops, parameters);
            }
            assertEquals(held, all.getManagedArrays().size());
            // One step computes over 1 MB, so 200 kept ones would show beside what the JVM takes.
            long grown = residentBytes() - before;
            assertTrue(grown < 60_000_000, () -> grown + " bytes more after 200 steps");
        }
    }

    private static TorchParameters learnt(NDManager owner) {
        var a = owner.ones(new Shape(4, WIDTH));
        var b = owner.ones(new Shape(WIDTH, 4));
        a.setRequiresGradient(true);
        b.setRequiresGradient(true);
        return new TorchParameters(
                Map.of(), Map.of("q", new TorchParameters.Delta(a, b, 0.1)), List.of());
    }

    private static void train(TorchOps root, TorchParameters parameters) {
        try (var ops = root.step(parameters);
                var collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            var ids = new long[TIME];
            for (int i = 0; i < TIME; i++) {
                ids[i] = i;
            }
            var x = ops.rmsNorm(ops.embedding(ops.constant(ids, 1, TIME), "e"), "n", 1e-6, 1);
            var q = ops.linear(x, "q");
            var spec =
                    Attention.of(4, 4, WIDTH / 4, new Rotary(new float[] {1, 0.1f}, true, 1, TIME));
            var seen =
                    ops.selfAttention(
                            0, q, x, x, ops.constant(ids, 1, TIME), spec, Optional.empty());
            var sound = ops.transpose(ops.add(ops.gelu(seen), x), 0, 2, 1);
            var y = ops.conv(ops.slice(sound, 2, 1, TIME), "c", Conv.same(3).groups(WIDTH));
            var wide = ops.convTranspose(y, "c", Conv.plain().stride(2).padding(1).groups(WIDTH));
            collector.backward(ops.mean(ops.reshape(wide, -1), 0, false));
            for (var delta : parameters.deltas().values()) {
                // Gradients belong to their parameter's manager until someone closes them.
                try (var gradient = delta.a().getGradient()) {
                    assertTrue(Float.isFinite(gradient.toFloatArray()[0]));
                }
            }
        }
    }

    private static long residentBytes() throws IOException {
        var status = Path.of("/proc/self/statm");
        Assumptions.assumeTrue(Files.exists(status));
        return Long.parseLong(Files.readString(status).split(" ")[1]) * 4096;
    }
}
