package studio.likeness.app.window;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;

/// Whom the window is about on the left; the machine on the right.
final class TopBar extends HBox {
    TopBar(Ui ui, Node jobs, Node device, Runnable help) {
        getStyleClass().add("top-bar");
        var rest = new Region();
        setHgrow(rest, Priority.ALWAYS);
        var ask =
                Icons.button(
                        ui.texts(), MaterialDesignH.HELP_CIRCLE_OUTLINE, "app.window.help.tip");
        ask.setId("help");
        ask.setOnAction(_ -> help.run());
        getChildren().addAll(new PersonaSwitcher(ui), rest, jobs, device, ask);
    }
}
