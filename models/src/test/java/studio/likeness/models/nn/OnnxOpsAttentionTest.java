package studio.likeness.models.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.runtime.Array;

/// Self-attention on graphs, prompt and steps, against loops over the whole talk.
class OnnxOpsAttentionTest {
    private static final int PROMPT = 7;
    private static final int TOKENS = 10;

    @TempDir Path folder;

    private final Random random = new Random(3);

    private static Rotary rotary(int size, boolean interleaved) {
        var frequencies = new float[size / 2];
        for (int j = 0; j < frequencies.length; j++) {
            frequencies[j] = (float) Math.pow(10_000, -2.0 * j / size);
        }
        return new Rotary(frequencies, interleaved, 1, 64);
    }

    private static Attention spec(int heads, int kvHeads, int size, int window, Rotary... rotary) {
        return new Attention(
                heads,
                kvHeads,
                size,
                1 / Math.sqrt(size),
                window > 0 ? OptionalInt.of(window) : OptionalInt.empty(),
                Arrays.stream(rotary).findFirst());
    }

    @Test
    void readsOnWhereItStopped() throws Exception {
        talk(spec(4, 2, 16, 0, rotary(16, false)), 0, "shared");
    }

    @Test
    void turnsAPartOfEachHeadInInterleavedPairs() throws Exception {
        talk(spec(4, 2, 32, 0, rotary(16, true)), 0, "shared");
    }

    @Test
    void seesOnlyItsWindow() throws Exception {
        talk(spec(4, 4, 16, 3, rotary(16, false)), 0, "shared");
    }

    @Test
    void takesSizesThatNoKernelTakes() throws Exception {
        talk(spec(4, 2, 12, 0, rotary(12, false)), 0, "grown");
        talk(spec(6, 2, 24, 4, rotary(24, true)), 0, "grown");
        talk(spec(2, 2, 8, 0, rotary(4, false)), 0, "grown");
    }

    @Test
    void aPrefixIsSeenByAllAndNotCounted() throws Exception {
        talk(spec(4, 2, 16, 0, rotary(16, true)), 5, "shared");
        talk(spec(4, 2, 12, 0, rotary(12, true)), 5, "grown");
    }

    @Test
    void aTokenAtATimeAfterAPrompt() throws Exception {
        talk(spec(2, 1, 64, 0, rotary(64, false)), 0, "shared");
    }

    private float[] random(int count) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    /// A prompt, then single tokens; queries, keys and values come side by side, as from one map.
    private void talk(Attention spec, int prefix, String cache) throws Exception {
        int queries = spec.heads() * spec.size();
        int keys = spec.kvHeads() * spec.size();
        int width = queries + 2 * keys;
        var qkv = random(TOKENS * width);
        var prefixKeys = random(prefix * keys);
        var prefixValues = random(prefix * keys);
        var expected = expected(qkv, spec, prefixKeys, prefixValues);

        var plan =
                GraphPlan.decoder(
                        GraphPlan.Precision.F32, WeightPlan.all(WeightFormat.Dense.FLOAT32));
        if (prefix > 0) {
            plan = plan.withExplicitPositions();
        }
        try (var rig = new OnnxOpsRig(folder, new HeldWeights(), plan)) {
            var x = rig.o.input("qkv", ElementType.FLOAT32, "batch", "time", width);
            var positions = rig.o.input("positions", ElementType.INT64, "batch", "time");
            var parts = rig.o.split(x, -1, queries, keys, keys);
            var y =
                    rig.o.selfAttention(
                            0,
                            parts.get(0),
                            parts.get(1),
                            parts.get(2),
                            positions,
                            spec,
                            Optional.empty());
            rig.o.output("result", y);
            assertEquals(cache.equals("shared"), rig.o.sharesCache());
            rig.give("past_key_values.0.key", heads(prefixKeys, spec, prefix));
            rig.give("past_key_values.0.value", heads(prefixValues, spec, prefix));
            for (int from = 0, to = PROMPT; from < TOKENS; from = to, to = from + 1) {
                int time = to - from;
                rig.give("qkv", part(qkv, from, to, width));
                rig.give("positions", positions(from, to));
                rig.give("seqlens_k", new Array.Ints(new int[] {prefix + to - 1}, 1));
                rig.give("total_sequence_length", new Array.Ints(new int[] {prefix + to}));
                var results = rig.run();
                assertArrayEquals(
                        Arrays.copyOfRange(expected, from * queries, to * queries),
                        OnnxOpsRig.floats(results.get("result")),
                        2e-5f,
                        spec + " from " + from + " for " + time);
                rig.give("past_key_values.0.key", results.get("present.0.key"));
                rig.give("past_key_values.0.value", results.get("present.0.value"));
            }
        }
    }

    private static float[] expected(
            float[] qkv, Attention spec, float[] prefixKeys, float[] prefixValues) {
        int queries = spec.heads() * spec.size();
        int keys = spec.kvHeads() * spec.size();
        int width = queries + 2 * keys;
        var turn = spec.rotary().orElseThrow();
        var q = columns(qkv, width, 0, queries);
        var k = columns(qkv, width, queries, keys);
        var v = columns(qkv, width, queries + keys, keys);
        return OnnxOpsPlain.attend(
                OnnxOpsPlain.rotate(q, turn, spec.heads(), spec.size(), 0),
                joined(prefixKeys, OnnxOpsPlain.rotate(k, turn, spec.kvHeads(), spec.size(), 0)),
                joined(prefixValues, v),
                spec,
                OnnxOpsPlain.causal(prefixKeys.length / keys, spec));
    }

