package studio.likeness.app.window.conversation;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import studio.likeness.app.window.Background;
import studio.likeness.app.window.InlineBackground;

/// Work that is done only when a test says so, in order.
final class SlowBackground implements Background {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final InlineBackground inline = new InlineBackground();

    @Override
    public <T> void run(
            Callable<? extends T> work, Consumer<? super T> then, Consumer<? super String> failed) {
        waiting.add(() -> inline.run(work, then, failed));
    }

    @Override
    public void onScreen(Runnable change) {
        change.run();
    }

    void step() {
        waiting.remove().run();
    }

    void finish() {
        while (!waiting.isEmpty()) {
            step();
        }
    }
}
