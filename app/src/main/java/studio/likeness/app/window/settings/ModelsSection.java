package studio.likeness.app.window.settings;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.corpus.Labels;

/// The row of the models' folder.
final class ModelsSection extends VBox {
    private final Texts texts;

    ModelsSection(Texts texts, ModelsFolderModel model) {
        this.texts = texts;
        var open = button("open-models", "app.window.library.settings.open", model::open);
        var move = button("move-models", "app.window.library.settings.move", model::choose);
        move.disableProperty().bind(model.watch().runningProperty());
        var buttons = new HBox(8, open, move);
        var path = new Label();
        path.setId("models-folder");
        path.getStyleClass().add("path");
        path.setWrapText(true);
        path.setMinHeight(USE_PREF_SIZE);
        path.textProperty().bind(model.folderProperty());
        var bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty().bind(model.watch().doneProperty());
        bar.accessibleTextProperty().bind(texts.of("app.window.library.settings.move"));
        HBox.setHgrow(bar, javafx.scene.layout.Priority.ALWAYS);
        var stop = button("stop-move", "app.window.cancel", model.watch()::cancel);
        var moving = new HBox(8, bar, stop);
        moving.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        Labels.shownWhen(moving, model.watch().runningProperty());
        var done = new Label();
        done.getStyleClass().add("about");
        done.setWrapText(true);
        done.textProperty().bind(model.outcomeProperty());
        Labels.shownWhen(done, done.textProperty().isNotEmpty());
        var below = new VBox(8, path, moving, done, problem(model));
        below.getStyleClass().add("row-below");
        getChildren()
                .add(
                        new Section(texts, "app.window.library.settings.models")
                                .row("app.window.library.settings.folder", buttons)
                                .wide(below));
    }

    private static Label problem(ModelsFolderModel model) {
        var problem = new Label();
        problem.getStyleClass().add("inline-problem");
        problem.setWrapText(true);
        problem.setMinHeight(USE_PREF_SIZE);
        problem.textProperty().bind(model.problemProperty());
        return Labels.shownWhen(problem, problem.textProperty().isNotEmpty());
    }

    private Button button(String id, String key, Runnable run) {
        var button = Labels.button(texts, key, run);
        button.setId(id);
        return button;
    }
}
