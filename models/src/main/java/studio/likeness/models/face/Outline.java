package studio.likeness.models.face;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.ArrayDeque;
import java.util.Arrays;

/// Shapes of the drawn people. The sheet they are drawn on is 1000 units square with the face's
/// middle line at x = 500.
final class Outline {
    private static final double MIDDLE = 500;

    private Outline() {}

    /// A path in the notation of SVG's `d`, absolute commands `M L Q C Z` only.
    static Path2D of(String d) {
        var path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        var words = new ArrayDeque<>(Arrays.asList(d.trim().split("\\s+")));
        while (!words.isEmpty()) {
            var command = words.remove();
            switch (command) {
                case "M" -> path.moveTo(number(words), number(words));
                case "L" -> path.lineTo(number(words), number(words));
                case "Q" -> path.quadTo(number(words), number(words), number(words), number(words));
                case "C" ->
                        path.curveTo(
                                number(words),
                                number(words),
                                number(words),
                                number(words),
                                number(words),
                                number(words));
                case "Z" -> path.closePath();
                default ->
                        throw new IllegalArgumentException(
                                "expected one of M L Q C Z, found '" + command + "' in " + d);
            }
        }
        return path;
    }

    /// The other side of the face.
    static Shape mirrored(Shape shape) {
        return new AffineTransform(-1, 0, 0, 1, 2 * MIDDLE, 0).createTransformedShape(shape);
    }

    static Shape moved(Shape shape, double dx, double dy) {
        return AffineTransform.getTranslateInstance(dx, dy).createTransformedShape(shape);
    }

    static Shape ellipse(double x, double y, double rx, double ry) {
        return new Ellipse2D.Double(x - rx, y - ry, 2 * rx, 2 * ry);
    }

    /// What both shapes cover; unlike a clip its edge is smooth.
    static Shape within(Shape shape, Shape frame) {
        var both = new Area(shape);
        both.intersect(new Area(frame));
        return both;
    }

    /// A brush stroke along a quadratic curve, thickest in the middle, pointed at both ends.
    static Path2D stroke(
            double x0, double y0, double cx, double cy, double x1, double y1, double thick) {
        double nx = -(y1 - y0);
        double ny = x1 - x0;
        double length = Math.max(1e-6, Math.hypot(nx, ny));
        nx *= thick / length;
        ny *= thick / length;
        var path = new Path2D.Double();
        path.moveTo(x0, y0);
        path.quadTo(cx + nx, cy + ny, x1, y1);
        path.quadTo(cx - nx, cy - ny, x0, y0);
        path.closePath();
        return path;
    }

    private static double number(ArrayDeque<String> words) {
        return Double.parseDouble(words.remove());
    }
}
