package studio.likeness.models.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.StudioException;

class SoundRecorderTest {
    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void nameTheTake() {
        file = folder.resolve("take 一.wav");
    }

    private void record(double seconds) {
        try (var recorder = SoundRecorder.create(file)) {
            for (int i = 0; i < seconds * 50; i++) {
                recorder.write(Made.at(i / 50.0, Made.sine(440, 16_000, 0.02)));
            }
            assertEquals(seconds, recorder.recorded().toMillis() / 1e3, 0.001);
        }
    }

    @Test
    void writesAnOrdinaryWav() {
        record(1.4);

        var info = MediaReader.probe(file);
        assertEquals("wav", info.format());
        assertEquals(16_000, info.sampleRateHz());
        assertEquals(1, info.channels());
        assertEquals(Duration.ofMillis(1_400), info.length());
    }

    @Test
    void leavesAWholeTakeAsItIs() throws Exception {
        record(1);
        var before = Files.readAllBytes(file);

        assertEquals(Duration.ofSeconds(1), SoundRecorder.recover(file));
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void recoversATakeWhoseSizesWereNeverWritten() throws Exception {
        record(1);
        var whole = Files.readAllBytes(file);
        try (var torn = new RandomAccessFile(file.toFile(), "rw")) {
            torn.seek(4);
            torn.writeInt(0);
            torn.seek(40);
            torn.writeInt(0);
            torn.seek(torn.length());
            torn.write(7); // half a sample
        }

        assertEquals(Duration.ofSeconds(1), SoundRecorder.recover(file));
        assertArrayEquals(whole, Files.readAllBytes(file));
    }

    @Test
    void saysWhenThereIsNothingToRecover() throws Exception {
        Files.write(file, new byte[20]);
        assertNothing();
        Files.write(file, WavHeader.of(16_000, 0));
        assertNothing();
        Files.writeString(file, "no sound at all, only words ".repeat(10));
        assertNothing();
        Files.delete(file);
        assertThrows(StudioException.class, () -> SoundRecorder.recover(file));
        assertTrue(Files.notExists(file));
    }

    private void assertNothing() {
        var e = assertThrows(StudioException.class, () -> SoundRecorder.recover(file));
        assertEquals("models.media.nothingToRecover", e.key());
    }

    @Test
    void goesOnWhenItsThreadIsInterrupted() {
        try (var recorder = SoundRecorder.create(file)) {
            recorder.write(Made.at(0, Made.sine(440, 16_000, 1)));
            Thread.currentThread().interrupt();
            recorder.write(Made.at(1, Made.sine(440, 16_000, 1)));
            assertTrue(Thread.interrupted());
        }

        assertEquals(Duration.ofSeconds(2), MediaReader.probe(file).length());
    }

    @Test
    void keepsItsRateWhenTheMicrophoneChangesIts() {
        try (var recorder = SoundRecorder.create(file)) {
            recorder.write(Made.at(0, Made.sine(440, 16_000, 1)));
            recorder.write(Made.at(1, Made.sine(440, 48_000, 1)));
        }

        var info = MediaReader.probe(file);
        assertEquals(16_000, info.sampleRateHz());
        assertEquals(Duration.ofSeconds(2), info.length());
    }

    @Test
    void clipsWhatIsTooLoud() {
        assertArrayEquals(
                new byte[] {(byte) 0xff, 0x7f, 0, (byte) 0x80, 0, 0},
                WavHeader.pcm16(new float[] {3, -3, 0}));
    }
}
