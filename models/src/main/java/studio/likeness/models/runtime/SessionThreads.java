package studio.likeness.models.runtime;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The platform threads that make a session's native calls, first come, first served; mostly one.
/// Whoever waits may be a virtual thread, which a native call would otherwise hold to its carrier.
final class SessionThreads implements AutoCloseable {
    private final ExecutorService threads;

    SessionThreads(String name, int count) {
        threads =
                Executors.newFixedThreadPool(
                        count, Thread.ofPlatform().name(name).daemon().factory());
    }

    /// Waits until the work is over, even when interrupted: native code may still hold memory that
    /// is about to be closed.
    ///
    /// @param end asks the work to end soon; called when the waiting thread is interrupted
    /// @throws CancellationException when the work ended so; an interrupt stays set
    /// @throws IllegalStateException after [#close]
    <T> T call(Supplier<T> work, Runnable end) {
        var result = submit(work);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException _) {
                    // Not lost: the flag is set again below, once the work has ended.
                    interrupted = true;
                    end.run();
                }
            }
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> Future<T> submit(Supplier<T> work) {
        try {
            return threads.submit(work::get);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the session is closed", e);
        }
    }

    private static RuntimeException thrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException e
                ? e
                : new IllegalStateException("a session's work failed", cause);
    }

    /// Lets the work that waits be done first.
    @Override
    public void close() {
        threads.close();
    }
}
