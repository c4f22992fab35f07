package studio.likeness.models.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The figures compared are the same sums in another order; logits are of size 1, and one token
// more
/// or less in the cache changes them by some hundredths.
class DecoderModelTest {
    private static final float TOLERANCE = 1e-4f;

    @TempDir Path folder;

    private DecoderModel open(TestGraph graph) {
        return DecoderModel.open(
                graph.write(folder.resolve("decoder.onnx")),
                Device.processor(),
                SessionPlan.usual());
    }

    private static int[] tokens(int count) {
        return new Random(3).ints(count, 0, TinyDecoder.VOCABULARY).toArray();
    }

    private static float[] feed(Decoding decoding, int... ids) {
        var logits = new float[TinyDecoder.VOCABULARY];
        decoding.feed(ids, logits);
        return logits;
    }

    private static DecodingPlan whole(int limit) {
        return DecodingPlan.of(limit).withChunk(limit);
    }

    private static float[] readAtOnce(DecoderModel model, DecodingPlan plan, int... ids) {
        try (var decoding = model.start(plan.withChunk(plan.limit()))) {
            return feed(decoding, ids);
        }
    }

    @Test
    void readsTokenByTokenAsItReadsAllAtOnce() {
        try (var model = open(TinyDecoder.shared())) {
            var ids = tokens(40);
            try (var decoding = model.start(DecodingPlan.of(64))) {
                for (int i = 0; i < ids.length; i++) {
                    var logits = feed(decoding, ids[i]);
                    assertEquals(i + 1, decoding.length());
                    assertArrayEquals(
                            readAtOnce(model, whole(64), Arrays.copyOf(ids, i + 1)),
                            logits,
                            TOLERANCE);
                }
            }
        }
    }

    @Test
    void oneForgottenTokenIsSeen() {
        try (var model = open(TinyDecoder.shared())) {
            var ids = tokens(300);
            var all = readAtOnce(model, whole(512), ids);
            var lessOne = readAtOnce(model, whole(512), Arrays.copyOfRange(ids, 1, 300));
            float worst = 0;
            for (int i = 0; i < all.length; i++) {
                worst = Math.max(worst, Math.abs(all[i] - lessOne[i]));
            }
            assertTrue(worst > 20 * TOLERANCE, "the tests could not tell: " + worst);
        }
    }

    @Test
    void anExactCacheSaysTheSame() {
        var ids = tokens(60);
        float[] expected;
        try (var model = open(TinyDecoder.shared())) {
            expected = readAtOnce(model, whole(64), ids);
        }
        try (var model = open(TinyDecoder.exact())) {
            var plan = DecodingPlan.of(64).withPositions(TinyDecoder.causal());
            assertArrayEquals(expected, readAtOnce(model, plan, ids), TOLERANCE);
            try (var decoding = model.start(plan.withChunk(7))) {
                feed(decoding, Arrays.copyOf(ids, 30));
                for (int i = 30; i < 59; i++) {
                    feed(decoding, ids[i]);
                }
                assertArrayEquals(expected, feed(decoding, ids[59]), TOLERANCE);
            }
        }
    }

    @Test
    void growsUpToItsLimitAndNoFurther() {
        for (var graph : List.of(TinyDecoder.shared(), TinyDecoder.exact())) {
            try (var model = open(graph)) {
                int limit = 1301;
                var ids = tokens(limit);
                var plan = DecodingPlan.of(limit).withPositions(TinyDecoder.causal());
                var expected = readAtOnce(model, plan, ids);
                try (var decoding = model.start(plan.withChunk(100))) {
                    feed(decoding, Arrays.copyOf(ids, 320));
                    for (int i = 320; i < 340; i++) {
                        feed(decoding, ids[i]);
                    }
                    var logits = feed(decoding, Arrays.copyOfRange(ids, 340, limit));
                    assertArrayEquals(expected, logits, TOLERANCE);
                    assertEquals(limit, decoding.length());
                    assertThrows(IllegalArgumentException.class, () -> feed(decoding, 1));
                }
            }
        }
    }

    @Test
    void keepsTheFirstTokensOnly() {
        for (var graph : List.of(TinyDecoder.shared(), TinyDecoder.exact())) {
            try (var model = open(graph)) {
                var ids = tokens(50);
                var plan = DecodingPlan.of(64).withPositions(TinyDecoder.causal());
                try (var decoding = model.start(plan)) {
                    feed(decoding, ids);
                    decoding.keep(20);
                    assertEquals(20, decoding.length());
                    assertArrayEquals(
                            readAtOnce(model, plan, ids),
                            feed(decoding, Arrays.copyOfRange(ids, 20, 50)),
                            TOLERANCE);
                    decoding.keep(0);
                    assertArrayEquals(
                            readAtOnce(model, plan, ids[5], ids[6]),
                            feed(decoding, ids[5], ids[6]),
                            TOLERANCE);
                    assertThrows(IllegalArgumentException.class, () -> decoding.keep(3));
                }
            }
        }
    }

