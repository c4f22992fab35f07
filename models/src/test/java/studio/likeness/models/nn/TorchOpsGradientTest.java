package studio.likeness.models.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import studio.likeness.models.nn.Ops.Interpolation;
import studio.likeness.models.nn.Ops.Padding;

/// Gradients against central differences of the same program, number by number. In float32 the
/// differences themselves are good to about 1e-3.
final class TorchOpsGradientTest {
    private static final float STEP = 1e-2f;
    private static final double TOLERANCE = 5e-3;

    private final HeldWeights weights = new HeldWeights();

    @Test
    void linearWithBiasAndAdapter() {
        weights.random("x", 2, 3)
                .random("f.weight", 4, 3)
                .random("f.bias", 4)
                .random("a", 2, 3)
                .random("b", 4, 2);
        check(
                given ->
                        new TorchParameters(
                                given,
                                Map.of(
                                        "f",
                                        new TorchParameters.Delta(
                                                of(given, "a"), of(given, "b"), 1.5)),
                                List.of()),
                ops -> ops.linear(ops.weight("x"), "f"),
                "x",
                "f.weight",
                "f.bias",
                "a",
                "b");
    }

    @Test
    void embeddingAndTiedHead() {
        weights.random("e.weight", 5, 3);
        check(
                ops -> {
                    var rows = ops.embedding(ops.constant(new long[] {4, 1, 4}, 1, 3), "e");
                    return ops.head(rows, "none", "e");
                },
                "e.weight");
    }

    @Test
    void attentionWithRotationGroupsWindowAndPrefix() {
        weights.random("q", 1, 4, 8)
                .random("k", 1, 4, 4)
                .random("v", 1, 4, 4)
                .random("pk", 2, 1, 4)
                .random("pv", 2, 1, 4);
        var rotary = new Rotary(new float[] {1, 0.2f}, false, 1, 9);
        var spec = new Attention(2, 1, 4, 0.7, OptionalInt.of(2), Optional.of(rotary));
        check(
                given ->
                        new TorchParameters(
                                given,
                                Map.of(),
                                List.of(
                                        new TorchParameters.Prefix(
                                                of(given, "pk"), of(given, "pv")))),
                ops ->
                        ops.selfAttention(
                                0,
                                ops.weight("q"),
                                ops.weight("k"),
                                ops.weight("v"),
                                ops.constant(new long[] {0, 1, 2, 3}, 1, 4),
                                spec,
                                Optional.empty()),
                "q",
                "k",
                "v",
                "pk",
                "pv");
    }

    @Test
    void attentionWithABias() {
        weights.random("q", 1, 3, 4).random("kv", 1, 2, 4).random("bias", 1, 2, 3, 2);
        check(
                ops ->
                        ops.attention(
                                ops.weight("q"),
                                ops.weight("kv"),
                                ops.weight("kv"),
                                2,
                                1,
                                Optional.of(ops.weight("bias"))),
                "q",
                "kv",
                "bias");
    }

    @Test
    void rotationOfNeighbours() {
        weights.random("x", 1, 2, 6);
        var spec = new Rotary(new float[] {1}, true, 1.2f, 9);
        check(
                ops -> ops.rotate(ops.weight("x"), spec, 2, ops.constant(new long[] {3, 8}, 1, 2)),
                "x");
    }

    @Test
    void norms() {
        weights.random("x", 2, 4)
                .random("n.weight", 4)
                .random("n.bias", 4)
                .random("n.running_mean", 4)
                .put("n.running_var", new float[] {1, 2, 0.5f, 3}, 4);
        check(ops -> ops.layerNorm(ops.weight("x"), "n", 1e-5), "x", "n.weight", "n.bias");
        check(ops -> ops.rmsNorm(ops.weight("x"), "n", 1e-6, 1), "x", "n.weight");
        check(
                ops -> ops.groupNorm(ops.reshape(ops.weight("x"), 1, 4, 2), "n", 2, 1e-5),
                "x",
                "n.weight",
                "n.bias");
        check(ops -> ops.batchNorm(ops.weight("x"), "n", 1e-5), "x", "n.weight", "n.bias");
    }

    @Test
    void convolutions() {
        weights.random("x", 1, 4, 5)
                .random("c.weight", 2, 2, 3)
                .random("c.bias", 2)
                .random("t.weight", 4, 1, 3)
                .random("t.bias", 2);
        var spec = Conv.plain().stride(2).padding(1).groups(2);
        check(ops -> ops.conv(ops.weight("x"), "c", spec), "x", "c.weight", "c.bias");
        check(
                ops -> ops.convTranspose(ops.weight("x"), "t", spec.outputPadding(1)),
                "x",
                "t.weight",
                "t.bias");
    }

    @Test
    void convolutionsOfPictures() {
        weights.random("x", 1, 2, 3, 3).random("w", 2, 1, 2, 2);
        var spec = Conv.plain().groups(2).dilation(2, 1);
        check(ops -> ops.conv(ops.weight("x"), ops.weight("w"), Optional.empty(), spec), "x", "w");
        var wide = Conv.plain().stride(2).groups(2);
        check(
                ops -> ops.convTranspose(ops.weight("x"), ops.weight("w"), Optional.empty(), wide),
                "x",
                "w");
    }

