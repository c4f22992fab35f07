package studio.likeness.models.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.Levels;

class MicrophoneTest {
    @TempDir Path folder;

    @Test
    void aFileSpeaksInRealTimeAndIsSilentAfterwards() throws InterruptedException {
        var file = folder.resolve("说话.wav");
        SoundFile.writeWav(Made.sine(440, 22_050, 0.31), file);
        try (var microphone = Microphone.open("file:" + file, 16_000)) {
            long begun = System.nanoTime();
            for (int i = 0; i < 25; i++) {
                var chunk = microphone.read();
                assertEquals(Duration.ofMillis(20L * i), chunk.pts());
                assertEquals(320, chunk.sound().samples().length);
                assertEquals(i < 15, Levels.of(chunk.sound()).rmsDb() > -10);
                assertEquals(i > 15, Levels.of(chunk.sound()).rmsDb() == Levels.SILENCE_DB);
            }
            assertEquals(500, (System.nanoTime() - begun) / 1e6, 60);
        }
    }

    @Test
    void saysSoonWhenThereIsNoSuchMicrophone() {
        for (var id : new String[] {"pulse:no-such-source", "java:none", "file:/no/such.wav"}) {
            long begun = System.nanoTime();
            var e = assertThrows(StudioException.class, () -> Microphone.open(id, 48_000));
            assertTrue(System.nanoTime() - begun < 1_500_000_000L, id);
            assertEquals(
                    id.startsWith("file:")
                            ? "models.media.missing"
                            : "models.media.microphoneMissing",
                    e.key());
        }
    }

    @Test
    void listsCamerasWithoutOne() {
        for (var camera : Camera.devices()) {
            assertTrue(camera.id().contains(":"), camera.toString());
        }
    }

    @Test
    void knowsItsCodecs() {
        var codecs = Codecs.here();
        assertTrue(codecs.isComplete(), codecs.toString());
        assertTrue(codecs.version().contains("8.0"), codecs.version());
        assertTrue(codecs.licence().contains("LGPL"), codecs.licence());
    }
}
