package studio.likeness.app.conversation;

import org.jspecify.annotations.Nullable;

/// One piece of work while nobody waits; a turn ends it. Not thread-safe.
final class Background {
    private static final System.Logger LOG = System.getLogger(Background.class.getName());

    private @Nullable Thread running;

    /// What may be interrupted.
    interface Work {
        void run() throws InterruptedException;
    }

    void start(Work work) {
        running =
                Thread.ofVirtual()
                        .name("brain between turns")
                        .start(
                                () -> {
                                    try {
                                        work.run();
                                    } catch (InterruptedException _) {
                                        // A turn came; it goes on without.
                                    } catch (RuntimeException e) {
                                        LOG.log(System.Logger.Level.INFO, "not done", e);
                                    }
                                });
    }

    /// Waits until it has ended, which takes a token.
    void stop() {
        var thread = running;
        running = null;
        if (thread == null) {
            return;
        }
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                // Set again below; the model must be free first.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
