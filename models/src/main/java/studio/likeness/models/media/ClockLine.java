package studio.likeness.models.media;

import java.util.function.LongSupplier;

/// Keeps the time of a sound card and sounds nothing.
final class ClockLine implements SoundLine {
    private static final int RATE_HZ = 48_000;
    private static final int QUEUE = RATE_HZ / 10;

    private final LongSupplier nanoTime;
    private long written;

    /// Heard up to here at the moment `since`; from there on it goes with the clock until all is
    /// heard.
    private long before;

    private long since;

    ClockLine(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public int sampleRateHz() {
        return RATE_HZ;
    }

    @Override
    public int room() {
        return (int) (QUEUE - (written - heard()));
    }

    @Override
    public void write(float[] samples, int from, int count) {
        if (heard() == written) { // it stood still; time begins to count now
            before = written;
            since = nanoTime.getAsLong();
        }
        written += count;
    }

    @Override
    public long heard() {
        long passed = Math.round((nanoTime.getAsLong() - since) * (double) RATE_HZ / 1e9);
        return Math.min(written, before + passed);
    }

    @Override
    public void empty() {
        written = 0;
        before = 0;
    }

    @Override
    public void close() {
        empty();
    }
}
