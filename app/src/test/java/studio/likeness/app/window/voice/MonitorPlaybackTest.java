package studio.likeness.app.window.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import studio.likeness.app.window.sound.ClockedMicrophone;
import studio.likeness.app.window.sound.ClockedSpeaker;
import studio.likeness.app.window.sound.Sounds;
import studio.likeness.models.media.Microphone;
import studio.likeness.models.media.Speaker;
import studio.likeness.models.signal.Waveform;

/// Whether the speaker ever runs dry while a voice is changed, on a machine that is slow.
class MonitorPlaybackTest {
    private static final Duration TALK = Duration.ofSeconds(12);

    private static final class Devices implements Sounds {
        final ClockedSpeaker speaker = new ClockedSpeaker();
        final ClockedMicrophone microphone = new ClockedMicrophone();

        @Override
        public Waveform read(Path file) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Speaker speaker(int sampleRateHz) {
            return speaker;
        }

        @Override
        public Microphone microphone() {
            return microphone;
        }

        @Override
        public String microphoneName() {
            return "hum";
        }

        @Override
        public TakeFile record(Path file) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(Path file, Waveform sound) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Duration recover(Path file) {
            throw new UnsupportedOperationException();
        }
    }

    private record Run(double factor, int eachLong, Devices devices, Monitor monitor) {
        static Run begin(double factor, int eachLong) {
            var devices = new Devices();
            var voice = new UnevenVoice(factor, eachLong, 5);
            return new Run(factor, eachLong, devices, new Monitor(devices, _ -> voice));
        }

        String said() {
            var speaker = devices.speaker;
            return "factor %.1f, a long block each %d: starved %d ms in %d gaps, overslept %d ms, lost %d ms, %s"
                    .formatted(
                            factor,
                            eachLong,
                            speaker.starved().toMillis(),
                            speaker.gaps(),
                            speaker.overslept().toMillis(),
                            devices.microphone.lost().toMillis(),
                            monitor.figures());
        }
    }

    private static List<Run> talk(double... factors) throws InterruptedException {
        var runs = new ArrayList<Run>();
        for (double factor : factors) {
            runs.add(Run.begin(factor, 1_000));
            runs.add(Run.begin(factor, 20));
        }
        Thread.sleep(TALK);
        runs.forEach(run -> run.monitor.close());
        runs.forEach(run -> System.out.println(run.said()));
        return runs;
    }

    @Test
    @Tag("slow")
    void neverRunsDryBelowFourFifthsOfRealTime() throws Exception {
        for (var run : talk(0.5, 0.7, 0.8)) {
            var figures = run.monitor.figures().orElseThrow();
            assertEquals(Duration.ZERO, run.devices.speaker.starved(), run::said);
            assertEquals(0, figures.gaps(), run::said);
            assertEquals(Duration.ZERO, run.devices.microphone.lost(), run::said);
            assertTrue(figures.late().toMillis() < 680, run::said);
        }
    }

    @Test
    @Tag("slow")
    void aMachineThatIsTooSlowIsToldSo() throws Exception {
        var run = Run.begin(1.15, 1_000);
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (run.monitor.problem().isEmpty()) {
            assertTrue(System.nanoTime() < end, run::said);
            Thread.sleep(50);
        }
        assertEquals("app.window.voice.live.tooSlow", run.monitor.problem().orElseThrow().key());
        assertTrue(run.monitor.figures().orElseThrow().gaps() > 0, run::said);
    }
}
