package studio.likeness.app.command;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import studio.likeness.models.job.Progress;

/// Lets Ctrl+C cancel the work instead of killing it: the work is asked to stop at its next step,
/// and the program ends when it has cleaned up.
final class ModelsCancelling implements Progress, AutoCloseable {
    /// Between two steps lies one layer of a network at most.
    private static final int PATIENCE_SECONDS = 30;

    private final Progress progress;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::cancel, "cancel");
    private volatile boolean cancelled;

    ModelsCancelling(Progress progress) {
        this.progress = progress;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void cancel() {
        cancelled = true;
        try {
            var _ = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // then the program ends at once
        }
    }

    @Override
    public void at(long done, long total, String doing) {
        if (cancelled) {
            throw new CancellationException();
        }
        progress.at(done, total, doing);
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The program is ending: the hook is running and has been waiting for this.
        }
    }
}
