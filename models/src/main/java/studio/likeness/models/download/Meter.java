package studio.likeness.models.download;

import java.time.Duration;
import studio.likeness.models.job.Progress;

/// Adds up what several threads receive. Each asks here before it goes on: while the user pauses,
/// all of them wait.
final class Meter {
    static final String FETCHING = "models.download.fetching";
    static final String CHECKING = "models.download.checking";

    private final Progress progress;
    private long done;
    private long total;
    private String doing = FETCHING;
    private volatile long resumedNanos = System.nanoTime();

    Meter(Progress progress) {
        this.progress = progress;
    }

    /// @param total 0 when unknown
    synchronized void expect(long total) {
        this.total = total;
    }

    synchronized void doing(String key) {
        doing = key;
        tick();
    }

    synchronized void add(long bytes) {
        done += bytes;
        tick();
    }

    /// @throws java.util.concurrent.CancellationException when cancelled
    synchronized void tick() {
        long asked = System.nanoTime();
        progress.at(Math.max(0, done), total == 0 ? 0 : Math.max(total, done), doing);
        long now = System.nanoTime();
        if (now - asked > Duration.ofMillis(100).toNanos()) {
            resumedNanos = now;
        }
    }

    /// When the last pause ended: nothing was received during it.
    long resumedNanos() {
        return resumedNanos;
    }
}
