package studio.likeness.app.window;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The keys that work everywhere and those of the talk.
final class HelpForm extends VBox {
    private record Shortcut(String keys, String what) {}

    private static final List<Shortcut> ALL =
            List.of(
                    new Shortcut("Ctrl+1 … 8", "app.window.help.tabs"),
                    new Shortcut("Ctrl+J", "app.window.help.jobs"),
                    new Shortcut("Ctrl+B", "app.window.help.sidebar"),
                    new Shortcut("F1", "app.window.help.this"),
                    new Shortcut("Enter", "app.window.help.send"),
                    new Shortcut("Shift+Enter", "app.window.help.break"),
                    new Shortcut("Esc", "app.window.help.stop"),
                    new Shortcut("Ctrl+R", "app.window.help.record"),
                    new Shortcut("Ctrl+T", "app.window.help.transcript"));

    HelpForm(Texts texts, Runnable close) {
        getStyleClass().add("help");
        var title = new Label();
        title.textProperty().bind(texts.of("app.window.help.title"));
        title.getStyleClass().add("title-4");
        var grid = new GridPane();
        grid.getStyleClass().add("help-grid");
        for (int row = 0; row < ALL.size(); row++) {
            var keys = new Label(ALL.get(row).keys());
            keys.getStyleClass().add("key");
            keys.setMinWidth(USE_PREF_SIZE);
            var what = new Label();
            what.textProperty().bind(texts.of(ALL.get(row).what()));
            what.setMinWidth(USE_PREF_SIZE);
            grid.addRow(row, keys, what);
        }
        var done = new Button();
        done.setId("help-close");
        done.textProperty().bind(texts.of("app.window.close"));
        done.setCancelButton(true);
        done.setDefaultButton(true);
        done.setOnAction(_ -> close.run());
        var buttons = new HBox(done);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().addAll(title, grid, buttons);
    }
}
