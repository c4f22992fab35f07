package studio.likeness.models.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import studio.likeness.models.job.Progress;

/// Holds a [LipPupil] in another process: a job that is paused, and one that is cancelled, become
/// files that the pupil looks for between two steps. So it can save before it ends.
final class LipReins implements Progress, AutoCloseable {
    private static final String PAUSE = "pause";
    private static final String CANCEL = "cancel";

    /// Progress that takes longer than this is a job that is paused.
    private static final Duration HELD = Duration.ofMillis(400);

    /// Saving takes a second; whoever needs more than this is ended.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Progress progress;
    private final Thread watching;
    private Optional<CancellationException> cancelled = Optional.empty();
    private long cancelledAt;
    private long first = -1;

    // Guarded by this: since when progress is asked; 0 between.
    private long asked;

    private LipReins(Path folder, Progress progress) {
        this.folder = folder;
        this.progress = progress;
        watching = Thread.ofVirtual().name("lip-reins").start(this::watch);
    }

    static LipReins take(Path folder, Progress progress) throws IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve(PAUSE));
        Files.deleteIfExists(folder.resolve(CANCEL));
        return new LipReins(folder, progress);
    }

    /// Asked in the pupil's process, between two steps.
    ///
    /// @throws CancellationException when it is not wanted any more
    static void feel(Path folder) {
        try {
            while (Files.exists(folder.resolve(PAUSE)) && !Files.exists(folder.resolve(CANCEL))) {
                Thread.sleep(100);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
        if (Files.exists(folder.resolve(CANCEL))) {
            throw new CancellationException("by its file");
        }
    }

    @Override
    public void at(long done, long total, String doing) {
        if (cancelled.isPresent()) {
            if (System.nanoTime() - cancelledAt > PATIENCE.toNanos()) {
                throw cancelled.get();
            }
            return;
        }
        ask(System.nanoTime());
        try {
            if (doing.equals(LipCourse.LEARNING)) {
                // What an earlier run did tells nothing of this one's speed.
                first = first < 0 ? done : first;
                progress.at(done - first, total - first, doing);
            } else {
                progress.at(done, total, doing);
            }
        } catch (CancellationException e) {
            cancelled = Optional.of(e);
            cancelledAt = System.nanoTime();
            write(CANCEL);
        } finally {
            ask(0);
        }
    }

    /// @param since 0 when it was answered
    private synchronized void ask(long since) {
        asked = since;
        if (since == 0) {
            remove(PAUSE);
        }
    }

    private synchronized void look() {
        if (asked != 0 && System.nanoTime() - asked > HELD.toNanos()) {
            write(PAUSE);
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(HELD.dividedBy(2));
                look();
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private void write(String name) {
        try {
            Files.writeString(folder.resolve(name), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remove(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        watching.interrupt();
        synchronized (this) {
            Files.deleteIfExists(folder.resolve(PAUSE));
            Files.deleteIfExists(folder.resolve(CANCEL));
        }
    }
}
