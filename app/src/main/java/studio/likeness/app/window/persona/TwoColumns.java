package studio.likeness.app.window.persona;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;

/// Two columns of cards, of the same width and each as high as its cards; where the page is too
/// narrow for that, the second one below the first.
final class TwoColumns extends Pane {
    private static final double GAP = 16;

    /// Letters; what is narrower reads badly.
    private static final double LEAST = 24;

    private final Node first;
    private final Node second;
    private final Label ruler = new Label();

    TwoColumns(VBox first, VBox second) {
        this.first = first;
        this.second = second;
        ruler.setManaged(false);
        ruler.setVisible(false);
        getChildren().addAll(first, second, ruler);
        ruler.fontProperty().subscribe(this::requestLayout);
    }

    private boolean fits(double width) {
        return width >= 2 * LEAST * ruler.getFont().getSize() + GAP;
    }

    private static double half(double width) {
        return (width - GAP) / 2;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefHeight(double width) {
        double room = width < 0 ? getWidth() : width;
        return snapSizeY(
                fits(room)
                        ? Math.max(first.prefHeight(half(room)), second.prefHeight(half(room)))
                        : first.prefHeight(room) + GAP + second.prefHeight(room));
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double column = fits(width) ? half(width) : width;
        double height = snapSizeY(first.prefHeight(column));
        first.resizeRelocate(0, 0, column, height);
        double x = fits(width) ? column + GAP : 0;
        double y = fits(width) ? 0 : height + GAP;
        second.resizeRelocate(x, y, column, snapSizeY(second.prefHeight(column)));
    }
}
