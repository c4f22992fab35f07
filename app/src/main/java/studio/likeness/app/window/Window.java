package studio.likeness.app.window;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Application;
import studio.likeness.app.Studio;

/// Opens the window.
public final class Window {
    /// JavaFX makes the application object itself and passes it nothing but strings, so the studio
    /// waits here for it.
    private static final AtomicReference<Optional<Studio>> HANDED_OVER =
            new AtomicReference<>(Optional.empty());

    private Window() {}

    /// Returns when the window was closed. Once per run of the program, from a thread that is not
    /// JavaFX's.
    public static void open(Studio studio, String... args) {
        HANDED_OVER.set(Optional.of(studio));
        Application.launch(LikenessApp.class, args);
    }

    static Studio handedOver() {
        return HANDED_OVER
                .getAndSet(Optional.empty())
                .orElseThrow(() -> new IllegalStateException("start it with Window.open"));
    }
}
