package studio.likeness.models.language.chat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import studio.likeness.models.job.StudioException;

class SamplerTest {
    private static final int DRAWS = 20_000;

    private static Sampling sampling(double temperature, int topK, double topP, double minP) {
        return new Sampling(temperature, topK, topP, minP, 1, 0, 0, OptionalLong.of(7));
    }

    /// How often each of four tokens with chances 0.5, 0.3, 0.15, 0.05 is drawn.
    private static double[] shares(Sampling sampling) {
        var sampler = new Sampler(sampling, new int[0]);
        var shares = new double[4];
        for (int i = 0; i < DRAWS; i++) {
            shares[sampler.next(logits(0.5, 0.3, 0.15, 0.05))] += 1.0 / DRAWS;
        }
        return shares;
    }

    private static float[] logits(double... chances) {
        var logits = new float[chances.length];
        for (int i = 0; i < chances.length; i++) {
            logits[i] = (float) Math.log(chances[i]);
        }
        return logits;
    }

    @Test
    void drawsByTheChances() {
        assertArrayEquals(new double[] {0.5, 0.3, 0.15, 0.05}, shares(sampling(1, 0, 1, 0)), 0.012);
    }

    @Test
    void temperatureSharpens() {
        double sum = 0.25 + 0.09 + 0.0225 + 0.0025;
        assertArrayEquals(
                new double[] {0.25 / sum, 0.09 / sum, 0.0225 / sum, 0.0025 / sum},
                shares(sampling(0.5, 0, 1, 0)),
                0.012);
    }

    @Test
    void topKTopPAndMinPLeaveTheLikeliest() {
        assertArrayEquals(new double[] {0.625, 0.375, 0, 0}, shares(sampling(1, 2, 1, 0)), 0.012);
        assertArrayEquals(
                new double[] {0.625, 0.375, 0, 0}, shares(sampling(1, 0, 0.75, 0)), 0.012);
        assertArrayEquals(
                new double[] {0.5 / 0.95, 0.3 / 0.95, 0.15 / 0.95, 0},
                shares(sampling(1, 0, 0.81, 0)),
                0.012);
        assertArrayEquals(new double[] {0.625, 0.375, 0, 0}, shares(sampling(1, 0, 1, 0.5)), 0.012);
        assertArrayEquals(new double[] {1, 0, 0, 0}, shares(sampling(1, 0, 0.01, 0)), 1e-9);
        // Of the three that top-k leaves, the first has 0.53 of the chances.
        assertArrayEquals(new double[] {1, 0, 0, 0}, shares(sampling(1, 3, 0.52, 0)), 1e-9);
    }

    @Test
    void penaltiesCountThePromptAndTheAnswer() {
        var repetition = new Sampling(0, 0, 1, 0, 2, 0, 0, OptionalLong.empty());
        assertEquals(1, new Sampler(repetition, new int[] {0}).next(new float[] {3, 2, -1}));
        assertEquals(1, new Sampler(repetition, new int[] {0}).next(new float[] {-1, -1.5f}));
        var presence =
                new Sampler(
                        new Sampling(0, 0, 1, 0, 1, 1.5, 0, OptionalLong.empty()), new int[] {0});
        assertEquals(0, presence.next(new float[] {3, 2}));
        assertEquals(1, presence.next(new float[] {3, 2}));
        var frequency =
                new Sampler(
                        new Sampling(0, 0, 1, 0, 1, 0, 0.4, OptionalLong.empty()), new int[] {0});
        assertEquals(0, frequency.next(new float[] {3, 2}));
        assertEquals(0, frequency.next(new float[] {3, 2}));
        assertEquals(0, frequency.next(new float[] {3, 2}));
        assertEquals(1, frequency.next(new float[] {3, 2}));
    }

    @Test
    void theSameSeedDrawsTheSame() {
        var first = new Sampler(sampling(1, 0, 0.9, 0), new int[0]);
        var second = new Sampler(sampling(1, 0, 0.9, 0), new int[0]);
        for (int i = 0; i < 1_000; i++) {
            assertEquals(first.next(many(i)), second.next(many(i)));
        }
    }

    private static float[] many(int seed) {
        var random = new Random(seed);
        var logits = new float[500];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) random.nextGaussian() * 3;
        }
        return logits;
    }

    @Test
    void neverDrawsWhatIsNoNumber() {
        for (var each :
                new Sampling[] {
                    Sampling.greedy(),
                    sampling(1, 2, 0.9, 0),
                    sampling(1, 0, 0.9, 0.1),
                    sampling(1, 0, 1, 0)
                }) {
            for (int i = 0; i < 100; i++) {
                var logits =
                        new float[] {
                            Float.NaN,
                            Float.POSITIVE_INFINITY,
                            1,
                            Float.NEGATIVE_INFINITY,
                            1,
                            Float.NaN
                        };
                int id = new Sampler(each, new int[] {0}).next(logits);
                assertTrue(id == 2 || id == 4, each + " " + id);
            }
            var broken = new float[9];
            Arrays.fill(broken, Float.NaN);
            assertThrows(StudioException.class, () -> new Sampler(each, new int[0]).next(broken));
        }
    }

    @Test
    void selectsAmongManyAsSortingWould() {
        for (int seed = 0; seed < 50; seed++) {
            var logits = many(seed);
            var sorted = logits.clone();
            Arrays.sort(sorted);
            float tenth = sorted[sorted.length - 10];
            var sampler = new Sampler(sampling(50, 10, 1, 0), new int[0]);
            for (int i = 0; i < 50; i++) {
                assertTrue(logits[sampler.next(logits.clone())] >= tenth);
            }
        }
    }

    @Test
    void refusesValuesOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> sampling(-1, 0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> sampling(1, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> sampling(Double.NaN, 0, 1, 0));
    }
}
