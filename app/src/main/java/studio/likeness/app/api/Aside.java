package studio.likeness.app.api;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Work that native code does for a while. It would hold the thread that carries the requests, so
/// it gets one of its own.
final class Aside {
    private Aside() {}

    static <T> T call(Callable<T> work) throws InterruptedException {
        var task = new FutureTask<>(work);
        var thread = Thread.ofPlatform().name("aside").start(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        } catch (ExecutionException e) {
            switch (Objects.requireNonNullElse(e.getCause(), e)) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case InterruptedException cause -> throw cause;
                default -> throw new IllegalStateException(e);
            }
        }
    }
}