    private static float[] columns(float[] x, int width, int from, int count) {
        var y = new float[x.length / width * count];
        for (int r = 0; r < x.length / width; r++) {
            System.arraycopy(x, r * width + from, y, r * count, count);
        }
        return y;
    }

    private static float[] joined(float[] a, float[] b) {
        var all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    private static Array part(float[] x, int from, int to, int width) {
        return new Array.Floats(
                Arrays.copyOfRange(x, from * width, to * width), 1, to - from, width);
    }

    private static Array positions(int from, int to) {
        var positions = new long[to - from];
        Arrays.setAll(positions, i -> from + i);
        return new Array.Longs(positions, 1, positions.length);
    }

    /// `[time, heads * size]` to `[1, heads, time, size]`.
    private static Array heads(float[] x, Attention spec, int time) {
        var y = new float[x.length];
        for (int t = 0; t < time; t++) {
            for (int h = 0; h < spec.kvHeads(); h++) {
                System.arraycopy(
                        x,
                        (t * spec.kvHeads() + h) * spec.size(),
                        y,
                        (h * time + t) * spec.size(),
                        spec.size());
            }
        }
        return new Array.Floats(y, 1, spec.kvHeads(), time, spec.size());
    }

    /// ChatGLM-6B's way: context tokens see each other, and the mask comes from outside.
    @Test
    void aMaskFromOutsideGrowsTheCache() throws Exception {
        var spec = spec(2, 2, 16, 0);
        int width = 32;
        var q = random(TOKENS * width);
        var k = random(TOKENS * width);
        var v = random(TOKENS * width);
        OnnxOpsPlain.Bias context =
                (_, query, key) -> key <= query || query < 4 && key < 4 ? 0 : -10_000;
        var expected = OnnxOpsPlain.attend(q, k, v, spec, context);
        var plan =
                GraphPlan.decoder(
                        GraphPlan.Precision.F32, WeightPlan.all(WeightFormat.Dense.FLOAT32));
        try (var rig = new OnnxOpsRig(folder, new HeldWeights(), plan)) {
            var query = rig.o.input("q", ElementType.FLOAT32, "batch", "time", width);
            var key = rig.o.input("k", ElementType.FLOAT32, "batch", "time", width);
            var value = rig.o.input("v", ElementType.FLOAT32, "batch", "time", width);
            var bias = rig.o.input("bias", ElementType.FLOAT32, "batch", 1, "time", "total");
            var positions = rig.o.range(rig.o.size(query, 1));
            rig.o.output(
                    "result",
                    rig.o.selfAttention(0, query, key, value, positions, spec, Optional.of(bias)));
            assertEquals(false, rig.o.sharesCache());
            rig.give("past_key_values.0.key", heads(new float[0], spec, 0));
            rig.give("past_key_values.0.value", heads(new float[0], spec, 0));
            for (int from = 0, to = PROMPT; from < TOKENS; from = to, to = from + 1) {
                rig.give("q", part(q, from, to, width));
                rig.give("k", part(k, from, to, width));
                rig.give("v", part(v, from, to, width));
                rig.give("bias", bias(context, from, to));
                var results = rig.run();
                assertArrayEquals(
                        Arrays.copyOfRange(expected, from * width, to * width),
                        OnnxOpsRig.floats(results.get("result")),
                        2e-5f);
                rig.give("past_key_values.0.key", results.get("present.0.key"));
                rig.give("past_key_values.0.value", results.get("present.0.value"));
            }
        }
    }

    private static Array bias(OnnxOpsPlain.Bias bias, int from, int to) {
        var values = new float[(to - from) * to];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) bias.of(0, from + i / to, i % to);
        }
        return new Array.Floats(values, 1, 1, to - from, to);
    }

    /// Rows of different lengths, padded on the right.
    @Test
    void rowsOfABatchMayEndEarlier() throws Exception {
        var spec = spec(4, 2, 16, 0, rotary(16, false));
        int width = 128;
        var first = random(PROMPT * width);
        var second = random(4 * width);
        var plan =
                GraphPlan.decoder(
                        GraphPlan.Precision.F32, WeightPlan.all(WeightFormat.Dense.FLOAT32));
        try (var rig = new OnnxOpsRig(folder, new HeldWeights(), plan)) {
            var x = rig.o.input("qkv", ElementType.FLOAT32, "batch", "time", width);
            var parts = rig.o.split(x, -1, 64, 32, 32);
            var positions = rig.o.range(rig.o.size(x, 1));
            rig.o.output(
                    "result",
                    rig.o.selfAttention(
                            0,
                            parts.get(0),
                            parts.get(1),
                            parts.get(2),
                            positions,
                            spec,
                            Optional.empty()));
            var both = Arrays.copyOf(joined(first, second), 2 * PROMPT * width);
            rig.give("qkv", new Array.Floats(both, 2, PROMPT, width));
            rig.give("past_key_values.0.key", new Array.Floats(new float[0], 2, 2, 0, 16));
            rig.give("past_key_values.0.value", new Array.Floats(new float[0], 2, 2, 0, 16));
            rig.give("seqlens_k", new Array.Ints(new int[] {PROMPT - 1, 3}, 2));
            rig.give("total_sequence_length", new Array.Ints(new int[] {PROMPT}));
            var y = OnnxOpsRig.floats(rig.run().get("result"));
            var none = new float[0];
            assertArrayEquals(
                    expected(first, spec, none, none), Arrays.copyOf(y, PROMPT * 64), 2e-5f);
            assertArrayEquals(
                    expected(second, spec, none, none),
                    Arrays.copyOfRange(y, PROMPT * 64, PROMPT * 64 + 4 * 64),
                    2e-5f);
        }
    }
}
