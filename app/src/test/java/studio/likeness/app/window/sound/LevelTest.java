package studio.likeness.app.window.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LevelTest {
    private final Level level = new Level();

    private void hear(double amplitude, double seconds) {
        for (int chunk = 0; chunk < seconds * 50; chunk++) {
            var samples = new float[960];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * 500 * i / 48_000));
            }
            level.add(samples, 48_000);
        }
    }

    @Test
    void aSineReadsThreeDecibelsUnderItsPeak() {
        hear(0.5, 3);
        assertEquals(-6.0, level.read().peakDb(), 0.1);
        assertEquals(-9.0, level.read().rmsDb(), 0.1);
    }

    @Test
    void thePeakIsHeldAndThenFalls() {
        hear(0.9, 0.1);
        hear(0.001, 1.2);
        assertEquals(-0.9, level.read().peakDb(), 0.1);
        hear(0.001, 2);
        assertTrue(level.read().peakDb() < -30, () -> level.read().toString());
    }

    @Test
    void clippingStaysUntilItIsForgotten() {
        hear(1, 0.1);
        hear(0.1, 5);
        assertTrue(level.read().clipped());
        level.forgetClipping();
        assertFalse(level.read().clipped());
    }

    @Test
    void theRoomsNoiseIsTheQuietestOfLate() {
        hear(0.3, 2);
        hear(0.002, 6);
        hear(0.3, 2);
        assertEquals(-53, level.read().quietestDb(), 1.5);
    }
}