    @Test
    void activations() {
        weights.random("x", 3, 4).random("slope", 4);
        check(ops -> ops.gelu(ops.weight("x")), "x");
        check(ops -> ops.geluTanh(ops.weight("x")), "x");
        check(ops -> ops.silu(ops.weight("x")), "x");
        check(ops -> ops.softplus(ops.weight("x")), "x");
        check(ops -> ops.softmax(ops.weight("x"), -1), "x");
        check(ops -> ops.logSoftmax(ops.weight("x"), 0), "x");
        check(ops -> ops.tanh(ops.sigmoid(ops.weight("x"))), "x");
        check(ops -> ops.prelu(ops.mul(ops.weight("x"), 3), "slope"), "slope");
    }

    @Test
    void viewsAndChoices() {
        weights.random("x", 2, 3, 4).random("y", 3, 4);
        var row = Dim.of(2);
        check(ops -> ops.slice(ops.weight("x"), 2, Dim.of(0), Dim.of(4), 2), "x");
        check(ops -> ops.split(ops.weight("x"), 1, 1, 2).getLast(), "x");
        check(ops -> ops.pad(ops.weight("x"), 1, row, row, Padding.REFLECT), "x");
        check(ops -> ops.pad(ops.weight("x"), 1, row, row, Padding.ZEROS), "x");
        check(ops -> ops.pad(ops.weight("x"), 1, row, row, Padding.EDGE), "x");
        check(ops -> ops.gather(ops.weight("x"), 1, ops.constant(new long[] {2, 0, 2}, 3)), "x");
        check(
                ops -> {
                    var x = ops.weight("x");
                    return ops.where(ops.less(x, ops.scalar(0)), ops.weight("y"), x);
                },
                "y");
        check(ops -> ops.interpolate(ops.weight("x"), Interpolation.LINEAR, Dim.of(7)), "x");
        check(ops -> ops.cumulativeSum(ops.flip(ops.weight("x"), 2), 1), "x");
        check(ops -> ops.matmul(ops.weight("x"), ops.transpose(ops.weight("y"), 1, 0)), "x", "y");
        check(ops -> ops.concat(0, List.of(ops.weight("y"), ops.toFloat(ops.weight("y")))), "y");
        check(ops -> ops.pow(ops.mean(ops.weight("x"), 1, false), 2), "x");
    }

    @Test
    void recurrences() {
        weights.random("x", 1, 3, 2);
        for (var name : new String[] {"g", "l"}) {
            int rows = name.equals("g") ? 6 : 8;
            weights.random(name + ".weight_ih_l0", rows, 2)
                    .random(name + ".weight_hh_l0", rows, 2)
                    .random(name + ".bias_ih_l0", rows)
                    .random(name + ".bias_hh_l0", rows);
        }
        check(
                ops -> ops.gru(ops.weight("x"), "g", 2, false),
                "x",
                "g.weight_ih_l0",
                "g.weight_hh_l0",
                "g.bias_hh_l0");
        check(
                ops -> ops.lstm(ops.weight("x"), "l", 2, 1, false),
                "x",
                "l.weight_ih_l0",
                "l.weight_hh_l0",
                "l.bias_ih_l0");
    }

    private void check(Function<TorchOps, NDArray> program, String... learnt) {
        check(given -> new TorchParameters(given, Map.of(), List.of()), program, learnt);
    }

    private void check(
            Function<Map<String, NDArray>, TorchParameters> parameters,
            Function<TorchOps, NDArray> program,
            String... learnt) {
        try (var torch = new OpenTorch(weights)) {
            var given = new HashMap<String, NDArray>();
            for (var name : learnt) {
                var array = held(torch, name, 0, 0);
                array.setRequiresGradient(true);
                given.put(name, array);
            }
            try (var step = torch.ops.step(parameters.apply(given));
                    var collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                collector.backward(weighed(program.apply(step)));
            }
            boolean moves = false;
            for (var name : learnt) {
                var gradient = of(given, name).getGradient().toFloatArray();
                for (int i = 0; i < gradient.length; i++) {
                    double slope = 0;
                    for (int side = -1; side <= 1; side += 2) {
                        var moved = new HashMap<>(given);
                        moved.put(name, held(torch, name, i, side * STEP));
                        try (var step = torch.ops.step(parameters.apply(moved))) {
                            slope += side * weighed(program.apply(step)).getFloat();
                        }
                    }
                    slope /= 2 * STEP;
                    assertEquals(slope, gradient[i], TOLERANCE, name + "[" + i + "]");
                    moves |= Math.abs(slope) > 10 * TOLERANCE;
                }
            }
            assertTrue(moves, "the program does not depend on " + List.of(learnt));
        }
    }

    private static NDArray of(Map<String, NDArray> given, String name) {
        return Objects.requireNonNull(given.get(name), name);
    }

    private NDArray held(OpenTorch torch, String name, int moved, float by) {
        var values = weights.floats(name);
        values[moved] += by;
        return torch.ops.constant(values, weights.get(name).shape());
    }

    /// A sum in which every number counts differently.
    private static NDArray weighed(NDArray x) {
        var shares = new float[Math.toIntExact(x.size())];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (float) Math.sin(1 + i);
        }
        return x.mul(x.getManager().create(shares, x.getShape())).sum();
    }
}
