package studio.likeness.models.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/// Stages of one piece of streaming work, each on its own named thread, usually a virtual one. The
/// first failure interrupts the others; leaving the scope interrupts whatever still runs and waits
/// for it.
public final class Stages implements AutoCloseable {
    /// One stage: plain blocking code that lets interruption through.
    @FunctionalInterface
    public interface Stage {
        void run() throws Exception;
    }

    private final ExecutorService threads;
    private final ExecutorService punctual;
    private final BlockingQueue<Future<Boolean>> completed = new LinkedBlockingQueue<>();
    private final List<Future<Boolean>> started = new ArrayList<>();

    public Stages(String name) {
        threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name(name + "-", 0).factory());
        punctual =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().daemon().name(name + "-punctual-", 0).factory());
    }

    public void start(Stage stage) {
        start(stage, threads);
    }

    /// One that feeds a device: on a thread of the system, since a virtual one waits for as long as
    /// others compute.
    public void startPunctual(Stage stage) {
        start(stage, punctual);
    }

    private void start(Stage stage, ExecutorService on) {
        started.add(
                new ExecutorCompletionService<Boolean>(on, completed)
                        .submit(
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
                end();
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

    private void end() {
        threads.shutdownNow();
        punctual.shutdownNow();
    }

    @Override
    public void close() {
        end();
        threads.close();
        punctual.close();
    }
}
