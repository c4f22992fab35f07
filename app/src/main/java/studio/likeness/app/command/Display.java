package studio.likeness.app.command;

import java.nio.file.Path;
import java.util.Optional;
import studio.likeness.app.Studio;
import studio.likeness.app.window.Window;

/// Whether there is a screen, and the way to it.
final class Display {
    private Display() {}

    static boolean present() {
        if (System.getProperty("os.name").startsWith("Linux")) {
            return "Headless".equals(System.getProperty("glass.platform"))
                    || isSet("DISPLAY")
                    || isSet("WAYLAND_DISPLAY");
        }
        return true;
    }

    private static boolean isSet(String variable) {
        var value = System.getenv(variable);
        return value != null && !value.isBlank();
    }

    static void open(Studio studio, Optional<Path> smoke) {
        Window.open(studio, smoke);
    }
}
