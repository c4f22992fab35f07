package studio.likeness.app.window;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Application;
import studio.likeness.app.Studio;
import studio.likeness.models.job.Owned;

/// Opens the window.
public final class Window {
    /// @param smoke where to write a picture of the window and close it again, for checking an
    ///     installation
    /// @param behind takes what has to end when the window is gone
    record Start(Studio studio, Optional<Path> smoke, Owned behind) {}

    /// JavaFX makes the application object itself and passes it nothing but strings, so what it
    /// needs waits here for it.
    private static final AtomicReference<Optional<Start>> HANDED_OVER =
            new AtomicReference<>(Optional.empty());

    private Window() {}

    /// Returns when the window was closed and what it worked on has ended. Once per run of the
    /// program, from a thread that is not JavaFX's.
    ///
    /// @param smoke where to write a picture of the window and close it again
    public static void open(Studio studio, Optional<Path> smoke) {
        try (var behind = new Owned()) {
            HANDED_OVER.set(Optional.of(new Start(studio, smoke, behind)));
            Application.launch(LikenessApp.class);
        }
    }

    static Start handedOver() {
        return HANDED_OVER
                .getAndSet(Optional.empty())
                .orElseThrow(() -> new IllegalStateException("start it with Window.open"));
    }
}
