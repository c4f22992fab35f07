package studio.likeness.app.window;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// Icons from the one set (Material Design 2), and buttons that are only an icon: those always have
/// a tooltip, which is their accessible name as well.
public final class Icons {
    private Icons() {}

    /// As large and as coloured as the text around it; see `.ikonli-font-icon` in window.css.
    public static FontIcon of(Ikon icon) {
        var node = new FontIcon(icon);
        node.setAccessibleRole(AccessibleRole.NODE);
        return node;
    }

    /// @param key of its tooltip, which names the shortcut where there is one
    public static Button button(Texts texts, Ikon icon, String key) {
        var button = new Button();
        dress(button, texts, icon, key);
        return button;
    }

    public static ToggleButton toggle(Texts texts, Ikon icon, String key) {
        var button = new ToggleButton();
        dress(button, texts, icon, key);
        return button;
    }

    private static void dress(ButtonBase button, Texts texts, Ikon icon, String key) {
        button.setGraphic(of(icon));
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().add("icon-button");
        var tooltip = new Tooltip();
        tooltip.textProperty().bind(texts.of(key));
        button.setTooltip(tooltip);
        button.accessibleTextProperty().bind(texts.of(key));
    }
}
