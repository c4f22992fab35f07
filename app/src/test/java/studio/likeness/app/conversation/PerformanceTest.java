package studio.likeness.app.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.PictureFile;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.media.Speaker;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;

class PerformanceTest {
    @TempDir Path folder;

    private final GreyFace face = new GreyFace();
    private final AtomicInteger seen = new AtomicInteger();
    private final AtomicInteger begunBeforeSound = new AtomicInteger(-1);
    private final CountDownLatch sounding = new CountDownLatch(1);
    private Noted speaker;
    private Performance performance;

    @BeforeEach
    void prepare() {
        speaker = new Noted(Speaker.silent());
        performance = new Performance(face, speaker, this::see);
    }

    private void see(Picture picture) {
        seen.incrementAndGet();
    }

    /// Keeps real time, and what was asked of it.
    private final class Noted implements Speaker {
        private final Speaker speaker;
        private final AtomicInteger flushed = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();

        Noted(Speaker speaker) {
            this.speaker = speaker;
        }

        @Override
        public void play(AudioChunk chunk) throws InterruptedException {
            begunBeforeSound.compareAndSet(-1, face.talks.get());
            sounding.countDown();
            speaker.play(chunk);
        }

        @Override
        public Duration heard() {
            return speaker.heard();
        }

        @Override
        public void drain() throws InterruptedException {
            speaker.drain();
        }

        @Override
        public void flush() {
            flushed.incrementAndGet();
            speaker.flush();
        }

        @Override
        public void volume(double gain) {
            speaker.volume(gain);
        }

        @Override
        public void close() {
            closed.incrementAndGet();
            speaker.close();
        }
    }

    private Path sound(double seconds) {
        var tone = new float[(int) (seconds * 16_000)];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (float) (0.3 * Math.sin(2 * Math.PI * 220 * i / 16_000));
        }
        var file = folder.resolve("sound.wav");
        SoundFile.writeWav(new Waveform(tone, 16_000), file);
        return file;
    }

    @Test
    void tellsWhatWasHeardAndSeen() throws Exception {
        long start = System.nanoTime();
        var figures = performance.perform(sound(0.6));

        assertEquals(0.6, figures.sound().toNanos() / 1e9, 0.001);
        assertEquals(15, figures.pictures());
        assertEquals(seen.get(), figures.shown());
        assertTrue(figures.shown() > 0 && figures.shown() <= 15, figures::toString);
        assertEquals(0, figures.held());
        assertTrue(System.nanoTime() - start > 500_000_000L, "it lasts as long as it sounds");
        assertEquals(1, face.ended.get());
        assertEquals(1, speaker.closed.get());
        assertEquals(0, face.closed.get(), "the face is whose it was");
    }

    @Test
    void theSoundBeginsWhenTheFaceHasBegun() throws Exception {
        performance.perform(sound(0.1));

        assertEquals(1, begunBeforeSound.get());
    }

    @Test
    void interruptingItIsSilenceAtOnce() throws Exception {
        var file = sound(60);
        var work = new FutureTask<>(() -> performance.perform(file));
        var thread = Thread.ofVirtual().start(work);
        assertTrue(sounding.await(30, TimeUnit.SECONDS));

        long start = System.nanoTime();
        thread.interrupt();
        thread.join();

        assertTrue(System.nanoTime() - start < 10_000_000_000L, "a minute of it was left");
        var why = assertThrows(java.util.concurrent.ExecutionException.class, work::get);
        assertInstanceOf(InterruptedException.class, why.getCause());
        assertTrue(speaker.flushed.get() > 0, "what was queued is not heard");
        assertEquals(1, speaker.closed.get());
        assertEquals(1, face.ended.get());
    }

    @Test
    void whatHasNoSoundIsRefusedBeforeAnythingBegins() {
        var photo = folder.resolve("photo.png");
        PictureFile.writePng(new Picture(new byte[64 * 64 * 3], 64, 64, Duration.ZERO), photo);

        var why = assertThrows(StudioException.class, () -> performance.perform(photo));

        assertEquals("models.media.noSound", why.key());
        assertEquals(0, face.talks.get());
        assertEquals(1, speaker.closed.get());
    }

    @Test
    void whatIsNoMediaFileIsToldInASentence() throws IOException {
        var file = Files.writeString(folder.resolve("letter.wav"), "Dear reader, I am no sound.");

        var why = assertThrows(StudioException.class, () -> performance.perform(file));

        assertTrue(why.explanation().contains("letter.wav"), why.explanation());
        assertFalse(why.explanation().contains("\n"), why.explanation());
        assertEquals(0, face.talks.get());
        assertEquals(1, speaker.closed.get());
    }

    @Test
    void aFaceThatBreaksMidwayEndsEverything() {
        face.breaksAt = 5;

        var why = assertThrows(StudioException.class, () -> performance.perform(sound(60)));

        assertEquals("models.face.animate.cannotWrite", why.key());
        assertTrue(speaker.flushed.get() > 0);
        assertEquals(1, speaker.closed.get());
        assertEquals(1, face.ended.get());
    }
}
