package studio.likeness.app.window.sound;

import java.time.Duration;
import studio.likeness.models.media.Speaker;
import studio.likeness.models.signal.AudioChunk;

/// Hears everything a hundred times as fast as it sounds; for tests.
public final class HastySpeaker implements Speaker {
    private long samples;
    private Duration heard = Duration.ZERO;

    @Override
    public void play(AudioChunk chunk) throws InterruptedException {
        Thread.sleep(chunk.sound().length().dividedBy(100));
        synchronized (this) {
            samples += chunk.sound().samples().length;
            heard = chunk.end();
        }
    }

    public synchronized long samples() {
        return samples;
    }

    @Override
    public synchronized Duration heard() {
        return heard;
    }

    @Override
    public void drain() {}

    @Override
    public synchronized void flush() {
        heard = Duration.ZERO;
    }

    @Override
    public void volume(double gain) {}

    @Override
    public void close() {}
}
