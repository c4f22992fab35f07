package studio.likeness.app.window.settings;

import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.settings.Diagnostics.Line;
import studio.likeness.app.window.settings.Diagnostics.Status;

/// What was found when the machine was looked over.
final class DiagnosticsSection extends VBox {
    private final Texts texts;
    private final SettingsModel model;
    private final VBox lines = new VBox();

    DiagnosticsSection(Texts texts, SettingsModel model) {
        this.texts = texts;
        this.model = model;
        lines.getStyleClass().add("diagnostics");
        var failure = new Label();
        failure.getStyleClass().add("inline-problem");
        failure.setWrapText(true);
        failure.textProperty().bind(model.checkFailureProperty());
        failure.visibleProperty().bind(failure.textProperty().isNotEmpty());
        failure.managedProperty().bind(failure.visibleProperty());
        var buttons =
                new HBox(
                        button("check-again", "app.window.settings.check", model::check),
                        button("copy-report", "app.window.settings.copy", model::copyReport));
        buttons.getStyleClass().add("buttons");
        buttons.getChildren().getFirst().disableProperty().bind(model.checkingProperty());
        getChildren()
                .add(
                        new Section(texts, "app.window.settings.diagnostics")
                                .wide(lines)
                                .wide(failure)
                                .wide(buttons));
        // A machine that nobody can look over has no section for it.
        visibleProperty()
                .bind(
                        Bindings.isNotEmpty(model.lines())
                                .or(model.checkFailureProperty().isNotEmpty()));
        managedProperty().bind(visibleProperty());
        fill();
        model.lines().addListener((ListChangeListener<Line>) _ -> fill());
    }

    private Button button(String id, String key, Runnable run) {
        var button = new Button();
        button.setId(id);
        button.textProperty().bind(texts.of(key));
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> run.run());
        return button;
    }

    private void fill() {
        lines.getChildren().setAll(model.lines().stream().map(this::line).toList());
    }

    private HBox line(Line line) {
        var icon = Icons.of(icon(line.status()));
        icon.getStyleClass().add(style(line.status()));
        icon.setAccessibleText(texts.now(word(line.status())));
        var name = new Label(line.name());
        name.getStyleClass().add("line-name");
        var sentence = new Label(line.sentence());
        sentence.setWrapText(true);
        sentence.setMinHeight(USE_PREF_SIZE);
        var words = new VBox(name, sentence);
        if (!line.remedy().isEmpty()) {
            var remedy = new Label(line.remedy());
            remedy.getStyleClass().add("about");
            remedy.setWrapText(true);
            remedy.setMinHeight(USE_PREF_SIZE);
            words.getChildren().add(remedy);
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        var status = new Label(texts.now(word(line.status())));
        status.getStyleClass().add("muted");
        status.setMinWidth(USE_PREF_SIZE);
        var row = new HBox(icon, words, status);
        row.getStyleClass().add("line");
        return row;
    }

    private static Ikon icon(Status status) {
        return switch (status) {
            case GOOD -> MaterialDesignC.CHECK_CIRCLE_OUTLINE;
            case NOTE -> MaterialDesignI.INFORMATION_OUTLINE;
            case PROBLEM -> MaterialDesignA.ALERT_CIRCLE_OUTLINE;
        };
    }

    private static String style(Status status) {
        return switch (status) {
            case GOOD -> "success";
            case NOTE -> "accent";
            case PROBLEM -> "danger";
        };
    }

    private static String word(Status status) {
        return switch (status) {
            case GOOD -> "app.window.settings.status.good";
            case NOTE -> "app.window.settings.status.note";
            case PROBLEM -> "app.window.settings.status.problem";
        };
    }
}
