package studio.likeness.app.window.face;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import studio.likeness.app.window.Background;
import studio.likeness.models.job.StudioException;

/// Works on other threads, as the window does; what comes of it waits for the test's own thread.
final class HandedBack implements Background, AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Runnable> results = new ArrayDeque<>();

    @Override
    public <T> void run(
            Callable<? extends T> work, Consumer<? super T> then, Consumer<? super String> failed) {
        threads.execute(() -> onScreen(answer(work, then, failed)));
    }

    private static <T> Runnable answer(
            Callable<? extends T> work, Consumer<? super T> then, Consumer<? super String> failed) {
        try {
            T result = work.call();
            return () -> then.accept(result);
        } catch (StudioException e) {
            return () -> failed.accept(e.explanation());
        } catch (Exception e) {
            return () -> {
                throw new AssertionError(e);
            };
        }
    }

    @Override
    public synchronized void onScreen(Runnable change) {
        results.add(change);
    }

    /// Takes what has come back, on the calling thread.
    void take() {
        for (var next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private synchronized Runnable next() {
        return results.poll();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
