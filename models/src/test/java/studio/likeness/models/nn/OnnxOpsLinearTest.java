package studio.likeness.models.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.likeness.models.quant.BlockSpec;
import studio.likeness.models.quant.LmFixture;
import studio.likeness.models.quant.NBits;
import studio.likeness.models.runtime.Array;

/// Linear maps, embeddings, heads and norms on graphs, against loops.
class OnnxOpsLinearTest {
    @TempDir Path folder;

    private final HeldWeights weights =
            new HeldWeights()
                    .random("x", 2, 3, 64)
                    .random("q.weight", 48, 64)
                    .random("q.bias", 48)
                    .random("k.weight", 16, 64)
                    .random("norm.weight", 64)
                    .random("norm.bias", 64)
                    .random("table.weight", 50, 80);

    private Array x() {
        return new Array.Floats(weights.floats("x"), 2, 3, 64);
    }

    private float[] q() {
        return OnnxOpsPlain.linear(
                weights.floats("x"), weights.floats("q.weight"), weights.floats("q.bias"), 64, 48);
    }

    private float[] k() {
        return OnnxOpsPlain.linear(
                weights.floats("x"), weights.floats("k.weight"), new float[0], 64, 16);
    }

    private static float[] sideBySide(float[] a, int aWidth, float[] b, int bWidth) {
        var all = new float[a.length + b.length];
        for (int r = 0; r < a.length / aWidth; r++) {
            System.arraycopy(a, r * aWidth, all, r * (aWidth + bWidth), aWidth);
            System.arraycopy(b, r * bWidth, all, r * (aWidth + bWidth) + aWidth, bWidth);
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32,1e-5", "FLOAT16,2e-3"})
    void mapsSideBySide(WeightFormat.Dense format, float tolerance) throws Exception {
        var plan = GraphPlan.plain().withWeights(WeightPlan.all(format));
        try (var rig = new OnnxOpsRig(folder, weights, plan)) {
            var y = rig.run(rig.o.linear(rig.input("x", x(), "b", "t", 64), List.of("q", "k")));
            assertArrayEquals(new long[] {2, 3, 64}, y.shape());
            assertArrayEquals(sideBySide(q(), 48, k(), 16), OnnxOpsRig.floats(y), tolerance);
        }
    }

    @ParameterizedTest
    @CsvSource({"true,true", "false,true", "true,false"})
    void multipliesBlocksAsTheFiguresSay(boolean symmetric, boolean exact) throws Exception {
        var fixture = LmFixture.read("matmulnbits");
        for (var each : fixture.json().get("cases")) {
            int in = each.get("K").asInt();
            int out = each.get("N").asInt();
            var weight = fixture.keyed(each.at("/weight/name").asText(), out, in);
            var input = fixture.keyed(each.at("/input/name").asText(), 3, in);
            var held = new HeldWeights().put("w.weight", weight, out, in);
            var format = new WeightFormat.Blocks(4, 32, symmetric, false);
            var plan = GraphPlan.plain().withWeights(WeightPlan.all(format)).withExact(exact);
            try (var rig = new OnnxOpsRig(folder, held, plan)) {
                var x = rig.input("x", new Array.Floats(input, 3, in), "rows", in);
                var y = OnnxOpsRig.floats(rig.run(rig.o.linear(x, "w")));
                var name =
                        !symmetric
                                ? "output_asymmetric"
                                : exact ? "output_symmetric" : "output_symmetric_accuracy_level_4";
                int row = 0;
                for (var expected : each.get(name)) {
                    assertArrayEquals(
                            LmFixture.floats(expected),
                            Arrays.copyOfRange(y, row, row + out),
                            exact ? 1e-4f : 1e-2f,
                            name);
                    row += out;
                }
                assertEquals(3 * out, row);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"4,true,32", "4,false,32", "8,true,32", "8,false,64", "4,true,128"})
    void tableAndHeadShareTheirBlocks(int bits, boolean symmetric, int block) throws Exception {
        var format = new WeightFormat.Blocks(bits, block, symmetric, false);
        var plan = GraphPlan.plain().withWeights(WeightPlan.all(format));
        var packed =
                NBits.quantise(
                        weights.floats("table.weight"),
                        80,
                        new BlockSpec(bits, block, symmetric, false));
        var table = NBits.dequantise(packed);
        long[] ids = {3, 0, 49, 7, 7, 21};
        try (var rig = new OnnxOpsRig(folder, weights, plan)) {
            var rows =
                    rig.o.embedding(
                            rig.input("ids", new Array.Longs(ids, 2, 3), "b", "t"), "table");
            rig.o.output("rows", rows);
            rig.o.output("logits", rig.o.head(rows, "head", "table"));
            var results = rig.run();
            var expected = new float[6 * 80];
            for (int i = 0; i < 6; i++) {
                System.arraycopy(table, (int) ids[i] * 80, expected, i * 80, 80);
            }
            assertArrayEquals(expected, OnnxOpsRig.floats(results.get("rows")), 1e-6f);
            assertArrayEquals(
                    OnnxOpsPlain.linear(expected, table, new float[0], 80, 50),
                    OnnxOpsRig.floats(results.get("logits")),
                    1e-4f);
            assertTrue(
                    rig.file.bytes() < packed.bytes() + 3 * 4096,
                    "kept once: " + rig.file.bytes() + " of " + packed.bytes());
        }
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32,1e-5", "FLOAT16,2e-3"})
    void tableAndHeadShareTheirNumbers(WeightFormat.Dense format, float tolerance)
            throws Exception {
        var plan = GraphPlan.plain().withWeights(WeightPlan.all(format));
        var table = weights.floats("table.weight");
        try (var rig = new OnnxOpsRig(folder, weights, plan)) {
            var ids = rig.input("ids", new Array.Longs(new long[] {3, 49}, 1, 2), "b", "t");
            var y = rig.run(rig.o.head(rig.o.embedding(ids, "table"), "head", "table"));
            var rows = sideBySide(row(table, 3), 80, row(table, 49), 80);
            assertArrayEquals(
                    OnnxOpsPlain.linear(rows, table, new float[0], 80, 50),
                    OnnxOpsRig.floats(y),
                    tolerance);
            int each = format == WeightFormat.Dense.FLOAT32 ? 4 : 2;
            assertEquals(50 * 80 * each, rig.file.bytes());
        }
    }

    private static float[] row(float[] table, int row) {
        return Arrays.copyOfRange(table, row * 80, row * 80 + 80);
    }

    @Test
    void adaptersOfAnyRankComeFromOutside() throws Exception {
        try (var rig = new OnnxOpsRig(folder, weights, GraphPlan.plain().withAdapters())) {
            rig.o.output("y", rig.o.linear(rig.input("x", x(), "b", "t", 64), List.of("q", "k")));
            var plain = sideBySide(q(), 48, k(), 16);
            for (var name : List.of("q", "k")) {
                rig.give(name + ".lora_A", new Array.Floats(new float[0], 64, 0));
                long out = name.equals("q") ? 48 : 16;
                rig.give(name + ".lora_B", new Array.Floats(new float[0], 0, out));
            }
            assertArrayEquals(plain, OnnxOpsRig.floats(rig.run().get("y")), 1e-5f, "rank 0");

            var random = new HeldWeights().random("a", 64, 4).random("b", 4, 48);
            rig.give("q.lora_A", new Array.Floats(random.floats("a"), 64, 4));
            rig.give("q.lora_B", new Array.Floats(random.floats("b"), 4, 48));
            var ab =
                    OnnxOpsPlain.linear(
                            OnnxOpsPlain.linear(
                                    weights.floats("x"),
                                    turned(random.floats("a"), 64, 4),
                                    new float[0],
                                    64,
                                    4),
                            turned(random.floats("b"), 4, 48),
                            new float[0],
                            4,
                            48);
            var changed = q();
            for (int i = 0; i < changed.length; i++) {
                changed[i] += ab[i];
            }
            assertArrayEquals(
                    sideBySide(changed, 48, k(), 16), OnnxOpsRig.floats(rig.run().get("y")), 1e-4f);
        }
    }

    private static float[] turned(float[] x, int rows, int columns) {
        var y = new float[x.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                y[c * rows + r] = x[r * columns + c];
            }
        }
        return y;
    }

    @Test
    void normsOfASumAreFused() throws Exception {
        try (var rig = new OnnxOpsRig(folder, weights, GraphPlan.plain())) {
            var a = rig.input("x", x(), "b", "t", 64);
            var b = rig.o.mul(a, 2);
            var sum = rig.o.add(a, b);
            rig.o.output("rms", rig.o.rmsNorm(sum, "norm", 1e-5, 1));
            rig.o.output("sum", sum);
            rig.o.output("again", rig.o.layerNorm(sum, "norm", 1e-5));
            var other = rig.o.add(b, a);
            rig.o.output("layer", rig.o.layerNorm(other, "norm", 1e-5));
            var results = rig.run();
            var tripled = weights.floats("x");
            for (int i = 0; i < tripled.length; i++) {
                tripled[i] *= 3;
            }
            assertArrayEquals(tripled, OnnxOpsRig.floats(results.get("sum")), 1e-5f);
            assertArrayEquals(
                    OnnxOpsPlain.rmsNorm(tripled, weights.floats("norm.weight"), 1e-5, 1),
                    OnnxOpsRig.floats(results.get("rms")),
                    1e-5f);
            var normed = layerNorm(tripled);
            assertArrayEquals(normed, OnnxOpsRig.floats(results.get("again")), 1e-5f);
            assertArrayEquals(normed, OnnxOpsRig.floats(results.get("layer")), 1e-5f);
            var ops = rig.o.graph.nodes().stream().map(OnnxGraph.Node::op).toList();
            assertTrue(ops.contains("SkipSimplifiedLayerNormalization"), ops.toString());
            assertTrue(ops.contains("SkipLayerNormalization"), ops.toString());
        }
    }

    private float[] layerNorm(float[] x) {
        var weight = weights.floats("norm.weight");
        var bias = weights.floats("norm.bias");
        var y = new float[x.length];
        for (int row = 0; row < x.length; row += 64) {
            double mean = 0;
            double square = 0;
            for (int i = 0; i < 64; i++) {
                mean += x[row + i] / 64.0;
                square += (double) x[row + i] * x[row + i] / 64;
            }
            double factor = 1 / Math.sqrt(square - mean * mean + 1e-5);
            for (int i = 0; i < 64; i++) {
                y[row + i] = (float) ((x[row + i] - mean) * factor * weight[i] + bias[i]);
            }
        }
        return y;
    }

    @Test
    void normsOfHeadsAreNotFused() throws Exception {
        try (var rig = new OnnxOpsRig(folder, weights, GraphPlan.plain())) {
            var a = rig.input("x", x(), "b", "t", 64);
            var heads = rig.o.reshape(a, rig.o.size(a, 0), rig.o.size(a, 1), Dim.of(1), Dim.of(64));
            var y = rig.run(rig.o.rmsNorm(heads, "norm", 1e-6));
            assertArrayEquals(new long[] {2, 3, 1, 64}, y.shape());
            assertArrayEquals(
                    OnnxOpsPlain.rmsNorm(
                            weights.floats("x"), weights.floats("norm.weight"), 1e-6, 0),
                    OnnxOpsRig.floats(y),
                    1e-5f);
        }
    }
}
