package studio.likeness.app.window.sound;

import java.time.Duration;
import studio.likeness.models.media.Speaker;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;

/// A sound card without a sound: a clock of its own, a queue of 100 ms, and a count of how long it
/// had nothing to play since its first sample because nobody gave it more. What it overslept
/// itself, as threads do where much else runs, is counted apart. For tests.
public final class ClockedSpeaker implements Speaker {
    private static final long QUEUE_NANOS = 100_000_000;
    private static final int PIECES_A_SECOND = 200;

    private boolean begun;
    private long dryAt;
    private long playedNanos;
    private long starvedNanos;
    private long oversleptNanos;
    private int gaps;

    @Override
    public void play(AudioChunk chunk) throws InterruptedException {
        var sound = chunk.sound();
        int rate = sound.sampleRateHz();
        int step = Math.max(1, rate / PIECES_A_SECOND);
        wake(true);
        for (int at = 0; at < sound.samples().length; at += step) {
            var piece = sound.slice(at, at + step);
            long ahead = queuedNanos() + piece.length().toNanos() - QUEUE_NANOS;
            while (ahead > 0) {
                Thread.sleep(Duration.ofNanos(ahead));
                ahead = queuedNanos() + piece.length().toNanos() - QUEUE_NANOS;
            }
            wake(false);
            take(piece);
        }
    }

    private synchronized void wake(boolean called) {
        long late = System.nanoTime() - dryAt;
        if (!begun || late <= 0) {
            return;
        }
        dryAt += late;
        if (called) {
            starvedNanos += late;
            gaps++;
        } else {
            oversleptNanos += late;
        }
    }

    private synchronized void take(Waveform piece) {
        dryAt = (begun ? dryAt : System.nanoTime()) + piece.length().toNanos();
        begun = true;
        playedNanos += piece.length().toNanos();
    }

    private synchronized long queuedNanos() {
        return begun ? Math.max(0, dryAt - System.nanoTime()) : 0;
    }

    /// Without sound between its first sample and its last.
    public synchronized Duration starved() {
        return Duration.ofNanos(starvedNanos);
    }

    public synchronized Duration overslept() {
        return Duration.ofNanos(oversleptNanos);
    }

    public synchronized int gaps() {
        return gaps;
    }

    @Override
    public synchronized Duration heard() {
        return Duration.ofNanos(playedNanos - queuedNanos());
    }

    @Override
    public void drain() throws InterruptedException {
        Thread.sleep(Duration.ofNanos(queuedNanos()));
    }

    @Override
    public synchronized void flush() {
        begun = false;
        playedNanos = 0;
    }

    @Override
    public void volume(double gain) {}

    @Override
    public void close() {}
}
