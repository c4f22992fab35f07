package studio.likeness.models.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/// A live voice's blocks and a speaker's queue of 100 ms, millisecond by millisecond, without
/// waiting for any.
class CushionTest {
    private static final int RATE = 44_000;
    private static final int MILLI = RATE / 1000;
    private static final int BLOCK = 197;
    private static final int QUEUE = 100;

    /// A machine that makes a block as soon as it was said and the block before is done.
    private static final class Machine {
        final Cushion cushion;
        final double[] lateMillis;
        float[] heard = new float[0];
        int dryMillis;

        private int unheard;
        private boolean begun;

        /// @param takes how many blocks' time the making of each takes
        Machine(int firstMillis, int blocks, IntToDoubleFunction takes) {
            cushion = new Cushion(RATE, firstMillis * MILLI);
            lateMillis = new double[blocks];
            var sounds = new float[blocks * BLOCK * MILLI * 2];
            int count = 0;
            double ready = 0;
            int next = 0;
            for (int now = 0; next < blocks || unheard > 0; now++) {
                if (next < blocks && now >= ready(next, ready, takes)) {
                    ready = ready(next, ready, takes);
                    lateMillis[next] =
                            now - next * BLOCK + cushion.add(HUM, unheard) / (double) MILLI;
                    next++;
                }
                count += feed(sounds, count);
                begun |= unheard > 0;
                dryMillis += begun && unheard == 0 && next < blocks ? 1 : 0;
                unheard = Math.max(0, unheard - MILLI);
            }
            heard = Arrays.copyOf(sounds, count);
        }

        private static double ready(int block, double before, IntToDoubleFunction takes) {
            return Math.max(block * BLOCK, before) + takes.applyAsDouble(block) * BLOCK;
        }

        private int feed(float[] sounds, int at) {
            int count = 0;
            while (unheard < QUEUE * MILLI) {
                var piece = cushion.next(unheard, 10 * MILLI);
                if (piece.length == 0) {
                    return count;
                }
                System.arraycopy(piece, 0, sounds, at + count, piece.length);
                count += piece.length;
                unheard += piece.length;
            }
            return count;
        }

        double largestStep() {
            double largest = 0;
            for (int i = 1; i < heard.length; i++) {
                largest = Math.max(largest, Math.abs(heard[i] - heard[i - 1]));
            }
            return largest;
        }
    }

    /// Goes round whole in a block.
    private static final double HERTZ = 26_000.0 / BLOCK;

    private static final float[] HUM = hum();
    private static final double STEP_OF_HUM = 0.5 * 2 * Math.PI * HERTZ / RATE;

    private static float[] hum() {
        var samples = new float[BLOCK * MILLI];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * HERTZ * i / RATE));
        }
        return samples;
    }

    /// Give or take 8 %, and each so many blocks one that takes half again as long as it sounds.
    private static IntToDoubleFunction uneven(double factor, int eachLong) {
        var random = new SplittableRandom(9);
        var jitter = random.doubles(10_000, 0.85, 1.2).toArray();
        return block ->
                block > 0 && block % eachLong == 0 ? 1.5 : factor * jitter[block % jitter.length];
    }

    /// So that one may take half again as long as it sounds.
    private static Machine begin(int blocks, IntToDoubleFunction takes) {
        int first = (int) (BLOCK * (1.5 - takes.applyAsDouble(0)));
        return new Machine(first, blocks, takes);
    }

    @Test
    void neverRunsDryInFiveMinutesBelowFourFifthsOfRealTime() {
        for (double factor : new double[] {0.5, 0.7, 0.8}) {
            var machine = begin(1_500, uneven(factor, 25));
            assertEquals(0, machine.cushion.gaps(), factor + "");
            assertEquals(0, machine.dryMillis, factor + "");
        }
    }

    @Test
    void afterAMinuteItIsOnlyAsLateAsItMustBe() {
        var machine = begin(1_200, uneven(0.8, 10_000));
        assertEquals(0, machine.cushion.gaps());
        assertEquals(1.5 * BLOCK + 40, machine.lateMillis[0], 15);
        assertEquals(machine.lateMillis[0], machine.lateMillis[250], 1);
        // The slowest takes 0.96 of its length; 40 ms are kept in hand.
        assertEquals(0.96 * BLOCK + 40, machine.lateMillis[1_199], 15);
        assertTrue(machine.largestStep() < 1.1 * STEP_OF_HUM, machine.largestStep() + "");
    }

    @Test
    void whatWasTooLongOnceIsBridgedTheNextTime() {
        var machine = new Machine(0, 400, uneven(0.5, 50));
        assertEquals(1, machine.cushion.gaps());
        assertTrue(machine.dryMillis > 50, machine.dryMillis + "");
    }

    @Test
    void aGapIsFadedAndNotClicked() {
        var machine = new Machine(0, 60, uneven(0.5, 50));
        assertEquals(1, machine.cushion.gaps());
        assertTrue(machine.largestStep() < 2 * STEP_OF_HUM, machine.largestStep() + "");
    }

    @Test
    void nothingIsLostOrChangedWhereNothingIsLate() {
        var machine = new Machine(50, 20, _ -> 0.5);
        int silence = (50 + 40) * MILLI;
        assertEquals(silence + 20 * BLOCK * MILLI, machine.heard.length);
        for (int block = 1; block < 19; block++) {
            int at = silence + block * BLOCK * MILLI;
            assertArrayEquals(HUM, Arrays.copyOfRange(machine.heard, at, at + BLOCK * MILLI), 0);
        }
    }

    /// Four seconds at which the machine was busy with something else.
    @Test
    void isNeverMoreThanASecondBehindWhatIsMade() {
        var machine = new Machine(0, 400, block -> block == 50 ? 20 : 0.2);
        assertTrue(machine.cushion.gaps() >= 1);
        assertTrue(machine.lateMillis[399] < 1_100, machine.lateMillis[399] + "");
    }
}
