package studio.likeness.models.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.runtime.Array;

/// Convolutions, norms over channels, recurrence and encoders' attention: graphs against libtorch,
/// whose own are tested against loops.
class OnnxOpsLayersTest {
    @TempDir Path folder;

    private final HeldWeights weights =
            new HeldWeights()
                    .random("sound", 2, 6, 11)
                    .random("picture", 1, 4, 7, 5)
                    .random("sequence", 2, 5, 8)
                    .random("memory", 2, 9, 8)
                    .random("bias", 2, 1, 5, 9)
                    .random("padding", 2, 1, 1, 9)
                    .random("c1.weight", 4, 3, 3)
                    .random("c1.bias", 4)
                    .random("c2.weight", 6, 4, 3, 3)
                    .random("t1.weight", 6, 2, 4)
                    .random("t1.bias", 4)
                    .random("t2.weight", 4, 3, 3, 3)
                    .random("n.weight", 6)
                    .random("n.bias", 6)
                    .random("n.running_mean", 6)
                    .put("n.running_var", new float[] {1, 2, 0.5f, 3, 1, 0.1f}, 6)
                    .put("one", new float[] {0.25f}, 1)
                    .random("g.weight_ih_l0", 12, 8)
                    .random("g.weight_hh_l0", 12, 4)
                    .random("g.bias_ih_l0", 12)
                    .random("g.bias_hh_l0", 12)
                    .random("g.weight_ih_l0_reverse", 12, 8)
                    .random("g.weight_hh_l0_reverse", 12, 4)
                    .random("g.bias_ih_l0_reverse", 12)
                    .random("g.bias_hh_l0_reverse", 12)
                    .random("l.weight_ih_l0", 16, 8)
                    .random("l.weight_hh_l0", 16, 4)
                    .random("l.bias_ih_l0", 16)
                    .random("l.bias_hh_l0", 16)
                    .random("l.weight_ih_l1", 16, 4)
                    .random("l.weight_hh_l1", 16, 4)
                    .random("l.bias_ih_l1", 16)
                    .random("l.bias_hh_l1", 16);

    /// The same lines for both worlds.
    private interface Network {
        <T> T of(Ops<T> o, T x);
    }

    private void agrees(String input, Network network) throws Exception {
        var tensor = weights.get(input);
        var x = new Array.Floats(weights.floats(input), tensor.shape());
        float[] expected;
        long[] shape;
        try (var torch = new OpenTorch(weights)) {
            BiFunction<Ops<NDArray>, NDArray, NDArray> eager = network::of;
            var y = eager.apply(torch.ops, torch.floats(input));
            expected = y.toFloatArray();
            shape = y.getShape().getShape();
        }
        try (var rig = new OnnxOpsRig(folder, weights, GraphPlan.plain())) {
            var dims = new Object[tensor.shape().length];
            for (int i = 0; i < dims.length; i++) {
                boolean width = i == (input.equals("sound") || input.equals("picture") ? 1 : 2);
                dims[i] = width ? (Object) tensor.shape()[i] : "d" + i;
            }
            var y = rig.run(network.of(rig.o, rig.input("x", x, dims)));
            assertArrayEquals(shape, y.shape());
            assertArrayEquals(expected, OnnxOpsRig.floats(y), 2e-5f);
        }
    }

    @Test
    void convolves() throws Exception {
        agrees(
                "sound",
                new Network() {
                    @Override
                    public <T> T of(Ops<T> o, T x) {
                        return o.conv(x, "c1", Conv.same(3).stride(2).groups(2));
                    }
                });
        agrees(
                "picture",
                new Network() {
                    @Override
                    public <T> T of(Ops<T> o, T x) {
                        return o.conv(
                                x, "c2", Conv.plain().stride(2, 1).padding(1, 2).dilation(1, 2));
                    }
                });
    }

