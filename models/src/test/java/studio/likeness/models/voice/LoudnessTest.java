package studio.likeness.models.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LoudnessTest {
    private static short[] tone(double amplitude, int pauseSamples) {
        var samples = new short[16_000 + pauseSamples];
        for (int i = 0; i < 16_000; i++) {
            samples[i] = (short) (32_767 * amplitude * Math.sin(i * 0.3));
        }
        return samples;
    }

    @Test
    void bringsQuietAndLoudVoicesToOneLevel() {
        for (double amplitude : new double[] {0.08, 0.14, 0.25}) {
            var sound = tone(amplitude, 16_000);
            var loudness = Loudness.measuredOn(new Loudness(1).apply(sound), 16_000);
            assertEquals(0.1, Loudness.activeLevel(loudness.apply(sound), 16_000), 0.002);
        }
    }

    @Test
    void isModest() {
        assertEquals(2, Loudness.measuredOn(new Loudness(1).apply(tone(0.001, 0)), 16_000).gain());
        assertEquals(1, Loudness.measuredOn(new float[16_000], 16_000).gain());
        assertEquals(1, Loudness.measuredOn(new float[0], 16_000).gain());
    }

    @Test
    void neverClips() {
        double before = -1;
        for (int value = Short.MIN_VALUE; value <= Short.MAX_VALUE; value += 64) {
            double now = new Loudness(2).apply(new short[] {(short) value})[0];
            assertTrue(Math.abs(now) < 1 && now >= before, "at " + value);
            before = now;
        }
    }
}
