package studio.likeness.models.media;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import studio.likeness.models.job.Stages;
import studio.likeness.models.signal.Levels;
import studio.likeness.models.signal.Stft;
import studio.likeness.models.signal.Waveform;

/// What [PulseAudioTest] runs with a sound server's address.
final class PulseAudioChild {
    private static final Waveform SILENCE = Waveform.silence(Duration.ofMillis(1_500), 48_000);

    private PulseAudioChild() {}

    public static void main(String[] args) throws InterruptedException {
        switch (args[0]) {
            case "list" -> {
                Microphone.devices().forEach(d -> System.out.println("microphone " + d.id()));
                Speaker.devices().forEach(d -> System.out.println("speaker " + d.id()));
            }
            case "listen" -> listen(args[1], Integer.parseInt(args[2]));
            case "play" -> play();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void listen(String id, int rate) throws InterruptedException {
        Ffmpeg.loadDevices();
        long begun = System.nanoTime();
        try (var microphone = Microphone.open(id, rate)) {
            System.out.println("opened " + millisSince(begun));
            var end = Duration.ZERO;
            var tail = new float[rate];
            while (end.compareTo(Duration.ofSeconds(2)) < 0) {
                var chunk = microphone.read();
                end = chunk.end();
                var samples = chunk.sound().samples();
                int kept = tail.length - samples.length;
                System.arraycopy(tail, samples.length, tail, 0, kept);
                System.arraycopy(samples, 0, tail, kept, samples.length);
            }
            System.out.println("took " + millisSince(begun));
            var sound = new Waveform(tail, rate);
            System.out.println("rms " + Levels.of(sound).rmsDb());
            var bins = new Stft(1_024, 1_024).magnitudesAt(tail, tail.length - 2_048);
            int loudest = 0;
            for (int k = 0; k < bins.length; k++) {
                loudest = bins[k] > bins[loudest] ? k : loudest;
            }
            System.out.println("tone " + loudest * (double) rate / 1_024);
        }
    }

    /// Plays two tones between silences and compares the speaker's word with its monitor.
    private static void play() throws InterruptedException {
        var starts = new LinkedBlockingQueue<Long>();
        var ends = new LinkedBlockingQueue<Long>();
        var done = new AtomicBoolean();
        try (var monitor = Microphone.open("pulse:speaker.monitor", 48_000);
                var speaker = Speaker.open("default", 48_000);
                var stages = new Stages("listening")) {
            stages.start(() -> listenForTones(monitor, starts, ends, done));
            stages.start(
                    () -> {
                        speaker.play(Made.at(0, SILENCE));
                        speaker.play(Made.at(0, Made.sine(440, 48_000, 0.5)));
                        speaker.play(Made.at(0, SILENCE));
                        speaker.play(Made.at(0, Made.sine(440, 48_000, 5)));
                    });
            int backwards = 0;
            long first = 0;
            long second = 0;
            var last = Duration.ZERO;
            while (last.toMillis() < 4_000) {
                var heard = speaker.heard();
                backwards += heard.compareTo(last) < 0 ? 1 : 0;
                last = heard;
                first = first == 0 && heard.toMillis() >= 1_500 ? System.nanoTime() : first;
                second = second == 0 && heard.toMillis() >= 3_500 ? System.nanoTime() : second;
                Thread.sleep(1);
            }
            long flushed = System.nanoTime();
            speaker.flush();
            System.out.println("flush " + millisSince(flushed));
            System.out.println("backwards " + backwards);
            System.out.println("first " + (starts.take() - first) / 1e6);
            System.out.println("second " + (starts.take() - second) / 1e6);
            ends.take();
            System.out.println("silent " + (ends.take() - flushed) / 1e6);
            speaker.play(Made.at(0, Made.sine(440, 48_000, 0.5)));
            speaker.drain();
            System.out.println("again " + speaker.heard().toMillis() / 1e3);
            done.set(true);
            stages.join();
        }
    }

    private static void listenForTones(
            Microphone monitor,
            LinkedBlockingQueue<Long> starts,
            LinkedBlockingQueue<Long> ends,
            AtomicBoolean done)
            throws InterruptedException {
        boolean sounding = false;
        while (!done.get()) {
            boolean loud = Levels.of(monitor.read().sound()).rmsDb() > -40;
            if (loud != sounding) {
                (loud ? starts : ends).add(System.nanoTime());
            }
            sounding = loud;
        }
    }

    private static double millisSince(long begun) {
        return (System.nanoTime() - begun) / 1e6;
    }
}
