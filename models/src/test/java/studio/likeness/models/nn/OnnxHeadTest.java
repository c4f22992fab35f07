package studio.likeness.models.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.nn.WeightFormat.Blocks;
import studio.likeness.models.quant.BlockSpec;
import studio.likeness.models.quant.NBits;
import studio.likeness.models.runtime.Array;

/// Logits by a shortlist, against all of them by loops.
class OnnxHeadTest {
    private static final int TOKENS = 5000;
    private static final int WIDTH = 256;
    private static final int PROMPTS = 20;
    private static final Blocks FINE = new Blocks(8, 128, true, true);
    private static final Blocks COARSE = new Blocks(4, 128, true, true);

    /// As many as any of the studio's samplings starts with by default.
    private static final int CHOSEN_FROM = 20;

    @TempDir Path folder;

    private final HeldWeights weights =
            new HeldWeights()
                    .random("x", PROMPTS, WIDTH)
                    .random("lm_head.weight", TOKENS, WIDTH)
                    .random("lm_head.bias", TOKENS);

    private final WeightPlan plan =
            new WeightPlan() {
                @Override
                public WeightFormat formatOf(String name, long[] shape) {
                    return FINE;
                }

                @Override
                public Optional<Blocks> shortlist(String name, long[] shape) {
                    return Optional.of(COARSE);
                }
            };

    private float[] expected(Blocks format) {
        var spec =
                new BlockSpec(format.bits(), format.block(), format.symmetric(), format.refined());
        var kept = NBits.dequantise(NBits.quantise(weights.floats("lm_head.weight"), WIDTH, spec));
        return OnnxOpsPlain.linear(weights.floats("x"), kept, new float[0], WIDTH, TOKENS);
    }

    private float[] logits(GraphPlan graph, String name, long... shape) throws Exception {
        try (var rig = new OnnxOpsRig(folder, weights, graph)) {
            var x =
                    rig.input(
                            "x",
                            new Array.Floats(weights.floats("x"), shape),
                            "batch",
                            shape[1],
                            WIDTH);
            return OnnxOpsRig.floats(rig.run(rig.o.head(x, name, "lm_head")));
        }
    }

    private static List<Integer> likeliest(float[] logits, int count) {
        return IntStream.range(0, logits.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -logits[i]))
                .limit(count)
                .toList();
    }

    @Test
    void theLikeliestTokensHaveTheLogitsOfTheWeightItself() throws Exception {
        var found =
                logits(GraphPlan.decoder(GraphPlan.Precision.F32, plan), "none", PROMPTS, 1, WIDTH);
        var exact = expected(FINE);
        var coarse = expected(COARSE);
        assertEquals(exact.length, found.length);
        int computed = 0;
        for (int at = 0; at < exact.length; at += TOKENS) {
            var wanted = Arrays.copyOfRange(exact, at, at + TOKENS);
            var given = Arrays.copyOfRange(found, at, at + TOKENS);
            assertEquals(likeliest(wanted, CHOSEN_FROM), likeliest(given, CHOSEN_FROM));
            for (int token : likeliest(wanted, CHOSEN_FROM)) {
                assertEquals(wanted[token], given[token], 1e-4f);
            }
            for (int token = 0; token < TOKENS; token++) {
                boolean fine = Math.abs(given[token] - wanted[token]) < 1e-4f;
                computed += fine ? 1 : 0;
                float rounded = coarse[at + token];
                // activations are rounded to 8 bits for the copy
                assertTrue(fine || Math.abs(given[token] - rounded) < 0.2f, "token " + token);
            }
        }
        assertTrue(computed >= 64 * PROMPTS && computed < 80 * PROMPTS, computed + " computed");
    }

    @Test
    void severalTokensAtOnceNeedNoShortlist() throws Exception {
        var graph = GraphPlan.decoder(GraphPlan.Precision.F32, plan);
        var found = logits(graph, "none", PROMPTS / 2, 2, WIDTH);
        var exact = expected(FINE);
        var coarse = expected(COARSE);
        assertTrue(distance(exact, found) < distance(exact, coarse) / 4);
    }

    private static double distance(float[] a, float[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).sum();
    }

    @Test
    void anExactGraphAndAHeadWithABiasHaveNone() throws Exception {
        var graph = GraphPlan.decoder(GraphPlan.Precision.F32, plan);
        var exact = logits(graph.withExact(true), "none", PROMPTS, 1, WIDTH);
        assertArrayEquals(expected(FINE), exact, 1e-4f);
        var biased = logits(graph, "lm_head", PROMPTS, 1, WIDTH);
        var bias = weights.floats("lm_head.bias");
        var expected = expected(FINE);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i] + bias[i % TOKENS], biased[i], 0.2f);
        }
    }
}
