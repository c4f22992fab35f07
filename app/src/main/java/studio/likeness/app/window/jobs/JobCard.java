package studio.likeness.app.window.jobs;

import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Texts;
import studio.likeness.models.job.Job.State;

/// A job: title, what it does, how far, how fast, how long.
final class JobCard extends VBox {
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private final Texts texts;
    private final JobItem item;

    JobCard(Texts texts, JobItem item) {
        this.texts = texts;
        this.item = item;
        getStyleClass().add("job-card");
        var title = words("job-title", item::title);
        var stage = words("job-stage", item::stage);
        var figures = words("job-figures", item::figures);
        var bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.accessibleTextProperty().bind(title.textProperty());
        var details = details();
        var more =
                Icons.toggle(texts, MaterialDesignI.INFORMATION_OUTLINE, "app.window.jobs.details");
        details.visibleProperty().bind(more.selectedProperty());
        details.managedProperty().bind(more.selectedProperty());
        getChildren().addAll(title, stage, bar, new HBox(figures, gap(), buttons(), more), details);
        item.snapshotProperty()
                .subscribe(
                        now -> {
                            bar.setProgress(item.fraction());
                            boolean live = !now.state().over();
                            bar.setVisible(live);
                            bar.setManaged(live);
                            pseudoClassStateChanged(FAILED, now.state() == State.FAILED);
                        });
    }

    private static Region gap() {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    private Label words(String style, Supplier<String> text) {
        var label = new Label();
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.textProperty().bind(following(text));
        return label;
    }

    private StringBinding following(Supplier<String> text) {
        return Bindings.createStringBinding(
                text::get, item.snapshotProperty(), texts.languageProperty());
    }

    private HBox buttons() {
        var pause = Icons.button(texts, MaterialDesignP.PAUSE, "app.window.jobs.pause");
        pause.setOnAction(_ -> item.pauseOrResume());
        var cancel = Icons.button(texts, MaterialDesignC.CLOSE, "app.window.jobs.cancel");
        cancel.setOnAction(_ -> item.cancel());
        item.snapshotProperty()
                .subscribe(
                        now -> {
                            show(pause, item.canPause());
                            pause.setGraphic(
                                    Icons.of(
                                            now.state() == State.PAUSED
                                                    ? MaterialDesignP.PLAY
                                                    : MaterialDesignP.PAUSE));
                            show(cancel, !now.state().over());
                        });
        return new HBox(pause, cancel);
    }

    private static void show(Button button, boolean shown) {
        button.setVisible(shown);
        button.setManaged(shown);
    }

    private VBox details() {
        var report = words("job-report", () -> String.join("\n", item.report()));
        var copy = new Button();
        copy.textProperty().bind(texts.of("app.window.jobs.copy"));
        copy.setOnAction(_ -> item.copyReport());
        copy.setMinWidth(USE_PREF_SIZE);
        return new VBox(report, copy);
    }
}
