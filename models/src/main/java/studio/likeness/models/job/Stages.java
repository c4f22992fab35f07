package studio.likeness.models.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Stages of one piece of streaming work, each on its own named virtual thread. The first failure
/// interrupts the others; leaving the scope interrupts whatever still runs and waits for it.
public final class Stages implements AutoCloseable {
    /// One stage: plain blocking code that lets interruption through.
    @FunctionalInterface
    public interface Stage {
        void run() throws Exception;
    }

    private final ExecutorService threads;
    private final ExecutorCompletionService<Boolean> completed;
    private final List<Future<Boolean>> started = new ArrayList<>();

    public Stages(String name) {
        threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name(name + "-", 0).factory());
        completed = new ExecutorCompletionService<>(threads);
    }

    public void start(Stage stage) {
        started.add(
                completed.submit(
                        () -> {
                            stage.run();
                            return true;
                        }));
    }

    /// Waits for every stage.
    ///
    /// @throws InterruptedException when the caller is interrupted, which ends the scope (barge-in)
    public void join() throws InterruptedException {
        for (int i = 0; i < started.size(); i++) {
            try {
                completed.take().get();
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw failure(e);
            }
        }
    }

    private static RuntimeException failure(ExecutionException e) throws InterruptedException {
        var cause = e.getCause();
        if (cause instanceof InterruptedException) {
            throw new InterruptedException("a stage was interrupted");
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException r ? r : new IllegalStateException(cause);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
