package studio.likeness.app.window.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.Waveform;

class WaveformModelTest {
    private static final int RATE = 8_000;

    private final HastySpeaker speaker = new HastySpeaker();
    private final WaveformModel model = new WaveformModel(new Player(_ -> speaker));

    private void show(double seconds) {
        model.show(Track.of(new Waveform(new float[(int) (seconds * RATE)], RATE)), true);
    }

    private void playToTheEnd() throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (model.playingProperty().get() && System.nanoTime() < until) {
            model.tick();
            Thread.sleep(2);
        }
        assertFalse(model.playingProperty().get(), "still plays after 5 s");
    }

    @Test
    void playsFromThePlayheadToTheEnd() throws InterruptedException {
        show(1);
        model.seek(6_000);
        model.togglePlay();
        playToTheEnd();
        assertEquals(2_000, speaker.samples());
        assertEquals(RATE, model.playheadProperty().get());
    }

    @Test
    void playsOnlyTheSelection() throws InterruptedException {
        show(1);
        model.select(4_000, 1_000);
        model.togglePlay();
        playToTheEnd();
        assertEquals(3_000, speaker.samples());
    }

    @Test
    void playsWhatTheTrimLeaves() throws InterruptedException {
        show(1);
        model.seek(1_000);
        model.trimStart();
        model.seek(7_000);
        model.trimEnd();
        assertEquals(6_000, model.trimmed().samples().length);
        model.seek(0);
        model.togglePlay();
        playToTheEnd();
        assertEquals(6_000, speaker.samples());
    }

    @Test
    void loopsUntilItIsStopped() throws InterruptedException {
        show(0.1);
        model.toggleLoop();
        model.togglePlay();
        long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (speaker.samples() < 3 * 800 && System.nanoTime() < until) {
            model.tick();
            Thread.sleep(1);
        }
        assertTrue(model.playingProperty().get());
        model.pause();
        assertFalse(model.playingProperty().get());
    }

    @Test
    void neitherTrimCrossesTheOther() {
        show(1);
        model.seek(4_000);
        model.trimEnd();
        model.seek(5_000);
        model.trimStart();
        assertEquals(new Span(0, 4_000), model.trimProperty().get());
    }

    @Test
    void zoomingKeepsWhatIsUnderThePointer() {
        show(10);
        model.zoom(0.5, 20_000);
        assertEquals(new Span(10_000, 50_000), model.viewProperty().get());
        model.zoom(1_000, 20_000);
        assertEquals(new Span(0, 80_000), model.viewProperty().get());
        model.zoom(1e-9, 20_000);
        assertEquals(64, model.viewProperty().get().length());
    }

    @Test
    void panningStopsAtTheEnds() {
        show(1);
        model.zoom(0.5, 0);
        model.pan(100_000);
        assertEquals(new Span(4_000, 8_000), model.viewProperty().get());
    }

    @Test
    void saysWhyItCannotPlay() throws InterruptedException {
        var mute =
                new WaveformModel(
                        new Player(
                                _ -> {
                                    throw new StudioException("app.window.unexpected", "test");
                                }));
        mute.show(Track.of(new Waveform(new float[100], RATE)), false);
        mute.togglePlay();
        long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (mute.playingProperty().get() && System.nanoTime() < until) {
            mute.tick();
            Thread.sleep(2);
        }
        assertTrue(mute.problemProperty().get().isPresent());
        assertEquals(0, mute.playheadProperty().get());
    }
}
