package studio.likeness.models.voice.pitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import studio.likeness.models.voice.SharedMaterial;

class AutocorrelationPitchTest {
    private static final int RATE = PitchTracker.SAMPLE_RATE_HZ;

    /// Harmonics that fall off, as a voice's do.
    private static float[] voice(double seconds, double from, double to, double noise) {
        var samples = new float[(int) (seconds * RATE)];
        var random = new Random(1);
        double phase = 0;
        for (int i = 0; i < samples.length; i++) {
            double hertz = from + (to - from) * i / samples.length;
            phase += hertz / RATE;
            for (int k = 1; k < 10 && k * hertz < 7000; k++) {
                samples[i] += (float) (0.2 * Math.sin(2 * Math.PI * k * phase) / k);
            }
            samples[i] += (float) (noise * random.nextGaussian());
        }
        return samples;
    }

    @Test
    void followsAGlideOfAVoice() {
        try (var tracker = new AutocorrelationPitch()) {
            var track = tracker.track(voice(2, 90, 380, 0.01));
            assertEquals(201, track.length);
            for (int t = 5; t < 195; t++) {
                double expected = 90 + 290.0 * t / 200;
                assertEquals(expected, track[t], 0.02 * expected, "at " + t);
            }
        }
    }

    @Test
    void hearsNoPitchInNoiseNorInSilence() {
        var sound = voice(1, 150, 150, 0);
        var random = new Random(2);
        Arrays.fill(sound, RATE / 3, RATE * 2 / 3, 0);
        for (int i = RATE * 2 / 3; i < RATE; i++) {
            sound[i] = (float) (0.1 * random.nextGaussian());
        }
        try (var tracker = new AutocorrelationPitch()) {
            var track = tracker.track(sound);
            for (int t = 3; t < 30; t++) {
                assertEquals(150, track[t], 2);
            }
            for (int t = 38; t < 63; t++) {
                assertEquals(0, track[t]);
            }
            int taken = 0;
            for (int t = 70; t < 100; t++) {
                taken += track[t] > 0 ? 1 : 0;
            }
            assertTrue(taken < 6, taken + " of 30 frames of noise");
        }
    }

    @Test
    void hearsTheHeightOfAReadersVoice() {
        assertEquals(210, median("speech/en/ljspeech/LJ001-0001.wav"), 40);
    }

    private static double median(String file) {
        try (var tracker = new AutocorrelationPitch()) {
            var track = tracker.track(SharedMaterial.sound(file, RATE).samples());
            var voiced = new double[track.length];
            int count = 0;
            for (float hertz : track) {
                if (hertz > 0) {
                    voiced[count++] = hertz;
                }
            }
            Arrays.sort(voiced, 0, count);
            System.out.printf(
                    "%s: %.0f Hz, voiced %.0f %%%n",
                    file, voiced[count / 2], 100.0 * count / track.length);
            return voiced[count / 2];
        }
    }
}
