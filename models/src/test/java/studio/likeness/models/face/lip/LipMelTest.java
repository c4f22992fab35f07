package studio.likeness.models.face.lip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.signal.Waveform;

class LipMelTest {
    private static float[] noise(int samples) {
        var random = new Random(5);
        var noise = new float[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = random.nextFloat() - 0.5f;
        }
        return noise;
    }

    @Test
    void silenceIsTheFloorEverywhere() {
        var mel = new LipMel().of(new float[16_000]);

        assertEquals(81, mel.columns());
        for (var value : mel.values()) {
            assertEquals(-4, value);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void namesWhatIsNoNumberAndWhere(float value) {
        var sound = noise(16_000);
        sound[4_000] = value;
        var mel = new LipMel();

        for (Runnable look :
                new Runnable[] {
                    () -> mel.of(sound), () -> LipMel.prepare(new Waveform(sound, 16_000))
                }) {
            var refused = assertThrows(StudioException.class, look::run);
            assertEquals("models.face.lip.notANumber", refused.key());
            assertTrue(refused.sentence().contains("0.250"), refused.sentence());
            assertTrue(refused.sentence().contains(String.valueOf(value)), refused.sentence());
        }
        var chinese = Words.say(Locale.CHINESE, "models.face.lip.notANumber", value, "0.250");
        assertTrue(chinese.contains("0.250"));
    }

    @Test
    void shortSoundFillsOneWindow() {
        var prepared = LipMel.prepare(new Waveform(noise(500), 16_000));

        assertEquals(MelWindows.COLUMNS, LipMel.columnsIn(prepared.length));
        assertEquals(16, new LipMel().of(prepared).columns());
    }

    @Test
    void soundAtAnotherRateLastsAsLong() {
        var prepared = LipMel.prepare(new Waveform(noise(44_100), 44_100));

        assertEquals(16_000, prepared.length);
    }

    /// What the live conversation relies on: columns do not change once they are final.
    @Test
    void columnsOfSoundThatGrowsAreThoseOfTheWhole() {
        var whole = noise(16_000);
        var mel = new LipMel();
        var all = mel.of(whole);
        int known = 9_000;
        int last = (known - 400) / LipMel.HOP;

        var some = mel.of(Arrays.copyOf(whole, known), 10, last);

        for (int band = 0; band < 80; band++) {
            assertArrayEquals(
                    Arrays.copyOfRange(
                            all.values(), band * all.columns() + 10, band * all.columns() + last),
                    Arrays.copyOfRange(
                            some.values(), band * some.columns(), (band + 1) * some.columns()));
        }
    }

    @Test
    void aWindowIsCutBandByBand() {
        var values = new float[80 * 20];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        var into = new float[1 + 80 * 16];

        new LipMel.Mel(values, 20).window(3, into, 1);

        assertEquals(3, into[1]);
        assertEquals(18, into[16]);
        assertEquals(23, into[17]);
        assertEquals(79 * 20 + 18, into[80 * 16]);
    }

    @Test
    void windowsCoverEveryFrameThatIsWanted() {
        assertArrayEquals(new int[] {0, 3, 6, 9, 10, 10}, MelWindows.covering(26, 25, 6, 0));
        assertArrayEquals(new int[] {0, 0, 0, 3}, MelWindows.covering(26, 25, 4, -2));
        assertArrayEquals(new int[] {3, 6, 9, 10}, MelWindows.covering(26, 25, 4, 1));
    }
}
