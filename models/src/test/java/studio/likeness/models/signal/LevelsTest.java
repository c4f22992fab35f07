package studio.likeness.models.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LevelsTest {
    @Test
    void measuresAHalfScaleSine() {
        var levels = Levels.of(ResamplerTest.sine(440, 44_100, 44_100));

        assertEquals(-9.03, levels.rmsDb(), 0.01);
        assertEquals(-6.02, levels.peakDb(), 0.01);
        assertFalse(levels.isClipping());
    }

    @Test
    void countsRunsAtFullScaleAsClipping() {
        var samples = new float[100];
        samples[10] = 1; // alone: no clipping
        samples[50] = samples[51] = samples[52] = samples[53] = -1;

        var levels = Levels.of(new Waveform(samples, 16_000));

        assertEquals(4, levels.clipped());
        assertTrue(levels.isClipping());
    }

    @Test
    void givesSilenceAFloor() {
        var levels = Levels.of(Waveform.silence(Duration.ofSeconds(1), 16_000));

        assertEquals(Levels.SILENCE_DB, levels.rmsDb());
        assertEquals(Levels.SILENCE_DB, Levels.of(new Waveform(new float[0], 1)).peakDb());
    }
}
