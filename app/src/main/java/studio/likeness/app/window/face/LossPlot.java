package studio.likeness.app.window.face;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import studio.likeness.app.window.Texts;
import studio.likeness.models.training.LipCurves;
import studio.likeness.models.training.LipCurves.Point;

/// Two losses over time, each beside where it began, because they are not of one scale. Their names
/// stand at their ends; the best is marked; under the pointer their figures can be read.
final class LossPlot extends Region {
    private static final double TOP = 12;
    private static final double GAP = 8;
    private static final double CURVES = 200;

    private final Texts texts;
    private final Polyline learnt = line("learnt");
    private final Polyline heldOut = line("held-out");
    private final Label learntName = name("learnt");
    private final Label heldOutName = name("held-out");
    private final Label high = name("axis");
    private final Label low = name("axis");
    private final Label end = name("axis");
    private final Label reading = name("reading");
    private final Line base = new Line();
    private final Line pointer = new Line();
    private final Circle best = new Circle(4);
    private LipCurves curves = LipCurves.none();
    private double least;
    private double most = 1;
    private double longest = 1;

    // Around the curves, for what is written there; as large as the words are now.
    private double left;
    private double right;
    private double bottom;

    LossPlot(Texts texts) {
        this.texts = texts;
        getStyleClass().add("loss-plot");
        setMinSize(0, 0);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        base.getStyleClass().add("axis");
        pointer.getStyleClass().add("pointer");
        best.getStyleClass().add("best");
        for (var shape : List.of(base, pointer, best)) {
            shape.setManaged(false);
        }
        pointer.setVisible(false);
        reading.setWrapText(true);
        learntName.textProperty().bind(texts.of("app.window.face.lips.loss.learnt"));
        heldOutName.textProperty().bind(texts.of("app.window.face.lips.loss.heldOut"));
        getChildren()
                .addAll(
                        base,
                        learnt,
                        heldOut,
                        pointer,
                        best,
                        learntName,
                        heldOutName,
                        high,
                        low,
                        end,
                        reading);
        setOnMouseMoved(e -> read(e.getX()));
        setOnMouseExited(_ -> away());
        texts.languageProperty().subscribe(_ -> show(curves));
    }

    private static Polyline line(String style) {
        var line = new Polyline();
        line.getStyleClass().addAll("curve", style);
        line.setManaged(false);
        return line;
    }

    private static Label name(String style) {
        var label = new Label();
        label.getStyleClass().addAll("plot-name", style);
        return label;
    }

    void show(LipCurves now) {
        curves = now;
        least = 1;
        most = 1;
        longest = 0.1;
        for (var curve : List.of(now.learnt(), now.heldOut())) {
            for (var point : curve) {
                double share = share(curve, point);
                least = Math.min(least, share);
                most = Math.max(most, share);
                longest = Math.max(longest, point.minutes());
            }
        }
        least = Math.max(0, least - 0.05);
        most += 0.05;
        high.setText(percent(most));
        low.setText(percent(least));
        end.setText(texts.now("app.window.face.lips.minutes", minutes(longest)));
        var said =
                now.best()
                        .map(
                                point ->
                                        texts.now(
                                                "app.window.face.lips.best",
                                                point.step(),
                                                figure(point.loss())))
                        .orElse("");
        reading.setText(said);
        setAccessibleText(said);
        requestLayout();
    }

    private static double share(List<Point> curve, Point point) {
        double first = curve.getFirst().loss();
        return first > 0 ? point.loss() / first : 1;
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    private static String minutes(double minutes) {
        return String.format(Locale.ROOT, "%.1f", minutes);
    }

    private static String figure(double loss) {
        return String.format(Locale.ROOT, "%.4f", loss);
    }

    private double x(double minutes) {
        return left + minutes / longest * Math.max(1, getWidth() - left - right);
    }

    private double y(double share) {
        double room = Math.max(1, getHeight() - TOP - bottom);
        return TOP + (most - share) / (most - least) * room;
    }

    @Override
    protected void layoutChildren() {
        left = Math.max(high.prefWidth(-1), low.prefWidth(-1)) + GAP;
        right = Math.max(learntName.prefWidth(-1), heldOutName.prefWidth(-1)) + GAP;
        bottom = below(getWidth());
        place(learnt, learntName, curves.learnt());
        place(heldOut, heldOutName, curves.heldOut());
        apart();
        double floor = getHeight() - bottom;
        base.setStartX(left);
        base.setEndX(getWidth() - right);
        base.setStartY(floor);
        base.setEndY(floor);
        best.setVisible(curves.best().isPresent());
        curves.best()
                .ifPresent(
                        point -> {
                            best.setCenterX(x(point.minutes()));
                            best.setCenterY(y(share(curves.heldOut(), point)));
                        });
        at(high, 0, TOP);
        at(low, 0, floor);
        end.autosize();
        end.relocate(Math.max(0, getWidth() - right - end.getWidth()), floor + 2);
        reading.resize(getWidth(), reading.prefHeight(getWidth()));
        reading.relocate(0, floor + 2 + end.getHeight());
    }

    /// How high what is written below the curves is: the time, and what is read.
    private double below(double width) {
        return 2 + end.prefHeight(-1) + reading.prefHeight(width);
    }

    private void place(Polyline line, Label name, List<Point> curve) {
        line.getPoints().clear();
        name.setVisible(!curve.isEmpty());
        for (var point : curve) {
            line.getPoints().addAll(x(point.minutes()), y(share(curve, point)));
        }
        if (!curve.isEmpty()) {
            var last = curve.getLast();
            at(name, x(last.minutes()) + GAP, y(share(curve, last)));
        }
    }

    private static void at(Label label, double x, double middle) {
        label.autosize();
        label.relocate(x, middle - label.getHeight() / 2);
    }

    /// Names that would lie on each other make room.
    private void apart() {
        double overlap =
                learntName.getHeight()
                        - Math.abs(learntName.getLayoutY() - heldOutName.getLayoutY());
        if (learntName.isVisible() && heldOutName.isVisible() && overlap > 0) {
            boolean above = learntName.getLayoutY() <= heldOutName.getLayoutY();
            learntName.setLayoutY(learntName.getLayoutY() + (above ? -overlap : overlap) / 2);
            heldOutName.setLayoutY(heldOutName.getLayoutY() + (above ? overlap : -overlap) / 2);
        }
    }

    private void read(double x) {
        double minutes = (x - left) / Math.max(1, getWidth() - left - right) * longest;
        var one = nearest(curves.learnt(), minutes);
        var other = nearest(curves.heldOut(), minutes);
        if (one.isEmpty() || other.isEmpty() || minutes < 0 || minutes > longest) {
            away();
            return;
        }
        pointer.setVisible(true);
        pointer.setStartX(x);
        pointer.setEndX(x);
        pointer.setStartY(TOP);
        pointer.setEndY(getHeight() - bottom);
        reading.setText(
                texts.now(
                        "app.window.face.lips.reading",
                        one.get().step(),
                        figure(one.get().loss()),
                        figure(other.get().loss())));
        requestLayout();
    }

    private static Optional<Point> nearest(List<Point> curve, double minutes) {
        return curve.stream()
                .min(Comparator.comparingDouble(point -> Math.abs(point.minutes() - minutes)));
    }

    private void away() {
        if (pointer.isVisible()) {
            pointer.setVisible(false);
            show(curves);
        }
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return CURVES + below(width < 0 ? getWidth() : width);
    }
}