    @Test
    void theCacheMayBeHalfPrecision() {
        float[] expected;
        var ids = tokens(700);
        try (var model = open(TinyDecoder.shared())) {
            expected = readAtOnce(model, whole(1024), ids);
        }
        try (var model = open(TinyDecoder.sharedHalf());
                var decoding = model.start(DecodingPlan.of(1024).withChunk(64))) {
            // Ten bits of mantissa through two layers; logits go up to about 2.
            assertArrayEquals(expected, feed(decoding, ids), 0.01f);
        }
    }

    @Test
    void severalConversationsShareAModelWithAnAdapterEach() throws Exception {
        try (var model = open(TinyDecoder.sharedWithAdapters())) {
            assertEquals(
                    List.of("o0.lora_A", "o0.lora_B", "o1.lora_A", "o1.lora_B"),
                    model.adapters().stream().map(Port::name).toList());
            var plans =
                    List.of(
                            DecodingPlan.of(64),
                            DecodingPlan.of(64).withAdapter(adapter(1, 4)),
                            DecodingPlan.of(64).withAdapter(adapter(2, 8)));
            var ids = tokens(32);
            var expected = plans.stream().map(plan -> readAtOnce(model, plan, ids)).toList();
            assertFalse(Arrays.equals(expected.get(0), expected.get(1)));
            assertFalse(Arrays.equals(expected.get(1), expected.get(2)));
            var found = new float[3][];
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 3; i++) {
                int which = i;
                threads.add(
                        Thread.ofVirtual()
                                .start(
                                        () -> {
                                            try (var decoding = model.start(plans.get(which))) {
                                                for (int id : ids) {
                                                    found[which] = feed(decoding, id);
                                                }
                                            }
                                        }));
            }
            for (var thread : threads) {
                thread.join();
            }
            for (int i = 0; i < 3; i++) {
                assertArrayEquals(expected.get(i), found[i], TOLERANCE);
            }
        }
    }

    @Test
    void anAbsentAdapterChangesNothing() {
        var ids = tokens(20);
        float[] expected;
        try (var model = open(TinyDecoder.shared())) {
            expected = readAtOnce(model, whole(64), ids);
        }
        try (var model = open(TinyDecoder.sharedWithAdapters())) {
            assertArrayEquals(expected, readAtOnce(model, whole(64), ids), TOLERANCE);
        }
    }

    private static Map<String, Array.Floats> adapter(int seed, int rank) {
        var random = new Random(seed);
        var arrays = new HashMap<String, Array.Floats>();
        for (int layer = 0; layer < TinyDecoder.LAYERS; layer++) {
            arrays.put("o" + layer + ".lora_A", random(random, TinyDecoder.WIDTH, rank));
            arrays.put("o" + layer + ".lora_B", random(random, rank, TinyDecoder.WIDTH));
        }
        return arrays;
    }

    private static Array.Floats random(Random random, long... shape) {
        var values = new float[NativeArrays.size(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * 0.2f;
        }
        return new Array.Floats(values, shape);
    }

    /// The network has no rotation, so keys and values of some first tokens, given as a prefix,
    /// must do what those tokens did.
    @Test
    void aPrefixStandsBeforeTheFirstToken() {
        int length = 300;
        var ids = tokens(length + 30);
        try (var model = open(TinyDecoder.exact());
                var session =
                        Session.open(
                                folder.resolve("decoder.onnx"),
                                Device.processor(),
                                SessionPlan.usual())) {
            var plan = DecodingPlan.of(400).withPositions(TinyDecoder.causal());
            var expected = readAtOnce(model, plan, ids);
            var prefixed = plan.withPrefix(prefix(session, Arrays.copyOf(ids, length)));
            try (var decoding = model.start(prefixed)) {
                assertEquals(0, decoding.length());
                feed(decoding, Arrays.copyOfRange(ids, length, length + 10));
                var logits = feed(decoding, Arrays.copyOfRange(ids, length + 10, ids.length));
                assertArrayEquals(expected, logits, TOLERANCE);
                assertEquals(30, decoding.length());
                decoding.keep(0);
                assertArrayEquals(
                        expected,
                        feed(decoding, Arrays.copyOfRange(ids, length, ids.length)),
                        TOLERANCE);
            }
        }
    }

    private static DecodingPlan.Prefix prefix(Session session, int... ids) {
        var step = new Positions.Step(0, 0, ids);
        var inputs = new HashMap<String, Array>();
        inputs.put(
                "input_ids",
                new Array.Longs(IntStream.of(ids).asLongStream().toArray(), 1, ids.length));
        inputs.put("position_ids", TinyDecoder.causal().of(step));
        inputs.put("attention_bias", TinyDecoder.causal().bias(step).orElseThrow());
        for (int layer = 0; layer < TinyDecoder.LAYERS; layer++) {
            for (var kind : List.of(".key", ".value")) {
                inputs.put(
                        "past_key_values." + layer + kind,
                        new Array.Floats(new float[0], 1, TinyDecoder.HEADS, 0, TinyDecoder.SIZE));
            }
        }
        var outputs = session.run(inputs);
        var keys = new ArrayList<Array.Floats>();
        var values = new ArrayList<Array.Floats>();
        for (int layer = 0; layer < TinyDecoder.LAYERS; layer++) {
            keys.add((Array.Floats) outputs.get("present." + layer + ".key"));
            values.add((Array.Floats) outputs.get("present." + layer + ".value"));
        }
        return new DecodingPlan.Prefix(keys, values);
    }

    @Test
    void givesTheLastRowsWhereTheGraphCan() {
        var ids = tokens(12);
        for (var graph : List.of(TinyDecoder.sharedWithRows(), TinyDecoder.exact())) {
            try (var model = open(graph)) {
                assertTrue(model.givesRows());
                var plan = DecodingPlan.of(64).withPositions(TinyDecoder.causal());
                try (var decoding = model.start(plan)) {
                    var rows = new float[3 * TinyDecoder.VOCABULARY];
                    decoding.feed(ids, rows);
                    for (int i = 0; i < 3; i++) {
                        assertArrayEquals(
                                readAtOnce(model, plan, Arrays.copyOf(ids, 10 + i)),
                                Arrays.copyOfRange(
                                        rows,
                                        i * TinyDecoder.VOCABULARY,
                                        (i + 1) * TinyDecoder.VOCABULARY),
                                TOLERANCE);
                    }
                }
            }
        }
        try (var model = open(TinyDecoder.shared());
                var decoding = model.start(DecodingPlan.of(64))) {
            assertFalse(model.givesRows());
            var rows = new float[2 * TinyDecoder.VOCABULARY];
            assertThrows(IllegalArgumentException.class, () -> decoding.feed(ids, rows));
        }
    }

    @Test
    void cancellingLeavesTheCacheAsItWas() {
        for (var graph : List.of(TinyDecoder.shared(), TinyDecoder.exact())) {
            try (var model = open(graph)) {
                var ids = tokens(200);
                var cancelling = new CancelAtThird();
                var plan = DecodingPlan.of(256).withPositions(cancelling).withChunk(20);
                try (var decoding = model.start(plan)) {
                    feed(decoding, Arrays.copyOf(ids, 20));
                    if (graph.hasInput("position_ids")) {
                        cancelling.decoding = Optional.of(decoding);
                        assertThrows(
                                CancellationException.class,
                                () -> feed(decoding, Arrays.copyOfRange(ids, 20, 200)));
                        cancelling.decoding = Optional.empty();
                    } else {
                        Thread.currentThread().interrupt();
                        assertThrows(
                                CancellationException.class,
                                () -> feed(decoding, Arrays.copyOfRange(ids, 20, 200)));
                        assertTrue(Thread.interrupted(), "the interrupt was lost");
                    }
                    assertEquals(20, decoding.length());
                    assertArrayEquals(
                            readAtOnce(model, plan, Arrays.copyOf(ids, 60)),
                            feed(decoding, Arrays.copyOfRange(ids, 20, 60)),
                            TOLERANCE);
                }
            }
        }
    }

    /// Cancels from within the third step after it was armed: between chunks, as another thread
    /// would.
    private static final class CancelAtThird implements Positions {
        Optional<Decoding> decoding = Optional.empty();
        private int steps;

        @Override
        public Array.Longs of(Step step) {
            if (decoding.isPresent() && ++steps == 3) {
                decoding.get().cancel();
            }
            return Positions.consecutive().of(step);
        }

        @Override
        public Optional<Array.Floats> bias(Step step) {
            return TinyDecoder.causal().bias(step);
        }
    }

    @Test
    void cancellingWhenNothingRunsChangesNothing() {
        try (var model = open(TinyDecoder.shared());
                var decoding = model.start(DecodingPlan.of(64))) {
            decoding.cancel();
            assertEquals(TinyDecoder.VOCABULARY, feed(decoding, 1, 2, 3).length);
            decoding.close();
            decoding.cancel();
            assertThrows(IllegalStateException.class, () -> feed(decoding, 1));
        }
    }

    @Test
    void closingTheModelClosesItsConversations() {
        var model = open(TinyDecoder.shared());
        var decoding = model.start(DecodingPlan.of(64));
        feed(decoding, 1, 2);
        model.close();
        model.close();
        assertThrows(IllegalStateException.class, () -> feed(decoding, 3));
        assertThrows(IllegalStateException.class, () -> model.start(DecodingPlan.of(64)));
        decoding.close();
    }

    @Test
    void refusesAGraphThatIsNoDecoder() {
        var graph =
                new TestGraph()
                        .input("a", TestGraph.FLOAT, 2)
                        .output("b", TestGraph.FLOAT, 2)
                        .node("Identity", List.of("a"), List.of("b"), Map.of());
        assertThrows(IllegalArgumentException.class, () -> open(graph));
    }

    @Test
    void refusesAPlanTheGraphHasNoInputsFor() {
        try (var model = open(TinyDecoder.shared())) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> model.start(DecodingPlan.of(64).withAdapter(adapter(1, 4))));
            var nothing = new Array.Floats(new float[0], 1, 2, 0, 16);
            var prefix = new DecodingPlan.Prefix(List.of(nothing), List.of(nothing));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> model.start(DecodingPlan.of(64).withPrefix(prefix)));
        }
    }
}
