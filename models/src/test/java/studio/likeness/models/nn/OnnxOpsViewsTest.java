package studio.likeness.models.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.runtime.Array;

/// Views, arithmetic and sizes on graphs whose input sizes are not known when they are written.
class OnnxOpsViewsTest {
    @TempDir Path folder;

    private final HeldWeights weights =
            new HeldWeights().put("w", new float[] {1, 2, 3, 4, 5, 6}, 2, 3);

    /// `[2, 3]`, 1 to 6.
    private static final Array SIX = new Array.Floats(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);

    private Array of(Array x, BiFunction<OnnxOps, Value, Value> what) throws Exception {
        try (var rig = new OnnxOpsRig(folder, weights, GraphPlan.plain())) {
            var y = what.apply(rig.o, rig.input("x", x));
            var result = rig.run(y);
            assertEquals(result.shape().length, y.rank());
            for (int i = 0; i < y.rank(); i++) {
                if (y.dim(i) instanceof Dim.Known(var size)) {
                    assertEquals(size, result.shape()[i], "axis " + i + " of " + y);
                }
            }
            return result;
        }
    }

    private void floats(BiFunction<OnnxOps, Value, Value> what, long[] shape, double... expected)
            throws Exception {
        var found = of(SIX, what);
        assertArrayEquals(shape, found.shape());
        var single = new float[expected.length];
        for (int i = 0; i < single.length; i++) {
            single[i] = (float) expected[i];
        }
        assertArrayEquals(single, OnnxOpsRig.floats(found), 1e-5f);
    }

    private static long[] s(long... shape) {
        return shape;
    }

    @Test
    void reshapesWithSizesThatTheGraphLearnsLater() throws Exception {
        floats((o, x) -> o.reshape(x, -1), s(6), 1, 2, 3, 4, 5, 6);
        floats((o, x) -> o.reshape(x, 3, -1), s(3, 2), 1, 2, 3, 4, 5, 6);
        floats((o, x) -> o.reshape(x, o.size(x, 1), o.size(x, 0)), s(3, 2), 1, 2, 3, 4, 5, 6);
        floats(
                (o, x) -> o.reshape(x, Dim.of(1), o.size(x, 0).times(o.size(x, 1))),
                s(1, 6),
                1,
                2,
                3,
                4,
                5,
                6);
        floats(
                (o, x) -> {
                    var flat = o.reshape(x, -1);
                    assertEquals(o.size(x, 0).times(o.size(x, 1)), o.size(flat, 0));
                    return o.reshape(flat, o.size(flat, 0).dividedBy(3), Dim.of(3));
                },
                s(2, 3),
                1,
                2,
                3,
                4,
                5,
                6);
        floats((o, x) -> o.squeeze(o.unsqueeze(x, -1), 2), s(2, 3), 1, 2, 3, 4, 5, 6);
        floats((o, x) -> o.transpose(x, 1, 0), s(3, 2), 1, 4, 2, 5, 3, 6);
    }

    @Test
    void cutsAndJoins() throws Exception {
        floats((o, x) -> o.slice(x, -1, 1, 3), s(2, 2), 2, 3, 5, 6);
        floats((o, x) -> o.slice(x, 1, 0, 100), s(2, 3), 1, 2, 3, 4, 5, 6);
        floats(
                (o, x) -> {
                    var time = o.size(x, 1);
                    var last = o.slice(x, 1, time.minus(1), time);
                    assertEquals(Dim.of(1), o.size(last, 1));
                    return last;
                },
                s(2, 1),
                3,
                6);
        floats((o, x) -> o.slice(x, 1, Dim.of(0), o.size(x, 1), 2), s(2, 2), 1, 3, 4, 6);
        floats((o, x) -> o.slice(o.weight("w"), 1, 0, -1), s(2, 2), 1, 2, 4, 5);
        floats((o, x) -> o.split(x, 1, 1, 2).get(1), s(2, 2), 2, 3, 5, 6);
        floats(
                (o, x) -> o.concat(1, List.of(x, o.slice(x, 1, 0, 1))),
                s(2, 4),
                1,
                2,
                3,
                1,
                4,
                5,
                6,
                4);
        floats((o, x) -> o.flip(x, 1), s(2, 3), 3, 2, 1, 6, 5, 4);
        floats((o, x) -> o.gather(x, 1, o.constant(new long[] {2, 0}, 2)), s(2, 2), 3, 1, 6, 4);
        floats(
                (o, x) -> o.expand(o.slice(x, 1, 0, 1), o.size(x, 0), Dim.of(2)),
                s(2, 2),
                1,
                1,
                4,
                4);
        floats(
                (o, x) -> o.expand(x, Dim.of(2), Dim.of(-1), Dim.of(-1)),
                s(2, 2, 3),
                1,
                2,
                3,
                4,
                5,
                6,
                1,
                2,
                3,
                4,
                5,
                6);
    }

    @Test
    void padsEveryWay() throws Exception {
        floats(
                (o, x) -> o.pad(x, 1, Dim.of(1), Dim.of(0), Ops.Padding.ZEROS),
                s(2, 4),
                0,
                1,
                2,
                3,
                0,
                4,
                5,
                6);
        floats(
                (o, x) -> o.pad(x, 1, Dim.of(2), Dim.of(0), Ops.Padding.REFLECT),
                s(2, 5),
                3,
                2,
                1,
                2,
                3,
                6,
                5,
                4,
                5,
                6);
        floats(
                (o, x) -> o.pad(x, 1, Dim.of(0), o.size(x, 0), Ops.Padding.EDGE),
                s(2, 5),
                1,
                2,
                3,
                3,
                3,
                4,
                5,
                6,
                6,
                6);
    }

