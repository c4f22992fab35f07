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

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("window-", 0).factory());

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

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            // What it worked on is closed next.
            if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "work for the window went on after its end");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
