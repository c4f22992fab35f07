package studio.likeness.app.window;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.util.Subscription;

/// Theme and text size of the window, as the settings and the system ask. Popups take their style
/// sheets from the scene they belong to, so they follow.
final class Look implements AutoCloseable {
    private static final double BASE_TEXT_PX = 14;

    private final Scene scene;
    private final Preferences preferences;
    private final Subscription watching;

    Look(Scene scene, Preferences preferences) {
        this.scene = scene;
        this.preferences = preferences;
        apply();
        watching =
                Subscription.combine(
                        preferences.of(s -> s.theme()).subscribe(_ -> apply()),
                        preferences.of(s -> s.textScale()).subscribe(_ -> apply()),
                        Platform.getPreferences().colorSchemeProperty().subscribe(_ -> apply()));
    }

    private void apply() {
        boolean dark = dark();
        Application.setUserAgentStylesheet(
                dark
                        ? new PrimerDark().getUserAgentStylesheet()
                        : new PrimerLight().getUserAgentStylesheet());
        scene.getStylesheets()
                .setAll(
                        sheet(dark ? "dark.css" : "light.css"),
                        sheet("window.css"),
                        type(preferences.get().textScale()));
    }

    private boolean dark() {
        return switch (preferences.get().theme()) {
            case "dark" -> true;
            case "light" -> false;
            default -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }

    private static String sheet(String name) {
        var url = Look.class.getResource(name);
        if (url == null) {
            throw new IllegalStateException("no style sheet " + name);
        }
        return url.toExternalForm();
    }

    /// Sizes that hang on the text scale, filled into `type.css`.
    private static String type(double scale) {
        try (var template = Look.class.getResourceAsStream("type.css")) {
            if (template == null) {
                throw new IllegalStateException("no style sheet type.css");
            }
            var css = new String(template.readAllBytes(), StandardCharsets.UTF_8);
            var text = Math.clamp(scale, 1, 2) * BASE_TEXT_PX;
            var filled = String.format(Locale.ROOT, css, Typeface.family(), text, text * 9 / 7);
            return "data:text/css;base64,"
                    + Base64.getEncoder().encodeToString(filled.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        watching.unsubscribe();
    }
}
