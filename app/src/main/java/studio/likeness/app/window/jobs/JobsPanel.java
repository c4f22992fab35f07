package studio.likeness.app.window.jobs;

import java.util.HashMap;
import java.util.Map;
import javafx.animation.TranslateTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Ui;

/// Slides in from the right over whatever is there.
public final class JobsPanel extends VBox {
    private static final Duration SLIDE = Duration.millis(160);

    private final Ui ui;
    private final JobsModel model;
    private final VBox cards = new VBox();
    private final Map<JobItem, JobCard> known = new HashMap<>();

    public JobsPanel(Ui ui, JobsModel model, BooleanProperty open) {
        this.ui = ui;
        this.model = model;
        setId("jobs-panel");
        getStyleClass().add("jobs-panel");
        cards.getStyleClass().add("job-cards");
        var scroll = new ScrollPane(cards);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head(open), nothing(), scroll);
        setVisible(false);
        fill();
        model.items().addListener((ListChangeListener<JobItem>) _ -> fill());
        open.subscribe(this::slide);
    }

    private HBox head(BooleanProperty open) {
        var title = new Label();
        title.textProperty().bind(ui.texts().of("app.window.jobs.title"));
        title.getStyleClass().add("title-4");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var clear = new Button();
        clear.textProperty().bind(ui.texts().of("app.window.jobs.clear"));
        clear.getStyleClass().add("flat");
        clear.setMinWidth(USE_PREF_SIZE);
        clear.setOnAction(_ -> model.clearFinished());
        clear.visibleProperty().bind(Bindings.isNotEmpty(model.items()));
        var close = Icons.button(ui.texts(), MaterialDesignC.CLOSE, "app.window.jobs.close");
        close.setOnAction(_ -> open.set(false));
        var head = new HBox(title, gap, clear, close);
        head.getStyleClass().add("panel-head");
        return head;
    }

    private Label nothing() {
        var nothing = new Label();
        nothing.textProperty().bind(ui.texts().of("app.window.jobs.none"));
        nothing.getStyleClass().add("muted");
        nothing.setWrapText(true);
        nothing.setMinHeight(USE_PREF_SIZE);
        nothing.visibleProperty().bind(Bindings.isEmpty(model.items()));
        nothing.managedProperty().bind(nothing.visibleProperty());
        return nothing;
    }

    private void fill() {
        known.keySet().retainAll(model.items());
        cards.getChildren()
                .setAll(
                        model.items().stream()
                                .map(i -> known.computeIfAbsent(i, this::card))
                                .toList());
    }

    private JobCard card(JobItem item) {
        return new JobCard(ui.texts(), item);
    }

    private void slide(boolean open) {
        if (ui.preferences().still()) {
            setTranslateX(0);
            setVisible(open);
            return;
        }
        double away = Math.max(getWidth(), 400);
        if (open) {
            setTranslateX(away);
            setVisible(true);
        }
        var move = new TranslateTransition(SLIDE, this);
        move.setToX(open ? 0 : away);
        move.setOnFinished(_ -> setVisible(open));
        move.play();
    }
}
