package studio.likeness.app.window;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Platform;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;

/// Virtual threads on one side, `Platform.runLater` on the other.
final class FxBackground implements Background, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FxBackground.class.getName());

    /// For work that nobody waits for any more.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// For a film that becomes whole on a slow disk; a driver that hangs does not keep the program.
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(1);

    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("window-", 0).factory());

    /// Never interrupted. Drivers and encoders hold a thread until they are done.
    private final ExecutorService releasing =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofPlatform().daemon().name("window-release-", 0).factory());

    @Override
    public <T> void run(
            Callable<? extends T> work, Consumer<? super T> then, Consumer<? super String> failed) {
        try {
            threads.execute(() -> work(work, then, failed));
        } catch (RejectedExecutionException _) {
            // The window has closed; nobody waits for an answer any more.
        }
    }

    private <T> void work(
            Callable<? extends T> work, Consumer<? super T> then, Consumer<? super String> failed) {
        try {
            T result = work.call();
            onScreen(() -> then.accept(result));
        } catch (InterruptedException _) {
            // The window closes; nobody waits for the answer any more.
            Thread.currentThread().interrupt();
        } catch (CancellationException _) {
            // When the window closes, what runs is stopped, and nobody waits for its answer.
            if (!threads.isShutdown()) {
                onScreen(() -> failed.accept(Words.say("app.window.stopped")));
            }
        } catch (Exception e) {
            var sentence = sentence(e);
            onScreen(() -> failed.accept(sentence));
        }
    }

    @Override
    public void release(AutoCloseable what, Consumer<? super String> failed) {
        try {
            releasing.execute(() -> end(what, failed));
        } catch (RejectedExecutionException _) {
            end(what, failed); // the window has closed, and nobody sees how long it takes
        }
    }

    private void end(AutoCloseable what, Consumer<? super String> failed) {
        try {
            what.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            if (releasing.isShutdown()) {
                LOG.log(System.Logger.Level.WARNING, "not completed as the window closed", e);
            }
            var sentence = sentence(e);
            onScreen(() -> failed.accept(sentence));
        }
    }

    private static String sentence(Exception e) {
        if (e instanceof StudioException known) {
            return known.explanation();
        }
        LOG.log(System.Logger.Level.ERROR, "work for the window failed", e);
        return Words.say("app.window.unexpected", e.getClass().getSimpleName());
    }

    @Override
    public void onScreen(Runnable change) {
        Platform.runLater(change);
    }

    /// Interrupts the work, but nothing that is being released, and waits for the end of both: what
    /// they work on is closed next. Not on the FX thread, which has a window to take off.
    @Override
    public void close() {
        threads.shutdownNow();
        releasing.shutdown();
        try {
            await(threads, PATIENCE);
            await(releasing, LONG_PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(ExecutorService ending, Duration patience)
            throws InterruptedException {
        if (!ending.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.log(System.Logger.Level.WARNING, "work for the window went on after its end");
        }
    }
}
