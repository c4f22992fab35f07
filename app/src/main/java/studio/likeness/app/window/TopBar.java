package studio.likeness.app.window;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;

/// Whom the window is about on the left; the machine on the right.
final class TopBar extends HBox {
    TopBar(Ui ui, Node jobs, Runnable help) {
        getStyleClass().add("top-bar");
        var rest = new Region();
        setHgrow(rest, Priority.ALWAYS);
        var ask =
                Icons.button(
                        ui.texts(), MaterialDesignH.HELP_CIRCLE_OUTLINE, "app.window.help.tip");
        ask.setId("help");
        ask.setOnAction(_ -> help.run());
        getChildren().addAll(new PersonaSwitcher(ui), rest, jobs, device(ui.texts()), ask);
    }

    /// Where models run. Nothing runs on a graphics card yet.
    private static Label device(Texts texts) {
        var badge = new Label();
        badge.setGraphic(Icons.of(MaterialDesignC.CHIP));
        badge.textProperty().bind(texts.of("app.window.device.processor"));
        badge.getStyleClass().add("device");
        badge.setMinWidth(USE_PREF_SIZE);
        return badge;
    }
}
