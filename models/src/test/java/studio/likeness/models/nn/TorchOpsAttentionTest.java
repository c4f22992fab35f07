package studio.likeness.models.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// Against plain loops over single numbers.
final class TorchOpsAttentionTest {
    private static final int BATCH = 2;
    private static final int TIME = 5;
    private static final int HEADS = 4;
    private static final int KV = 2;
    private static final int SIZE = 6;
    private static final int PREFIX = 3;

    private final HeldWeights weights =
            new HeldWeights()
                    .random("q", BATCH, TIME, HEADS * SIZE)
                    .random("k", BATCH, TIME, KV * SIZE)
                    .random("v", BATCH, TIME, KV * SIZE)
                    .random("bias", 1, HEADS, TIME, TIME)
                    .random("from", BATCH, 7, HEADS * SIZE)
                    .random("prefixKeys", PREFIX, KV, SIZE)
                    .random("prefixValues", PREFIX, KV, SIZE);

    private final long[] positions = {0, 1, 2, 3, 4, 7, 8, 9, 10, 11};

    @Test
    void turnsHalvesOfEachHead() {
        checkRotation(new Rotary(new float[] {1, 0.3f, 0.01f}, false, 1, 20));
    }

    @Test
    void turnsNeighboursOfAPartOfEachHead() {
        checkRotation(new Rotary(new float[] {1, 0.3f}, true, 1, 20));
    }

    @Test
    void turnsHalvesOfAPartWithAFactor() {
        checkRotation(new Rotary(new float[] {0.7f}, false, 1.3f, 20));
    }

    @Test
    void refusesPositionsBeyondTheTable() {
        try (var torch = new OpenTorch(weights)) {
            var spec = new Rotary(new float[] {1}, true, 1, 11);
            var at = torch.ops.constant(positions, BATCH, TIME);
            var q = torch.floats("q");
            assertThrows(
                    IllegalArgumentException.class, () -> torch.ops.rotate(q, spec, HEADS, at));
        }
    }

    private void checkRotation(Rotary spec) {
        try (var torch = new OpenTorch(weights)) {
            var at = torch.ops.constant(positions, BATCH, TIME);
            var y = torch.ops.rotate(torch.floats("q"), spec, HEADS, at);
            assertArrayEquals(turned(weights.floats("q"), HEADS, spec), y.toFloatArray(), 1e-5f);
        }
    }

    private float[] turned(float[] x, int heads, Rotary spec) {
        int n = spec.frequencies().length;
        var y = x.clone();
        for (int token = 0; token < BATCH * TIME; token++) {
            for (int head = 0; head < heads; head++) {
                int start = (token * heads + head) * SIZE;
                for (int j = 0; j < n; j++) {
                    int a = start + (spec.interleaved() ? 2 * j : j);
                    int b = start + (spec.interleaved() ? 2 * j + 1 : j + n);
                    double angle = positions[token] * spec.frequencies()[j];
                    double cos = Math.cos(angle) * spec.factor();
                    double sin = Math.sin(angle) * spec.factor();
                    y[a] = (float) (x[a] * cos - x[b] * sin);
                    y[b] = (float) (x[b] * cos + x[a] * sin);
                }
            }
        }
        return y;
    }

    @Test
    void queriesSeeThemselvesAndWhatCameBefore() {
        checkSelf(OptionalInt.empty(), false, false);
    }

    @Test
    void aWindowHidesWhatIsFarBack() {
        checkSelf(OptionalInt.of(2), false, false);
    }

    @Test
    void aBiasTakesTheMasksPlace() {
        checkSelf(OptionalInt.empty(), true, false);
    }

    @Test
    void everyQuerySeesThePrefixUnturned() {
        checkSelf(OptionalInt.empty(), false, true);
    }

    @Test
    void theWindowDoesNotHideThePrefix() {
        checkSelf(OptionalInt.of(1), false, true);
    }

