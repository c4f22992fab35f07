package studio.likeness.app.window;

import javafx.animation.AnimationTimer;
import javafx.util.Subscription;

/// Calls once for every frame of the screen, on the FX thread: where queues that other threads fill
/// are emptied.
@FunctionalInterface
public interface Pulse {
    /// @return ends it
    Subscription everyFrame(Runnable step);

    static Pulse ofScreen() {
        return step -> {
            var timer =
                    new AnimationTimer() {
                        @Override
                        public void handle(long now) {
                            step.run();
                        }
                    };
            timer.start();
            return timer::stop;
        };
    }
}
