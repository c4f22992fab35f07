package studio.likeness.models.media;

import java.time.Duration;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Resampler;
import studio.likeness.models.signal.Waveform;

/// Feeds a line little by little, so that an interrupt and a flush take effect at once: a line's
/// own blocking write swallows interrupts.
final class LineSpeaker implements Speaker {
    private static final long NAP_MILLIS = 5;

    private final SoundLine line;
    private Resampler resampler;
    private double gain = 1;
    private long written;
    private long heard;

    /// Counts flushes; who waits to write what was played before one gives up.
    private int epoch;

    private boolean closed;

    LineSpeaker(SoundLine line) {
        this.line = line;
        resampler = new Resampler(line.sampleRateHz(), line.sampleRateHz());
    }

    @Override
    public void play(AudioChunk chunk) throws InterruptedException {
        float[] rest;
        float[] samples;
        int begun;
        synchronized (this) {
            begun = epoch;
            int rate = chunk.sound().sampleRateHz();
            rest = new float[0];
            if (resampler.fromHz() != rate) {
                rest = resampler.flush();
                resampler = new Resampler(rate, line.sampleRateHz());
            }
            samples = resampler.push(chunk.sound().samples());
        }
        feed(rest, begun);
        feed(samples, begun);
    }

    private void feed(float[] samples, int begun) throws InterruptedException {
        int at = 0;
        while (at < samples.length) {
            int count = offer(samples, at, begun);
            if (count < 0) {
                return;
            }
            at += count;
            if (at < samples.length) {
                Thread.sleep(NAP_MILLIS);
            }
        }
        if (Thread.interrupted()) { // a barge-in is noticed even where there was room
            throw new InterruptedException();
        }
    }

    /// @return how much was taken; -1 when the rest is not wanted any more
    private synchronized int offer(float[] samples, int at, int begun) {
        if (closed || epoch != begun) {
            return -1;
        }
        int count = Math.min(line.room(), samples.length - at);
        if (count <= 0) {
            return 0;
        }
        var loud = new float[count];
        for (int i = 0; i < count; i++) {
            loud[i] = (float) (samples[at + i] * gain);
        }
        line.write(loud, 0, count);
        written += count;
        return count;
    }

    @Override
    public synchronized Duration heard() {
        if (!closed) {
            heard = Math.max(heard, Math.min(line.heard(), written));
        }
        return Waveform.lengthOf(heard, line.sampleRateHz());
    }

    @Override
    public void drain() throws InterruptedException {
        float[] rest;
        int begun;
        synchronized (this) {
            begun = epoch;
            rest = resampler.flush();
        }
        feed(rest, begun);
        while (isSounding(begun)) {
            Thread.sleep(NAP_MILLIS);
        }
    }

    private synchronized boolean isSounding(int begun) {
        heard();
        return !closed && epoch == begun && heard < written;
    }

    @Override
    public synchronized void flush() {
        if (closed) {
            return;
        }
        epoch++;
        line.empty();
        resampler.flush();
        written = 0;
        heard = 0;
    }

    @Override
    public synchronized void volume(double gain) {
        this.gain = Math.clamp(gain, 0.0, 1.0);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            line.close();
        }
    }
}
