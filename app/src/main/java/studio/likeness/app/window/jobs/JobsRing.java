package studio.likeness.app.window.jobs;

import atlantafx.base.controls.RingProgressIndicator;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Texts;

/// How many jobs run and how far they are; opens the panel.
public final class JobsRing extends Button {
    public JobsRing(Texts texts, JobsModel model, Runnable toggle) {
        setId("jobs");
        getStyleClass().addAll("icon-button", "jobs-ring");
        var ring = new RingProgressIndicator(0, false);
        var count = new Label();
        count.getStyleClass().add("jobs-count");
        count.textProperty().bind(model.runningProperty().asString());
        // In place of the ring's own text, which would be the percentage.
        ring.setGraphic(count);
        var idle = Icons.of(MaterialDesignT.TRAY_FULL);
        var busy = model.runningProperty().greaterThan(0);
        ring.visibleProperty().bind(busy);
        idle.visibleProperty().bind(busy.not());
        ring.progressProperty().bind(model.progressProperty());
        setGraphic(new StackPane(ring, idle));
        var words = texts.of("app.window.jobs.tip", model.runningProperty());
        var tooltip = new Tooltip();
        tooltip.textProperty().bind(words);
        setTooltip(tooltip);
        accessibleTextProperty().bind(words);
        setOnAction(_ -> toggle.run());
    }
}
