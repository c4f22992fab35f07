package studio.likeness.models.face.lip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.job.Progress;
import studio.likeness.models.nn.Adapter;
import studio.likeness.models.nn.EagerOps;
import studio.likeness.models.nn.TorchOps;
import studio.likeness.models.nn.WeightFormat.Dense;
import studio.likeness.models.nn.WeightPlan;
import studio.likeness.models.parity.Keyed;
import studio.likeness.models.parity.KeyedWeights;
import studio.likeness.models.runtime.Array.Floats;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;

class MouthNetworkTest {
    private static final int SIDE = 32;
    private static final int BATCH = 3;

    @TempDir Path folder;

    private static MouthView view() {
        var marks = new ArrayList<Point>();
        for (int i = 0; i < MouthView.STEADY.length; i++) {
            marks.add(new Point(i % 7 * 4, i / 7 * 5));
        }
        return new MouthView(SIDE, marks, new Point(SIDE / 2f, SIDE / 3f));
    }

    private static TensorIndex weights(MouthNetwork network) {
        var list = JsonNodeFactory.instance.arrayNode();
        network.weights()
                .forEach(
                        (name, shape) -> {
                            var sizes = list.addObject().put("name", name).putArray("shape");
                            Arrays.stream(shape).forEach(sizes::add);
                        });
        var plan = JsonNodeFactory.instance.objectNode().put("salt", "mouth").put("gain", 1);
        return KeyedWeights.of(plan, list);
    }

    private static float[] eager(MouthNetwork network, TensorIndex weights) {
        try (var ops =
                TorchOps.onProcessor(weights, WeightPlan.all(Dense.FLOAT32), Adapter.none())) {
            return computed(ops, network);
        }
    }

    private static <T> float[] computed(EagerOps<T> o, MouthNetwork network) {
        var first = o.constant(first(), BATCH, 3, SIDE, SIDE);
        var faces = o.constant(faces(), BATCH, 3, SIDE, SIDE);
        return o.floats(
                network.refine(o, first, faces, o.constant(view().mask(), 1, 1, SIDE, SIDE)));
    }

    private static <T> float[] told(EagerOps<T> o, MouthNetwork network) {
        var mel = o.constant(mel(), BATCH, 1, 80, MouthNetwork.COLUMNS);
        return o.floats(network.shape(o, mel));
    }

    private static float[] first() {
        return Keyed.input("mouth", "first").floats(BATCH * 3 * SIDE * SIDE, 0.5, 0.5);
    }

    private static float[] faces() {
        return Keyed.input("mouth", "faces").floats(BATCH * 3 * SIDE * SIDE, 0.5, 0.5);
    }

    private static float[] mel() {
        return Keyed.input("mouth", "mel").floats(BATCH * MouthSound.SIZE, 4, 0);
    }

    @Test
    void givesTheSameInBothInterpreters() throws IOException {
        var network = new MouthNetwork(SIDE);
        var weights = weights(network);
        MouthGraph.write(network, view(), weights, folder, Progress.none());

        var expected = eager(network, weights);
        var inputs =
                Map.of(
                        "first", new Floats(first(), BATCH, 3, SIDE, SIDE),
                        "faces", new Floats(faces(), BATCH, 3, SIDE, SIDE));
        // Both add up in float32, in another order.
        assertArrayEquals(expected, run(PersonalLips.GRAPH, "output", inputs), 2e-5f);
        try (var ops =
                TorchOps.onProcessor(weights, WeightPlan.all(Dense.FLOAT32), Adapter.none())) {
            var mel = Map.of("mel", new Floats(mel(), BATCH, 1, 80, MouthNetwork.COLUMNS));
            assertArrayEquals(told(ops, network), run(PersonalLips.SOUND, "shape", mel), 2e-5f);
        }
    }

    private float[] run(String graph, String output, Map<String, Floats> inputs) {
        try (var session =
                Session.open(folder.resolve(graph), Device.processor(), SessionPlan.usual())) {
            return ((Floats) session.runFor(output, inputs)).values();
        }
    }

