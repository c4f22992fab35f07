package studio.likeness.app.window;

import javafx.stage.Screen;
import javafx.stage.Stage;
import studio.likeness.app.Settings;

/// Puts the window where it was, if that is still on a screen, and remembers where it is put.
final class WindowPlace {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;
    private static final double LEAST_WIDTH = 1024;
    private static final double LEAST_HEIGHT = 700;
    // So much of it must be on a screen to be caught by the mouse.
    private static final double SEEN = 120;

    private WindowPlace() {}

    static void restore(Stage stage, Settings.Window place) {
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        var largest = Screen.getPrimary().getVisualBounds();
        boolean known = place.width() > 0 && place.height() > 0;
        stage.setWidth(known ? place.width() : Math.min(WIDTH, largest.getWidth()));
        stage.setHeight(known ? place.height() : Math.min(HEIGHT, largest.getHeight()));
        if (known && seen(place)) {
            stage.setX(place.x());
            stage.setY(place.y());
        }
        stage.setMaximized(place.maximized());
    }

    private static boolean seen(Settings.Window place) {
        return Screen.getScreens().stream()
                .map(Screen::getVisualBounds)
                .anyMatch(screen -> screen.contains(place.x() + SEEN, place.y()));
    }

    /// A maximized window keeps the place it goes back to.
    static Settings.Window of(Stage stage, Settings.Window before) {
        return stage.isMaximized() && before.width() > 0
                ? new Settings.Window(before.x(), before.y(), before.width(), before.height(), true)
                : new Settings.Window(
                        stage.getX(),
                        stage.getY(),
                        stage.getWidth(),
                        stage.getHeight(),
                        stage.isMaximized());
    }
}
