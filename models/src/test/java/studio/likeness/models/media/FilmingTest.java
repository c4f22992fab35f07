package studio.likeness.models.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.Camera.Wanted;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;

class FilmingTest {
    private static final String CAMERA = "lavfi:testsrc2=size=320x240:rate=25,realtime";
    private static final String SHORT = "lavfi:testsrc2=size=320x240:rate=25:duration=1,realtime";

    @TempDir private Path folder;

    /// Counts what came.
    private static final class Seen implements Filming.Watcher {
        final AtomicInteger pictures = new AtomicInteger();
        final AtomicInteger sounds = new AtomicInteger();
        final CountDownLatch first = new CountDownLatch(1);
        final CompletableFuture<StudioException> lost = new CompletableFuture<>();

        @Override
        public void saw(Picture picture) {
            pictures.incrementAndGet();
            first.countDown();
        }

        @Override
        public void heard(AudioChunk sound) {
            sounds.incrementAndGet();
        }

        @Override
        public void lost(StudioException why) {
            lost.complete(why);
        }
    }

    @Test
    void whatIsSeenAndHeardGoesIntoAFilm() throws Exception {
        var seen = new Seen();
        var file = folder.resolve("film.mp4");
        try (var filming =
                new Filming(Camera.open(CAMERA, Wanted.USUAL), Optional.of(tone()), seen)) {
            assertTrue(seen.first.await(10, TimeUnit.SECONDS));
            filming.record(file);
            Thread.sleep(1_200);
            assertTrue(filming.isRecording());
            filming.stop();
            assertTrue(filming.filmed().toMillis() > 900, () -> "" + filming.filmed());
            assertEquals(25, filming.framesPerSecond(), 6);
        }
        var info = MediaReader.probe(file);
        assertEquals(MediaInfo.Kind.VIDEO, info.kind());
        assertEquals(320, info.width());
        assertEquals(1.2, info.length().toMillis() / 1e3, 0.3);
        var sound = MediaReader.readSound(file, 16_000, Duration.ofSeconds(5));
        assertTrue(rms(sound) > 0.1, () -> "the tone was recorded: " + rms(sound));
        assertFalse(seen.lost.isDone());
    }

    @Test
    void aCameraThatIsUnpluggedLosesNothingThatWasFilmed() throws Exception {
        var seen = new Seen();
        var file = folder.resolve("film.mp4");
        try (var filming = new Filming(Camera.open(SHORT, Wanted.USUAL), Optional.empty(), seen)) {
            assertTrue(seen.first.await(10, TimeUnit.SECONDS));
            filming.record(file);
            assertEquals(
                    "models.media.cameraSilent", seen.lost.get(10, TimeUnit.SECONDS).key());
            assertFalse(filming.isRecording());
            var length = MediaReader.probe(file).length();
            assertTrue(length.toMillis() > 400, () -> "" + length);
            filming.stop();
        }
    }

    @Test
    void closingCompletesTheFilm() throws Exception {
        var seen = new Seen();
        var file = folder.resolve("film.mp4");
        var filming = new Filming(Camera.open(CAMERA, Wanted.USUAL), Optional.empty(), seen);
        assertTrue(seen.first.await(10, TimeUnit.SECONDS));
        filming.record(file);
        Thread.sleep(500);
        filming.close();
        assertTrue(MediaReader.probe(file).length().toMillis() > 300);
        int pictures = seen.pictures.get();
        Thread.sleep(100);
        assertEquals(pictures, seen.pictures.get());
    }

    private Microphone tone() {
        var samples = new float[48_000 * 3];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * 440 * i / 48_000));
        }
        var file = folder.resolve("tone.wav");
        SoundFile.writeWav(new Waveform(samples, 48_000), file);
        return Microphone.open("file:" + file, 48_000);
    }

    private static double rms(Waveform sound) {
        double sum = 0;
        for (float sample : sound.samples()) {
            sum += sample * sample;
        }
        return Math.sqrt(sum / sound.samples().length);
    }
}
