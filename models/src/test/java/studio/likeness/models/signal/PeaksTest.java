package studio.likeness.models.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PeaksTest {
    private final Waveform sound = ramp(48_000 * 20);

    @Test
    void showsTheRangeOfEachColumnAtEveryZoom() {
        var peaks = Peaks.of(sound);
        for (int columns : new int[] {1, 7, 100, 1_000, 3_000}) {
            var drawn = peaks.columns(0, peaks.samples(), columns);
            int width = sound.samples().length / columns;
            for (int c = 0; c < columns; c++) {
                var exact = Peaks.rangeOf(sound, c * width, (c + 1) * width);
                // A bucket on the edge belongs to both columns; a column of a ramp has little more.
                float slack = 0.02f + (exact.highest() - exact.lowest()) * 0.6f;
                assertTrue(drawn.get(c).lowest() <= exact.lowest() + 0.001);
                assertTrue(drawn.get(c).highest() >= exact.highest() - 0.001);
                assertEquals(exact.lowest(), drawn.get(c).lowest(), slack);
                assertEquals(exact.highest(), drawn.get(c).highest(), slack);
            }
        }
    }

    @Test
    void findsOneLoudSampleFromFarAway() {
        var samples = new float[1_000_000];
        samples[777_777] = -0.9f;

        var drawn = Peaks.of(new Waveform(samples, 48_000)).columns(0, 1_000_000, 10);

        assertEquals(-0.9f, drawn.get(7).lowest(), 0.01);
        assertEquals(0, drawn.get(3).lowest());
    }

    @Test
    void isFlatOutsideTheSound() {
        var drawn = Peaks.of(sound).columns(-1_000_000, 2_000_000, 3);

        assertEquals(new Peaks.Range(0, 0), drawn.getFirst());
        assertEquals(new Peaks.Range(0, 0), drawn.getLast());
    }

    @Test
    void comesBackFromItsFile() throws IOException {
        var peaks = Peaks.of(sound);
        var file = new ByteArrayOutputStream();
        peaks.writeTo(file);

        var back = Peaks.readFrom(new ByteArrayInputStream(file.toByteArray()));

        assertTrue(file.size() < 10_000, file.size() + " bytes");
        assertEquals(peaks.samples(), back.samples());
        assertEquals(peaks.columns(0, 960_000, 321), back.columns(0, 960_000, 321));
    }

    @Test
    void refusesADamagedFile() throws IOException {
        var file = new ByteArrayOutputStream();
        Peaks.of(sound).writeTo(file);
        var half = Arrays.copyOf(file.toByteArray(), file.size() / 2);
        var other = file.toByteArray();
        other[0] = 0;
        var huge = file.toByteArray();
        huge[8] = 0x7f;

        assertThrows(IOException.class, () -> Peaks.readFrom(new ByteArrayInputStream(half)));
        assertThrows(IOException.class, () -> Peaks.readFrom(new ByteArrayInputStream(other)));
        assertThrows(IOException.class, () -> Peaks.readFrom(new ByteArrayInputStream(huge)));
    }

    @Test
    void drawsAnEmptySound() {
        var peaks = Peaks.of(new Waveform(new float[0], 48_000));

        assertEquals(new Peaks.Range(0, 0), peaks.columns(0, 10, 1).getFirst());
    }

    private static Waveform ramp(int count) {
        var samples = new float[count];
        for (int i = 0; i < count; i++) {
            samples[i] = 2f * i / count - 1;
        }
        return new Waveform(samples, 48_000);
    }
}
