package studio.likeness.app.window;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// The one door off the FX thread and back onto it.
public interface Background {
    /// Works on another thread; the result, or one sentence for the user about why there is none,
    /// comes back on the FX thread. Called on the FX thread.
    <T> void run(
            Callable<? extends T> work, Consumer<? super T> then, Consumer<? super String> failed);

    /// Closes on another thread what takes its time, and to the end: a window that closes meanwhile
    /// does not interrupt it, and the program waits for it, out of sight. Called on the FX thread.
    ///
    /// @param failed told one sentence about what could not be completed, on the FX thread
    default void release(AutoCloseable what, Consumer<? super String> failed) {
        run(
                () -> {
                    what.close();
                    return what;
                },
                _ -> {},
                failed);
    }

    /// Runs on the FX thread, soon; for listeners that are called on other threads.
    void onScreen(Runnable change);
}
