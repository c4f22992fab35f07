package studio.likeness.app.window.sound;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import studio.likeness.models.media.Microphone;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;

/// Hears a hum as it sounds, with a clock of its own. What is not fetched within 400 ms is lost, as
/// from a device. For tests.
public final class ClockedMicrophone implements Microphone {
    private static final int RATE = 48_000;
    private static final int CHUNK = RATE / 50;
    private static final int QUEUE = RATE * 2 / 5;

    private final AtomicLong lost = new AtomicLong();
    private final long begun = System.nanoTime();
    private long given;

    @Override
    public AudioChunk read() throws InterruptedException {
        long waiting = heard() - given - lost.get();
        if (waiting > QUEUE) {
            lost.addAndGet(waiting - QUEUE);
        }
        var ready = Waveform.lengthOf(given + lost.get() + CHUNK, RATE);
        Thread.sleep(Duration.ofNanos(Math.max(0, begun + ready.toNanos() - System.nanoTime())));
        var samples = new float[CHUNK];
        for (int i = 0; i < CHUNK; i++) {
            samples[i] = (float) (0.5 * Math.sin((given + i) * 2 * Math.PI * 220 / RATE));
        }
        var chunk = new AudioChunk(new Waveform(samples, RATE), Waveform.lengthOf(given, RATE));
        given += CHUNK;
        return chunk;
    }

    private long heard() {
        return Waveform.samplesIn(Duration.ofNanos(System.nanoTime() - begun), RATE);
    }

    public Duration lost() {
        return Waveform.lengthOf(lost.get(), RATE);
    }

    @Override
    public void close() {}
}