    @Test
    void countsWithSizes() throws Exception {
        floats(
                (o, x) -> {
                    var n = o.size(x, 1).times(3).minus(1).dividedBy(2); // 4
                    return o.toFloat(o.range(n.max(o.size(x, 0))));
                },
                s(4),
                0,
                1,
                2,
                3);
        floats(
                (o, x) -> {
                    var n = o.size(x, 1);
                    assertEquals(n, n.plus(5).minus(5));
                    assertEquals(Dim.of(0), n.minus(n));
                    assertEquals(n.plus(2), n.max(n.plus(2)));
                    assertEquals(n, n.times(4).dividedBy(4));
                    return x;
                },
                s(2, 3),
                1,
                2,
                3,
                4,
                5,
                6);
    }

    @Test
    void computes() throws Exception {
        floats((o, x) -> o.sub(o.add(x, x), o.scalar(1)), s(2, 3), 1, 3, 5, 7, 9, 11);
        floats((o, x) -> o.div(x, o.neg(x)), s(2, 3), -1, -1, -1, -1, -1, -1);
        floats((o, x) -> o.pow(x, 2), s(2, 3), 1, 4, 9, 16, 25, 36);
        floats((o, x) -> o.pow(x, 0.5), s(2, 3), 1, 1.414214, 1.732051, 2, 2.236068, 2.449490);
        floats((o, x) -> o.clip(x, 2, Double.POSITIVE_INFINITY), s(2, 3), 2, 2, 3, 4, 5, 6);
        floats((o, x) -> o.min(o.max(x, o.scalar(2)), o.scalar(5)), s(2, 3), 2, 2, 3, 4, 5, 5);
        floats((o, x) -> o.where(o.less(x, o.scalar(3)), o.neg(x), x), s(2, 3), -1, -2, 3, 4, 5, 6);
        floats(
                (o, x) -> o.toFloat(o.equal(o.toInteger(x), o.constant(new long[] {5}, 1))),
                s(2, 3),
                0,
                0,
                0,
                0,
                1,
                0);
        floats((o, x) -> o.exp(o.log(o.abs(x))), s(2, 3), 1, 2, 3, 4, 5, 6);
        floats((o, x) -> o.add(o.pow(o.sin(x), 2), o.pow(o.cos(x), 2)), s(2, 3), 1, 1, 1, 1, 1, 1);
        floats((o, x) -> o.floor(o.mul(x, 0.5)), s(2, 3), 0, 1, 1, 2, 2, 3);
        floats(
                (o, x) -> o.add(o.toInteger(x), o.scalar(0.5)),
                s(2, 3),
                1.5,
                2.5,
                3.5,
                4.5,
                5.5,
                6.5);
    }

    @Test
    void sumsUp() throws Exception {
        floats((o, x) -> o.sum(x, -1, false), s(2), 6, 15);
        floats((o, x) -> o.mean(x, 0, true), s(1, 3), 2.5, 3.5, 4.5);
        floats((o, x) -> o.maximum(x, 1, true), s(2, 1), 3, 6);
        floats((o, x) -> o.toFloat(o.argmax(x, 1)), s(2), 2, 2);
        floats((o, x) -> o.cumulativeSum(x, 1), s(2, 3), 1, 3, 6, 4, 9, 15);
        floats(
                (o, x) -> o.softmax(x, 1),
                s(2, 3),
                0.0900306,
                0.2447285,
                0.6652410,
                0.0900306,
                0.2447285,
                0.6652410);
        floats(
                (o, x) -> o.exp(o.logSoftmax(x, 0)),
                s(2, 3),
                .0474259,
                .0474259,
                .0474259,
                .9525741,
                .9525741,
                .9525741);
        floats((o, x) -> o.matmul(x, o.transpose(x, 1, 0)), s(2, 2), 14, 32, 32, 77);
    }

    @Test
    void activates() throws Exception {
        floats((o, x) -> o.relu(o.sub(x, o.scalar(3))), s(2, 3), 0, 0, 0, 1, 2, 3);
        floats((o, x) -> o.leakyRelu(o.neg(x), 0.1), s(2, 3), -.1, -.2, -.3, -.4, -.5, -.6);
        floats((o, x) -> o.silu(o.slice(x, 1, 0, 1)), s(2, 1), 0.7310586, 3.9280552);
        floats((o, x) -> o.gelu(o.slice(x, 1, 0, 1)), s(2, 1), 0.8413447, 3.9998733);
        floats((o, x) -> o.geluTanh(o.slice(x, 1, 0, 1)), s(2, 1), 0.8411920, 3.9999297);
        floats((o, x) -> o.softplus(o.slice(x, 1, 0, 1)), s(2, 1), 1.3132617, 4.0181499);
        floats(
                (o, x) -> o.add(o.tanh(o.slice(x, 1, 0, 1)), o.sigmoid(o.slice(x, 1, 0, 1))),
                s(2, 1),
                1.4926527,
                1.9813430);
    }

    @Test
    void aTensorOfAnotherShapeIsRefused() throws Exception {
        try (var rig = new OnnxOpsRig(folder, weights, GraphPlan.plain())) {
            rig.o.weight("w", 2, -1);
            var e = assertThrows(StudioException.class, () -> rig.o.weight("w", 3, 2));
            assertEquals("models.nn.wrongShape", e.key());
        }
    }
}
