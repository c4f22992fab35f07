package studio.likeness.models.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StftTest {
    @ParameterizedTest
    @ValueSource(ints = {400, 512, 800, 1024})
    void findsASineInItsBin(int size) {
        var stft = new Stft(size, size / 4);
        var sine = ResamplerTest.sine(16_000.0 * 20 / size, 16_000, 4_000);

        var frames = stft.magnitudes(sine.samples());

        assertEquals(stft.framesIn(4_000), frames.length);
        for (var frame : frames) {
            assertEquals(size / 2 + 1, frame.length);
            assertEquals(0.5 * size / 4, frame[20], 0.01 * size);
            assertEquals(0.25 * size / 4, frame[19], 0.01 * size); // the window's own shape
            assertEquals(0, frame[40], 1e-3);
        }
    }

    @Test
    void matchesTheDefinition() {
        var samples = ResamplerTest.sine(1_234, 16_000, 16).samples();
        var stft = new Stft(16, 16);

        var magnitudes = stft.magnitudesAt(samples, 0);

        for (int k = 0; k <= 8; k++) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < 16; i++) {
                double x = samples[i] * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / 16));
                re += x * Math.cos(2 * Math.PI * k * i / 16);
                im -= x * Math.sin(2 * Math.PI * k * i / 16);
            }
            assertEquals(Math.hypot(re, im), magnitudes[k], 1e-5);
        }
    }

    @Test
    void hasNoFrameInLessThanOne() {
        assertEquals(0, new Stft(400, 160).magnitudes(new float[399]).length);
    }
}
