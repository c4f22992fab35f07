package studio.likeness.models.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    @ParameterizedTest
    @CsvSource({
        "48000, 16000",
        "16000, 48000",
        "44100, 48000",
        "48000, 44100",
        "22050, 16000",
        "8000, 48000",
        "11025, 44100",
        "44100, 44101",
        "96000, 24000"
    })
    void keepsASineWhereItIs(int fromHz, int toHz) {
        double frequency = 0.3 * Math.min(fromHz, toHz);
        var out = Resampler.resample(sine(frequency, fromHz, fromHz), toHz);

        assertEquals(toHz, out.samples().length);
        double worst = 0;
        for (int i = toHz / 10; i < toHz * 9 / 10; i++) {
            double expected = 0.5 * Math.sin(2 * Math.PI * frequency * i / toHz);
            worst = Math.max(worst, Math.abs(out.samples()[i] - expected));
        }
        // Half amplitude; 1e-4 of it is -74 dB, the floor of the nearest-phase case.
        assertTrue(worst < (toHz == 44_101 ? 1e-4 : 3e-5), "worst error " + worst);
    }

    @Test
    void keepsOutWhatWouldFoldBack() {
        assertTrue(through(8_320) < -80, through(8_320) + " dB");
        assertTrue(through(20_000) < -80, through(20_000) + " dB");
        assertEquals(-9.03, through(6_880), 0.01);
    }

    @Test
    void givesTheSameWhateverThePieces() {
        var random = new Random(4);
        var samples = new float[44_100];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = random.nextFloat() - 0.5f;
        }
        var whole = Resampler.resample(new Waveform(samples, 44_100), 16_000);

        var resampler = new Resampler(44_100, 16_000);
        var pieces = new float[whole.samples().length];
        int filled = 0;
        for (int at = 0; at < samples.length; ) {
            int end = Math.min(samples.length, at + random.nextInt(700));
            var out = resampler.push(Arrays.copyOfRange(samples, at, end));
            System.arraycopy(out, 0, pieces, filled, out.length);
            filled += out.length;
            at = end;
        }
        var tail = resampler.flush();
        System.arraycopy(tail, 0, pieces, filled, tail.length);

        assertEquals(pieces.length, filled + tail.length);
        assertArrayEquals(whole.samples(), pieces);
    }

    @Test
    void startsAnewAfterAFlush() {
        var resampler = new Resampler(48_000, 16_000);
        var sound = sine(440, 48_000, 4_800).samples();
        var first = resampler.push(sound);
        resampler.flush();

        assertArrayEquals(first, resampler.push(sound));
    }

    @Test
    void leavesSoundOfThatRateAlone() {
        var sound = sine(440, 16_000, 100);

        assertSame(sound, Resampler.resample(sound, 16_000));
    }

    @Test
    void takesNothingAndSingleSamples() {
        assertEquals(
                0, Resampler.resample(new Waveform(new float[0], 8_000), 48_000).samples().length);
        assertEquals(
                6, Resampler.resample(new Waveform(new float[1], 8_000), 48_000).samples().length);
        assertEquals(
                1, Resampler.resample(new Waveform(new float[3], 48_000), 16_000).samples().length);
    }

    /// How loud a half-scale sine at 48 kHz is after going to 16 kHz.
    private static double through(double frequency) {
        var out = Resampler.resample(sine(frequency, 48_000, 48_000), 16_000);
        return Levels.of(out.slice(1_000, 15_000)).rmsDb();
    }

    static Waveform sine(double frequency, int rate, int count) {
        var samples = new float[count];
        for (int i = 0; i < count; i++) {
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * frequency * i / rate));
        }
        return new Waveform(samples, rate);
    }
}
