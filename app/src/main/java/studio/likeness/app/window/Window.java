package studio.likeness.app.window;

import java.nio.file.Path;
import java.util.Optional;
import studio.likeness.app.Studio;

public final class Window {
    private Window() {}

    public static void open(Studio s, Optional<Path> p) {
        throw new UnsupportedOperationException(s.home() + "" + p);
    }
}
