package studio.likeness.app.window.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import studio.likeness.models.signal.Waveform;

class TrackTest {
    private final Random random = new Random(7);

    private float[] noise(int length) {
        var samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = random.nextFloat() * 2 - 1;
        }
        return samples;
    }

    @Test
    void rangesContainTheExactOnesAndNoMoreThanAnEntryAround() {
        var samples = noise(100_003);
        var track = Track.of(new Waveform(samples, 16_000));
        for (int n = 0; n < 500; n++) {
            int from = random.nextInt(samples.length - 1);
            int to = from + 1 + random.nextInt(samples.length - from - 1);
            int around = to - from;
            assertEquals(true, track.low(from, to) <= min(samples, from, to));
            assertEquals(true, track.high(from, to) >= -min(negative(samples), from, to));
            assertEquals(true, track.low(from, to) >= min(samples, from - around, to + around));
        }
    }

    @Test
    void growingInPiecesSeesTheSameAsAllAtOnce() {
        var samples = noise(70_000);
        var whole = Track.of(new Waveform(samples, 16_000));
        var grown = Track.growing(16_000);
        for (int at = 0; at < samples.length; at += 333) {
            grown.append(
                    java.util.Arrays.copyOfRange(samples, at, Math.min(at + 333, samples.length)));
        }
        assertEquals(whole.length(), grown.length());
        for (int stretch : new int[] {1, 7, 40, 300, 5_000, 70_000}) {
            for (int from = 0; from + stretch <= samples.length; from += 7_919) {
                assertEquals(whole.low(from, from + stretch), grown.low(from, from + stretch));
                assertEquals(whole.high(from, from + stretch), grown.high(from, from + stretch));
            }
        }
    }

    @Test
    void cutsClampToWhatThereIs() {
        var track = Track.of(new Waveform(new float[] {0, 1, 2, 3}, 8_000));
        assertArrayEquals(new float[] {2, 3}, track.cut(2, 99).samples());
        assertArrayEquals(new float[0], track.cut(9, 12).samples());
    }

    @Test
    void anEmptyTrackIsSilent() {
        assertEquals(0, Track.growing(48_000).peak());
    }

    private static float min(float[] samples, int from, int to) {
        float min = Float.MAX_VALUE;
        for (int i = Math.max(0, from); i < Math.min(samples.length, to); i++) {
            min = Math.min(min, samples[i]);
        }
        return min;
    }

    private static float[] negative(float[] samples) {
        var negated = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            negated[i] = -samples[i];
        }
        return negated;
    }
}
