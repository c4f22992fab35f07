package studio.likeness.models.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;

/// Plays a file as if it were spoken into a microphone, in real time, and is silent afterwards.
/// What is read late is there at once, as from a device's queue.
final class FileMicrophone implements Microphone {
    private static final int CHUNKS_A_SECOND = 50;

    private final Waveform sound;
    private long begunAt;
    private int given;

    FileMicrophone(Path file, int sampleRateHz) {
        sound = MediaReader.readSound(file, sampleRateHz, Duration.ofHours(1));
    }

    @Override
    public AudioChunk read() throws InterruptedException {
        if (given == 0) {
            begunAt = System.nanoTime();
        }
        int rate = sound.sampleRateHz();
        int count = rate / CHUNKS_A_SECOND;
        var pts = Waveform.lengthOf(given, rate);
        long ready = begunAt + Waveform.lengthOf((long) given + count, rate).toNanos();
        Thread.sleep(Duration.ofNanos(Math.max(0, ready - System.nanoTime())));
        var samples = sound.slice(given, given + count).samples();
        given += count;
        return new AudioChunk(new Waveform(Arrays.copyOf(samples, count), rate), pts);
    }

    @Override
    public void close() {
        // holds nothing but memory
    }
}
