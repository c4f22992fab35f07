package studio.likeness.app.window;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import studio.likeness.models.job.StudioException;

/// Does at once, on the calling thread, what the window does in the background.
public final class InlineBackground implements Background {
    @Override
    public <T> void run(
            Callable<? extends T> work, Consumer<? super T> then, Consumer<? super String> failed) {
        T result;
        try {
            result = work.call();
        } catch (StudioException e) {
            failed.accept(e.explanation());
            return;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        then.accept(result);
    }

    @Override
    public void onScreen(Runnable change) {
        change.run();
    }
}
