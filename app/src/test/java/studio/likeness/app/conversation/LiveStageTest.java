package studio.likeness.app.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.likeness.models.job.Stages;
import studio.likeness.models.media.Speaker;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;

class LiveStageTest {
    /// As the system's voice speaks, so that it is brought to the speaker's rate on its way.
    private static final int RATE_HZ = 22_050;

    private static final Duration SOUND = Duration.ofMillis(120);

    private final List<Duration> shown = new CopyOnWriteArrayList<>();
    private final LiveStage stage =
            new LiveStage(Speaker.silent(), picture -> shown.add(picture.pts()));

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aPictureOfTheSoundsLastMomentIsNotWaitedForInVain() {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> turn(40, 80, 120, 160));
        assertEquals(4, shown.size());
    }

    @Test
    void picturesKeepTheTimeOfTheSound() {
        var began = System.nanoTime();
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> turn(100));
        var took = Duration.ofNanos(System.nanoTime() - began);
        assertTrue(took.compareTo(SOUND) >= 0, "waited only " + took);
    }

    /// Sound and pictures at once, as a turn has them.
    private void turn(long... picturesAtMillis) throws InterruptedException {
        try (var stages = new Stages("turn")) {
            stages.start(
                    () -> {
                        stage.play(new AudioChunk(Waveform.silence(SOUND, RATE_HZ), Duration.ZERO));
                        stage.end();
                    });
            stages.start(
                    () -> {
                        for (long at : picturesAtMillis) {
                            stage.show(new Picture(new byte[12], 2, 2, Duration.ofMillis(at)));
                        }
                    });
            stages.join();
        }
    }
}
