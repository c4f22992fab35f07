package studio.likeness.models.face.animate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import studio.likeness.models.speech.LoudnessActivity;

class SpeechGateTest {
    private static float[] sound(double seconds, double loudness) {
        var random = new Random(9);
        var samples = new float[(int) (seconds * 16_000)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (loudness * random.nextGaussian());
        }
        return samples;
    }

    private static SpeechGate heard(float[]... parts) {
        var gate = new SpeechGate(new LoudnessActivity());
        for (var part : parts) {
            gate.hear(part);
        }
        gate.end();
        return gate;
    }

    @Test
    void restsInSilenceAndInANoiseThatNobodyHears() {
        for (double loudness : new double[] {0, 1e-5, 5e-4}) {
            var gate = heard(sound(3, loudness));
            for (int frame = 0; frame < 75; frame++) {
                assertEquals(0, gate.speaking(frame), "frame " + frame);
            }
        }
    }

    /// Speech from 1 s to 2 s.
    @Test
    void goesOverBeforeAndAfterSpeech() {
        var gate = heard(sound(1, 1e-4), sound(1, 0.1), sound(2, 1e-4));

        assertEquals(0, gate.speaking(18));
        assertEquals(1, gate.speaking(25));
        assertEquals(1, gate.speaking(49));
        assertEquals(0, gate.speaking(62));
        int between = 0;
        for (int frame = 0; frame < 100; frame++) {
            double now = gate.speaking(frame);
            between += now > 0 && now < 1 ? 1 : 0;
            assertTrue(
                    Math.abs(gate.speaking(frame + 1) - now) <= 0.26, "a jump at frame " + frame);
        }
        assertTrue(between >= 6, between + " frames between rest and speech");
    }

    @Test
    void staysOpenOverTheStopOfAConsonant() {
        var gate = heard(sound(1, 0.1), sound(0.12, 0), sound(1, 0.1));

        for (int frame = 3; frame < 45; frame++) {
            assertEquals(1, gate.speaking(frame), "frame " + frame);
        }
    }

    @Test
    void looksNoFartherThanTheNetworkDoes() {
        var gate = new SpeechGate(new LoudnessActivity());
        gate.hear(sound(2, 0.1));

        // A window ends 200 ms after its frame begins, and its last column 25 ms later.
        assertTrue(gate.ready() >= 50 - 7, "ready " + gate.ready());
    }
}
