package studio.likeness.app.window.sound;

import java.time.Duration;
import studio.likeness.models.media.Speaker;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;

/// A sound card without a sound: a clock of its own, a queue of 100 ms, and a count of what it had
/// nothing to play for since its first sample. For tests.
public final class ClockedSpeaker implements Speaker {
    private static final long QUEUE_NANOS = 100_000_000;
    private static final int PIECES_A_SECOND = 200;

    private boolean begun;
    private long dryAt;
    private long playedNanos;
    private long starvedNanos;
    private long longestGapNanos;
    private int gaps;

    @Override
    public void play(AudioChunk chunk) throws InterruptedException {
        var sound = chunk.sound();
        int rate = sound.sampleRateHz();
        int step = Math.max(1, rate / PIECES_A_SECOND);
        for (int at = 0; at < sound.samples().length; at += step) {
            var piece = sound.slice(at, at + step);
            long ahead = queuedNanos() + piece.length().toNanos() - QUEUE_NANOS;
            while (ahead > 0) {
                Thread.sleep(Duration.ofNanos(ahead));
                ahead = queuedNanos() + piece.length().toNanos() - QUEUE_NANOS;
            }
            take(piece);
        }
    }

    private synchronized void take(Waveform piece) {
        long now = System.nanoTime();
        long late = now - dryAt;
        if (begun && late > 0) {
            starvedNanos += late;
            longestGapNanos = Math.max(longestGapNanos, late);
            gaps++;
        }
        dryAt = (begun && late <= 0 ? dryAt : now) + piece.length().toNanos();
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

    public synchronized Duration longestGap() {
        return Duration.ofNanos(longestGapNanos);
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