    @Test
    void convolvesBackwards() throws Exception {
        agrees(
                "sound",
                new Network() {
                    @Override
                    public <T> T of(Ops<T> o, T x) {
                        var spec = Conv.plain().stride(2).padding(1).groups(2).outputPadding(1);
                        return o.convTranspose(x, "t1", spec);
                    }
                });
        agrees(
                "picture",
                new Network() {
                    @Override
                    public <T> T of(Ops<T> o, T x) {
                        var y = o.convTranspose(x, "t2", Conv.plain().stride(2).padding(1));
                        // sizes come out as told, or this reshape could not be
                        return o.reshape(
                                y, o.size(y, 0), o.size(y, 1), o.size(y, 2).times(o.size(y, 3)));
                    }
                });
    }

    @Test
    void poolsAndResizes() throws Exception {
        agrees(
                "picture",
                new Network() {
                    @Override
                    public <T> T of(Ops<T> o, T x) {
                        var y = o.maxPool(x, Conv.plain().stride(2).padding(1), 3);
                        return o.averagePool(y, Conv.plain().stride(1).padding(1), 2);
                    }
                });
        for (var how : Ops.Interpolation.values()) {
            agrees(
                    "picture",
                    new Network() {
                        @Override
                        public <T> T of(Ops<T> o, T x) {
                            var larger = o.interpolate(x, how, o.size(x, 2).times(2), Dim.of(13));
                            return o.interpolate(larger, how, o.size(x, 3), Dim.of(4));
                        }
                    });
            agrees(
                    "sound",
                    new Network() {
                        @Override
                        public <T> T of(Ops<T> o, T x) {
                            return o.interpolate(x, how, o.size(x, 2).times(3).dividedBy(2));
                        }
                    });
        }
    }

    @Test
    void normalisesOverChannels() throws Exception {
        agrees(
                "sound",
                new Network() {
                    @Override
                    public <T> T of(Ops<T> o, T x) {
                        var y = o.groupNorm(x, "n", 3, 1e-5);
                        return o.prelu(o.prelu(o.batchNorm(y, "n", 1e-5), "n.weight"), "one");
                    }
                });
    }

    @Test
    void remembers() throws Exception {
        agrees(
                "sequence",
                new Network() {
                    @Override
                    public <T> T of(Ops<T> o, T x) {
                        return o.gru(x, "g", 4, true);
                    }
                });
        agrees(
                "sequence",
                new Network() {
                    @Override
                    public <T> T of(Ops<T> o, T x) {
                        return o.lstm(x, "l", 4, 2, false);
                    }
                });
    }

    @Test
    void attendsToItselfAndToOthers() throws Exception {
        for (var bias : new String[] {"", "bias", "padding"}) {
            agrees(
                    "sequence",
                    new Network() {
                        @Override
                        public <T> T of(Ops<T> o, T x) {
                            var memory = o.weight("memory");
                            Optional<T> added =
                                    bias.isEmpty() ? Optional.empty() : Optional.of(o.weight(bias));
                            return o.attention(x, memory, memory, 2, 0.5, added);
                        }
                    });
        }
    }

    @Test
    void readsAPromptWithoutACache() throws Exception {
        for (int heads : new int[] {1, 2}) {
            var rotary = new Rotary(new float[] {1, 0.1f}, true, 1, 16);
            var spec = Attention.of(heads, 1, 8 / heads, rotary);
            agrees(
                    "sequence",
                    new Network() {
                        @Override
                        public <T> T of(Ops<T> o, T x) {
                            var one = o.unsqueeze(o.range(o.size(x, 1)), 0);
                            var positions = o.expand(one, o.size(x, 0), Dim.of(-1));
                            var key = o.slice(x, -1, 0, spec.size());
                            return o.selfAttention(
                                    0, x, key, key, positions, spec, Optional.empty());
                        }
                    });
        }
    }

    @Test
    void readsWithAMaskFromOutside() throws Exception {
        agrees(
                "sequence",
                new Network() {
                    @Override
                    public <T> T of(Ops<T> o, T x) {
                        var rotary = new Rotary(new float[] {1, 0.1f}, false, 1, 16);
                        var one = o.unsqueeze(o.range(o.size(x, 1)), 0);
                        var positions = o.expand(one, o.size(x, 0), Dim.of(-1));
                        var spec = Attention.of(2, 2, 4, rotary);
                        var mask = o.slice(o.weight("bias"), 3, 0, 5);
                        return o.selfAttention(0, x, x, x, positions, spec, Optional.of(mask));
                    }
                });
    }
}
