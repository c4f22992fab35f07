package studio.likeness.app.window.face;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Work on another thread that can be ended from here. It is interrupted only where it says so: a
/// thread that is interrupted while it loads a native library leaves that one unusable for good.
final class Attempt {
    private @Nullable Thread thread;
    private boolean stopped;

    interface Work<T> {
        T run() throws InterruptedException;
    }

    /// On a thread of the background. Empty when it was stopped, or the window closes.
    <T> Optional<T> run(Work<T> work) {
        try {
            return Optional.of(work.run());
        } catch (InterruptedException _) {
            return Optional.empty(); // the thread ends here
        }
    }

    /// A part of [#run] that may be interrupted.
    <T> T interruptibly(Work<T> work) throws InterruptedException {
        enter();
        try {
            return work.run();
        } finally {
            leave();
        }
    }

    private synchronized void enter() throws InterruptedException {
        if (stopped) {
            throw new InterruptedException("stopped before it began");
        }
        thread = Thread.currentThread();
    }

    private synchronized void leave() {
        thread = null;
    }

    synchronized void stop() {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
