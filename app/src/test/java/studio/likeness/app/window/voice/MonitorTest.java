package studio.likeness.app.window.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.Studio;
import studio.likeness.app.window.sound.TestSounds;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.library.Conversion.Options;

/// A voice is changed while it speaks: a small so-vits-svc, a microphone that hears a tone, a
/// speaker that plays at once.
class MonitorTest {
    @TempDir Path root;
    private Studio studio;
    private StudioVoiceWork work;

    @BeforeEach
    void open() throws Exception {
        studio = new Studio(new Home(root.resolve("home")));
        for (var file : SmallConverter.files(root)) {
            studio.conversion().add(file, Options.usual(), Progress.none());
        }
        work = new StudioVoiceWork(studio);
    }

    @AfterEach
    void close() {
        work.close();
        studio.close();
    }

    @Test
    @Tag("slow")
    void whatTheMicrophoneHearsIsPlayedInTheOtherVoiceAndHowLateItIsIsMeasured() throws Exception {
        var sounds = new TestSounds();
        var target = work.means().targets().getFirst();
        assertEquals("anna", target.speaker());
        var turn = new VoiceWork.Turn(target, 2, false);
        try (var monitor = new Monitor(sounds, rate -> work.live(turn, rate))) {
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (monitor.figures().filter(found -> found.blocks() >= 3).isEmpty()) {
                assertEquals(Optional.empty(), monitor.problem());
                assertTrue(System.nanoTime() < end, "waited a minute");
                Thread.sleep(10);
            }
            var figures = monitor.figures().orElseThrow();
            System.out.println("live: " + figures);
            assertTrue(figures.late().toMillis() > 0, () -> "" + figures.late());
            assertTrue(sounds.speaker.samples() > 20_000, () -> "" + sounds.speaker.samples());
        }
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (sounds.opened.get() > 0) {
            assertTrue(System.nanoTime() < end, "the microphone is let go of");
            Thread.sleep(10);
        }
    }
}