    private void checkSelf(OptionalInt window, boolean biased, boolean prefixed) {
        var rotary = new Rotary(new float[] {1, 0.3f}, false, 1, 20);
        var spec = new Attention(HEADS, KV, SIZE, 0.4, window, Optional.of(rotary));
        try (var torch = new OpenTorch(weights);
                var step = torch.ops.step(prefixed ? prefix(torch) : TorchParameters.none())) {
            var y =
                    step.selfAttention(
                            0,
                            step.weight("q"),
                            step.weight("k"),
                            step.weight("v"),
                            step.constant(positions, BATCH, TIME),
                            spec,
                            biased ? Optional.of(step.weight("bias")) : Optional.empty());
            OpenTorch.assertShape(y, BATCH, TIME, HEADS * SIZE);
            assertArrayEquals(
                    expectedSelf(rotary, window, biased, prefixed), y.toFloatArray(), 1e-5f);
        }
    }

    private static TorchParameters prefix(OpenTorch torch) {
        return new TorchParameters(
                Map.of(),
                Map.of(),
                List.of(
                        new TorchParameters.Prefix(
                                torch.floats("prefixKeys"), torch.floats("prefixValues"))));
    }

    private float[] expectedSelf(
            Rotary rotary, OptionalInt window, boolean biased, boolean prefixed) {
        var q = turned(weights.floats("q"), HEADS, rotary);
        var k = turned(weights.floats("k"), KV, rotary);
        var v = weights.floats("v");
        var bias = weights.floats("bias");
        int before = prefixed ? PREFIX : 0;
        var y = new float[BATCH * TIME * HEADS * SIZE];
        for (int b = 0; b < BATCH; b++) {
            for (int head = 0; head < HEADS; head++) {
                int kv = head / (HEADS / KV);
                for (int t = 0; t < TIME; t++) {
                    int at = ((b * TIME + t) * HEADS + head) * SIZE;
                    var scores = new double[before + TIME];
                    var rows = new float[before + TIME][];
                    for (int s = 0; s < scores.length; s++) {
                        boolean learnt = s < before;
                        int place = learnt ? s * KV + kv : (b * TIME + s - before) * KV + kv;
                        var keys = learnt ? weights.floats("prefixKeys") : k;
                        rows[s] = row(learnt ? weights.floats("prefixValues") : v, place);
                        scores[s] =
                                0.4 * dot(row(keys, place), Arrays.copyOfRange(q, at, at + SIZE));
                        int back = t - (s - before);
                        if (biased) {
                            scores[s] += bias[(head * TIME + t) * TIME + s];
                        } else if (!learnt && (back < 0 || back >= window.orElse(TIME))) {
                            scores[s] = Double.NEGATIVE_INFINITY;
                        }
                    }
                    mix(scores, rows, y, at);
                }
            }
        }
        return y;
    }

    @Test
    void crossAttentionReadsAnotherSequence() {
        try (var torch = new OpenTorch(weights)) {
            var from = torch.floats("from");
            var y =
                    torch.ops.attention(
                            torch.floats("q"), from, from, HEADS, 0.5, Optional.empty());
            var q = weights.floats("q");
            var other = weights.floats("from");
            var expected = new float[q.length];
            for (int at = 0; at < q.length; at += SIZE) {
                int head = at / SIZE % HEADS;
                int b = at / (TIME * HEADS * SIZE);
                var scores = new double[7];
                var rows = new float[7][];
                for (int s = 0; s < 7; s++) {
                    rows[s] = row(other, (b * 7 + s) * HEADS + head);
                    scores[s] = 0.5 * dot(rows[s], Arrays.copyOfRange(q, at, at + SIZE));
                }
                mix(scores, rows, expected, at);
            }
            assertArrayEquals(expected, y.toFloatArray(), 1e-5f);
        }
    }

    private static float[] row(float[] x, int place) {
        return Arrays.copyOfRange(x, place * SIZE, (place + 1) * SIZE);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void mix(double[] scores, float[][] rows, float[] into, int at) {
        double sum = Arrays.stream(scores).map(Math::exp).sum();
        for (int i = 0; i < SIZE; i++) {
            double value = 0;
            for (int s = 0; s < scores.length; s++) {
                value += Math.exp(scores[s]) / sum * rows[s][i];
            }
            into[at + i] = (float) value;
        }
    }
}
