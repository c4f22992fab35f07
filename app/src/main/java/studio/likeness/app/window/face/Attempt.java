package studio.likeness.app.window.face;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Work on another thread that can be ended from here.
final class Attempt {
    private @Nullable Thread thread;
    private boolean stopped;

    interface Work<T> {
        T run() throws InterruptedException;
    }

    /// On a thread of the background. Empty when it was stopped, or the window closes.
    <T> Optional<T> run(Work<T> work) {
        try {
            return begin() ? Optional.of(work.run()) : Optional.empty();
        } catch (InterruptedException _) {
            return Optional.empty(); // the thread ends here
        } finally {
            end();
        }
    }

    private synchronized boolean begin() {
        thread = Thread.currentThread();
        return !stopped;
    }

    private synchronized void end() {
        thread = null;
    }

    synchronized void stop() {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
