package studio.likeness.app.window.conversation;

import atlantafx.base.controls.Popover;
import java.time.Duration;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.likeness.app.conversation.Trace.Step;
import studio.likeness.app.window.Spans;
import studio.likeness.app.window.Texts;

/// Where the time of the last turn went: one bar a step, from when the step before it ended.
final class WaterfallView extends VBox {
    private static final double BARS_PX = 180;
    private static final double THINNEST_PX = 3;

    private final Texts texts;

    WaterfallView(Texts texts, Waterfall waterfall) {
        this.texts = texts;
        setId("waterfall");
        getStyleClass().add("waterfall");
        var title = new Label(texts.now("app.window.talk.waterfall.title"));
        title.getStyleClass().add("title-4");
        var note = new Label(texts.now("app.window.talk.waterfall.note", waterfall.turns()));
        note.getStyleClass().add("muted");
        note.setWrapText(true);
        note.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(title, grid(waterfall), note);
    }

    static void open(Texts texts, TalkModel model, Node at) {
        var popover = new Popover(new WaterfallView(texts, model.waterfallProperty().get()));
        popover.setArrowLocation(Popover.ArrowLocation.TOP_LEFT);
        popover.setHeaderAlwaysVisible(false);
        popover.setDetachable(false);
        popover.show(at);
    }

    private GridPane grid(Waterfall waterfall) {
        var grid = new GridPane();
        grid.getStyleClass().add("waterfall-grid");
        grid.addRow(
                0,
                new Region(),
                new Region(),
                head("app.window.talk.waterfall.at"),
                head("app.window.talk.waterfall.p50"),
                head("app.window.talk.waterfall.p95"));
        int row = 1;
        for (var step : waterfall.rows()) {
            var name = new Label(texts.now(key(step.step())));
            name.setMinWidth(USE_PREF_SIZE);
            grid.addRow(
                    row++,
                    name,
                    bar(step, waterfall.total()),
                    time(step.at()),
                    time(step.p50()),
                    time(step.p95()));
        }
        return grid;
    }

    private Label head(String key) {
        var head = new Label(texts.now(key));
        head.getStyleClass().add("muted");
        head.setMinWidth(USE_PREF_SIZE);
        GridPane.setHalignment(head, HPos.RIGHT);
        return head;
    }

    private static Pane bar(Waterfall.Row row, Duration total) {
        double pixelsPerNano = BARS_PX / Math.max(1, total.toNanos());
        var bar = new Region();
        bar.getStyleClass().add("waterfall-bar");
        double width = Math.max(THINNEST_PX, row.at().minus(row.from()).toNanos() * pixelsPerNano);
        double x = Math.min(row.from().toNanos() * pixelsPerNano, BARS_PX - width);
        bar.resizeRelocate(x, 4, width, 10);
        bar.setManaged(false);
        var track = new Pane(bar);
        track.getStyleClass().add("waterfall-track");
        track.setMinSize(BARS_PX, 18);
        track.setPrefSize(BARS_PX, 18);
        return track;
    }

    private Label time(Duration time) {
        var label = new Label(Spans.say(texts, time));
        label.setMinWidth(USE_PREF_SIZE);
        GridPane.setHalignment(label, HPos.RIGHT);
        return label;
    }

    private static String key(Step step) {
        return switch (step) {
            case HEARD -> "app.window.talk.step.heard";
            case MEMORY -> "app.window.talk.step.memory";
            case FIRST_TEXT -> "app.window.talk.step.firstText";
            case FIRST_CLAUSE -> "app.window.talk.step.firstClause";
            case FIRST_AUDIO -> "app.window.talk.step.firstAudio";
            case FIRST_FRAME -> "app.window.talk.step.firstFrame";
            case FIRST_HEARD -> "app.window.talk.step.firstHeard";
            case TOTAL -> "app.window.talk.step.total";
        };
    }
}
