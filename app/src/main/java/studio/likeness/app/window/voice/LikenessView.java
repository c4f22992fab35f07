package studio.likeness.app.window.voice;

import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.likeness.app.window.Texts;
import studio.likeness.models.voice.speaker.Likeness;

/// How alike a take is to the person: the number, what it means, and the scale that says so.
final class LikenessView extends VBox {
    LikenessView(Texts texts, Likeness likeness) {
        super(2);
        var words =
                new Label(
                        texts.now(
                                "app.window.voice.alike",
                                figure(likeness.value()),
                                texts.now("models.voice.speaker.likeness." + likeness.meaning())));
        words.getStyleClass().add("what");
        words.setWrapText(true);
        var scale = new Scale(likeness);
        var about = about(texts, likeness);
        Tooltip.install(this, new Tooltip(about));
        setAccessibleText(words.getText() + " " + about);
        getChildren().addAll(scale, words);
    }

    private static String about(Texts texts, Likeness likeness) {
        var said = new StringBuilder();
        likeness.same()
                .ifPresent(
                        span ->
                                said.append(
                                        texts.now(
                                                "app.window.voice.alike.same",
                                                likeness.recordings(),
                                                figure(span.least()),
                                                figure(span.most()))));
        likeness.strangers()
                .ifPresent(
                        span ->
                                said.append(
                                        texts.now(
                                                "app.window.voice.alike.strangers",
                                                figure(span.least()),
                                                figure(span.most()))));
        return said.append(texts.now("app.window.voice.alike.by", likeness.by())).toString();
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /// From 0, or what lies below, to 1: strangers low, the person high, the take a mark between.
    private static final class Scale extends Pane {
        private static final double WIDTH = 160;
        private static final double HEIGHT = 16;

        /// So that one single value can be seen, too.
        private static final double NARROWEST = 4;

        private final double from;

        Scale(Likeness likeness) {
            getStyleClass().add("likeness-scale");
            setMinSize(WIDTH, HEIGHT);
            setPrefSize(WIDTH, HEIGHT);
            setMaxSize(WIDTH, HEIGHT);
            from =
                    Math.min(
                            0,
                            Math.min(
                                    likeness.value(),
                                    likeness.strangers().map(Likeness.Span::least).orElse(0.0)));
            add("scale-track", 0, WIDTH, 6, 4);
            likeness.strangers().ifPresent(span -> add("scale-strangers", span));
            likeness.same().ifPresent(span -> add("scale-person", span));
            add("scale-mark", at(likeness.value()) - 1.5, 3, 0, HEIGHT);
        }

        private double at(double value) {
            return WIDTH * Math.clamp((value - from) / (1 - from), 0, 1);
        }

        private void add(String style, Likeness.Span span) {
            double width = Math.max(NARROWEST, at(span.most()) - at(span.least()));
            add(style, Math.min(at(span.least()), WIDTH - width), width, 3, HEIGHT - 6);
        }

        private void add(String style, double x, double width, double y, double height) {
            var box = new Region();
            box.getStyleClass().add(style);
            box.resizeRelocate(x, y, width, height);
            box.setManaged(false);
            getChildren().add(box);
        }
    }
}
