package studio.likeness.app.window.library;

import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.models.job.Job.State;

/// How far the work on a card's model is, with the buttons to hold or stop it.
final class JobBlock extends VBox {
    private final Texts texts;
    private final LiveJob job;

    /// Kept, because those who listen to a binding do not keep it.
    private final StringBinding figures;

    JobBlock(Texts texts, LiveJob job) {
        super(4);
        this.texts = texts;
        this.job = job;
        getStyleClass().add("job-block");
        var stage = new Label();
        stage.setWrapText(true);
        stage.setMinHeight(USE_PREF_SIZE);
        stage.textProperty().bind(following(job::stage));
        var bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.accessibleTextProperty().bind(stage.textProperty());
        figures = following(job::figures);
        var left = new Label();
        left.getStyleClass().add("what");
        left.textProperty().bind(figures);
        var controls = new HBox(4, left, Labels.space(), pause(), cancel());
        controls.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(stage, bar, controls);
        job.snapshotProperty()
                .subscribe(
                        now -> {
                            bar.setProgress(job.fraction());
                            boolean live = !now.state().over();
                            bar.setVisible(live);
                            bar.setManaged(live);
                            controls.setVisible(live);
                            controls.setManaged(live);
                            stage.getStyleClass().remove("problem");
                            if (now.state() == State.FAILED) {
                                stage.getStyleClass().add("problem");
                            }
                        });
    }

    private StringBinding following(Supplier<String> text) {
        return Bindings.createStringBinding(
                text::get, job.snapshotProperty(), texts.languageProperty());
    }

    private Button pause() {
        var pause = Icons.button(texts, MaterialDesignP.PAUSE, "app.window.library.job.pause");
        pause.setOnAction(_ -> job.pauseOrResume());
        job.snapshotProperty()
                .subscribe(
                        now ->
                                pause.setGraphic(
                                        Icons.of(
                                                now.state() == State.PAUSED
                                                        ? MaterialDesignP.PLAY
                                                        : MaterialDesignP.PAUSE)));
        return pause;
    }

    private Button cancel() {
        var cancel = Icons.button(texts, MaterialDesignC.CLOSE, "app.window.library.job.cancel");
        cancel.getStyleClass().add("cancel-job");
        cancel.setOnAction(_ -> job.cancel());
        return cancel;
    }
}
