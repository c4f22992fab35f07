package studio.likeness.app.window.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import studio.likeness.app.window.sound.ClockedMicrophone;
import studio.likeness.app.window.sound.ClockedSpeaker;
import studio.likeness.app.window.sound.Sounds;
import studio.likeness.models.media.Microphone;
import studio.likeness.models.media.Speaker;
import studio.likeness.models.signal.AudioChunk;
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
    }

    @Test
    @Tag("slow")
    void neverRunsDry() throws Exception {
        var runs = new ArrayList<Run>();
        for (double factor : List.of(0.3, 0.5, 0.7, 0.8)) {
            for (int each : List.of(0, 20)) {
                runs.add(Run.begin(factor, each));
            }
        }
        Thread.sleep(TALK);
        for (var run : runs) {
            run.monitor.close();
            var s = run.devices.speaker;
            System.out.printf(
                    "factor %.2f long %d: starved %d ms in %d gaps, longest %d ms, edge %.2f, heard %d ms, lost %d ms %s%n",
                    run.factor, run.eachLong, s.starved().toMillis(), s.gaps(),
                    s.longestGap().toMillis(), s.loudestEdge(), s.heard().toMillis(),
                    run.devices.microphone.lost().toMillis(), run.monitor.figures());
        }
    }
}
