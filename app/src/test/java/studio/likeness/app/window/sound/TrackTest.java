package studio.likeness.app.window.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    void columnsHoldTheLowestAndHighestSamplesAtEveryZoom() {
        var samples = noise(300_000);
        var track = Track.of(new Waveform(samples, 16_000));
        for (int columns : new int[] {100, 1_000, 30_000}) {
            int width = samples.length / columns;
            var drawn = track.columns(new Span(0, samples.length), columns);
            for (int c = 0; c < columns; c++) {
                float low = min(samples, c * width, (c + 1) * width);
                // Buckets at the edges belong to both neighbours, and steps are 1/127.
                assertTrue(drawn.get(c).lowest() <= low);
                assertTrue(
                        drawn.get(c).lowest()
                                >= min(samples, (c - 1) * width, (c + 2) * width) - 0.01);
            }
        }
    }

    @Test
    void onlyWhatIsClippedIsShownAsClipped() {
        var samples = new float[200_000];
        samples[51_000] = 0.995f;
        samples[151_000] = -1;
        var track = Track.of(new Waveform(samples, 16_000));
        var drawn = track.columns(new Span(0, samples.length), 100);
        assertFalse(Track.clipped(drawn.get(25)));
        assertTrue(Track.clipped(drawn.get(75)));
    }

    @Test
    void growingInPiecesDrawsTheSameAsAllAtOnce() {
        var samples = noise(200_000);
        var whole = Track.of(new Waveform(samples, 8_000));
        var grown = Track.growing(8_000);
        for (int at = 0; at < samples.length; at += 333) {
            grown.append(
                    java.util.Arrays.copyOfRange(samples, at, Math.min(at + 333, samples.length)));
        }
        assertEquals(whole.length(), grown.length());
        var span = new Span(0, samples.length);
        var expected = whole.columns(span, 50);
        var found = grown.columns(span, 50);
        for (int c = 0; c < 50; c++) {
            assertEquals(expected.get(c).lowest(), found.get(c).lowest(), 0.01);
            assertEquals(expected.get(c).highest(), found.get(c).highest(), 0.01);
        }
    }

    @Test
    void cutsClampToWhatThereIs() {
        var track = Track.of(new Waveform(new float[] {0, 1, 2, 3}, 8_000));
        assertArrayEquals(new float[] {2, 3}, track.cut(2, 99).samples());
        assertArrayEquals(new float[0], track.cut(9, 12).samples());
    }

    private static float min(float[] samples, int from, int to) {
        float min = Float.MAX_VALUE;
        for (int i = Math.max(0, from); i < Math.min(samples.length, to); i++) {
            min = Math.min(min, samples[i]);
        }
        return min;
    }
}
