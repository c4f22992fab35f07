package studio.likeness.models.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import studio.likeness.models.job.StudioException;

/// By the silent speaker, which shares all but the line with the others.
class SpeakerTest {
    private static double millisSince(long begun) {
        return (System.nanoTime() - begun) / 1e6;
    }

    @Test
    void takesAsLongAsTheSound() throws InterruptedException {
        try (var speaker = Speaker.silent()) {
            long begun = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                speaker.play(Made.at(i * 0.02, Made.sine(440, 22_050, 0.02)));
            }
            // All but the queue of 100 ms has been heard.
            assertEquals(300, millisSince(begun), 60);
            assertEquals(300, speaker.heard().toNanos() / 1e6, 60);
            speaker.drain();
            assertEquals(400, millisSince(begun), 60);
            assertEquals(400, speaker.heard().toMillis());
        }
    }

    @Test
    void waitsWhenAChunkIsLongerThanTheQueue() throws InterruptedException {
        try (var speaker = Speaker.silent()) {
            long begun = System.nanoTime();
            speaker.play(Made.at(0, Made.sine(440, 48_000, 0.5)));
            assertEquals(400, millisSince(begun), 60);
        }
    }

    @Test
    void neverRunsBackwardsOrPastWhatWasPlayed() throws InterruptedException {
        try (var speaker = Speaker.silent()) {
            var done = new AtomicBoolean();
            var worst = new AtomicLong();
            var watcher =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        var last = Duration.ZERO;
                                        while (!done.get()) {
                                            var now = speaker.heard();
                                            if (now.compareTo(last) < 0
                                                    || now.compareTo(Duration.ofMillis(300)) > 0) {
                                                worst.incrementAndGet();
                                            }
                                            last = now;
                                        }
                                    });
            speaker.play(Made.at(0, Made.sine(440, 16_000, 0.2)));
            Thread.sleep(250); // runs dry
            assertEquals(200, speaker.heard().toNanos() / 1e6, 5);
            speaker.play(Made.at(0.2, Made.sine(440, 16_000, 0.1)));
            speaker.drain();
            done.set(true);
            watcher.join();
            assertEquals(0, worst.get());
            assertEquals(300, speaker.heard().toNanos() / 1e6, 1);
        }
    }

    @Test
    void aFlushEndsAWaitingPlayAtOnce() throws InterruptedException {
        try (var speaker = Speaker.silent()) {
            var returned = new AtomicLong();
            var player =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            speaker.play(Made.at(0, Made.sine(440, 48_000, 5)));
                                            returned.set(System.nanoTime());
                                        } catch (InterruptedException _) {
                                            Thread.currentThread().interrupt();
                                        }
                                    });
            Thread.sleep(200);
            long flushed = System.nanoTime();
            speaker.flush();
            assertEquals(Duration.ZERO, speaker.heard());
            player.join();
            assertTrue(returned.get() - flushed < 50_000_000L);
            speaker.play(Made.at(0, Made.sine(440, 48_000, 0.05)));
            speaker.drain();
            assertEquals(50, speaker.heard().toMillis());
        }
    }

    @Test
    void anInterruptEndsPlaying() throws InterruptedException {
        try (var speaker = Speaker.silent()) {
            var interrupted = new AtomicBoolean();
            var player =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            speaker.play(Made.at(0, Made.sine(440, 48_000, 5)));
                                        } catch (InterruptedException _) {
                                            interrupted.set(true);
                                        }
                                    });
            Thread.sleep(50);
            long begun = System.nanoTime();
            player.interrupt();
            player.join();
            assertTrue(interrupted.get());
            assertTrue(millisSince(begun) < 100);
        }
    }

    @Test
    void saysWhenThereIsNoSuchSpeaker() {
        var e = assertThrows(StudioException.class, () -> Speaker.open("java:none", 48_000));
        assertEquals("models.media.speakerMissing", e.key());
    }
}