    /// Multiplications of the U-Net and the linear maps, counted from the shapes of the weights and
    /// the size at which each layer works.
    @Test
    void needsNoMoreThanItMay() {
        var network = new MouthNetwork(112);
        var shrunk =
                Map.of(
                        "in1", 2, "in2", 4, "in3", 8, "middle", 8, "narrow2", 8, "out2", 4,
                        "narrow1", 4, "out1", 2, "narrow0", 2);
        long all = 0;
        for (var weight : network.weights().entrySet()) {
            long numbers = Arrays.stream(weight.getValue()).reduce(1, Math::multiplyExact);
            var name = weight.getKey();
            if (name.startsWith("refine.") && name.endsWith(".weight")) {
                long side = 112 / shrunk.getOrDefault(name.split("\\.")[1], 1);
                all += numbers * side * side;
            } else {
                all += numbers;
            }
        }
        assertTrue(all < 300_000_000, all + " multiplications");
    }

    @Test
    void leavesWhatIsNotPaintedAsItIs() {
        var network = new MouthNetwork(SIDE);
        var given = eager(network, weights(network));
        var mask = view().mask();

        for (int i = 0; i < given.length; i++) {
            if (mask[i % mask.length] == 0) {
                assertEquals(faces()[i], given[i], 1e-6f);
            }
        }
    }

    @Test
    void restsWhereThereIsNoSound() {
        var network = new MouthNetwork(SIDE);
        var weights = weights(network);
        var silent = new float[MouthSound.SIZE];
        Arrays.fill(silent, -4);
        try (var o =
                TorchOps.onProcessor(
                        new Gated(weights), WeightPlan.all(Dense.FLOAT32), Adapter.none())) {
            var shape =
                    o.floats(network.shape(o, o.constant(silent, 1, 1, 80, MouthNetwork.COLUMNS)));

            assertArrayEquals(weights.get(MouthNetwork.REST).floats(), shape, 1e-6f);
        }
    }

    /// Opens from -3 to -2 of loudness, and holds shapes between -9 and 9.
    private record Gated(TensorIndex rest) implements TensorIndex {
        @Override
        public java.util.Set<String> names() {
            return rest.names();
        }

        @Override
        public java.util.Optional<studio.likeness.models.checkpoint.Tensor> find(String name) {
            var replaced =
                    Map.of(
                            MouthNetwork.GATE_LINE, new float[] {1, 3},
                            MouthNetwork.LOWEST, filled(-9),
                            MouthNetwork.HIGHEST, filled(9));
            return rest.find(name)
                    .map(t -> replaced.containsKey(name) ? with(t, replaced.get(name)) : t);
        }

        private static float[] filled(float value) {
            var all = new float[MouthNetwork.SHAPES];
            Arrays.fill(all, value);
            return all;
        }

        private static studio.likeness.models.checkpoint.Tensor with(
                studio.likeness.models.checkpoint.Tensor like, float[] values) {
            return new studio.likeness.models.checkpoint.Tensor() {
                @Override
                public String name() {
                    return like.name();
                }

                @Override
                public long[] shape() {
                    return like.shape();
                }

                @Override
                public studio.likeness.models.checkpoint.DType type() {
                    return like.type();
                }

                @Override
                public long bytes() {
                    return like.bytes();
                }

                @Override
                public void read(long from, float[] into, int at, int count) {
                    System.arraycopy(values, (int) from, into, at, count);
                }
            };
        }

        @Override
        public void close() {}
    }

    @Test
    void seesTheSameMouthHoweverTheFrameIsTurned() {
        var points = new ArrayList<Point>();
        for (int i = 0; i < 68; i++) {
            points.add(new Point(40 + i * 7 % 31, 30 + i * 5 % 29));
        }
        var view = MouthView.of(SIDE, List.of(points));
        var turned = new Similarity(1.2, 0.5, 10, -4);
        var moved =
                points.stream()
                        .map(
                                p ->
                                        new Point(
                                                (float) turned.x(p.x(), p.y()),
                                                (float) turned.y(p.x(), p.y())))
                        .toList();

        var seen = view.seen(points, points);
        var again = view.seen(moved, moved);

        for (int i = 0; i < 68; i++) {
            assertEquals(seen.get(i).x(), again.get(i).x(), 1e-3);
            assertEquals(seen.get(i).y(), again.get(i).y(), 1e-3);
        }
    }
}
