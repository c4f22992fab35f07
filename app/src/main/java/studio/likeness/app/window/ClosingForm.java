package studio.likeness.app.window;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Asked once when the window is closed while jobs run: go on out of sight, or stop them.
final class ClosingForm extends VBox {
    private final Ui ui;

    ClosingForm(Ui ui, int running, Runnable minimise, Runnable stop) {
        this.ui = ui;
        getStyleClass().add("question");
        var title = new Label();
        title.textProperty().bind(ui.texts().of("app.window.closing.title", running));
        title.getStyleClass().add("title-4");
        title.setWrapText(true);
        var text = new Label();
        text.textProperty().bind(ui.texts().of("app.window.closing.text"));
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        var buttons =
                new HBox(
                        button("app.window.cancel", () -> {}),
                        button("app.window.closing.minimise", minimise),
                        button("app.window.closing.stop", stop));
        buttons.getChildren().getFirst().setId("closing-cancel");
        buttons.getChildren().getLast().getStyleClass().add("danger");
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().addAll(title, text, buttons);
    }

    private Button button(String key, Runnable run) {
        var button = new Button();
        button.textProperty().bind(ui.texts().of(key));
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(
                _ -> {
                    ui.overlay().hide();
                    run.run();
                });
        return button;
    }
}
