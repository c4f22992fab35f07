package studio.likeness.models.face.lip;

import java.util.List;
import studio.likeness.models.face.find.FoundFace.Point;

/// Turns, sizes and moves points of one picture into another.
///
/// @param a the scale times the cosine of the turn
/// @param b the scale times its sine
public record Similarity(double a, double b, double right, double down) {
    /// The one that brings points closest to others (least squares: Umeyama 1991, in complex
    /// numbers).
    public static Similarity of(List<Point> from, List<Point> to) {
        int count = from.size();
        double fx = 0;
        double fy = 0;
        double tx = 0;
        double ty = 0;
        for (int i = 0; i < count; i++) {
            fx += from.get(i).x() / count;
            fy += from.get(i).y() / count;
            tx += to.get(i).x() / count;
            ty += to.get(i).y() / count;
        }
        double along = 0;
        double across = 0;
        double size = 0;
        for (int i = 0; i < count; i++) {
            double x = from.get(i).x() - fx;
            double y = from.get(i).y() - fy;
            double u = to.get(i).x() - tx;
            double v = to.get(i).y() - ty;
            along += x * u + y * v;
            across += x * v - y * u;
            size += x * x + y * y;
        }
        double a = along / Math.max(size, 1e-12);
        double b = across / Math.max(size, 1e-12);
        return new Similarity(a, b, tx - a * fx + b * fy, ty - b * fx - a * fy);
    }

    public double x(double x, double y) {
        return a * x - b * y + right;
    }

    public double y(double x, double y) {
        return b * x + a * y + down;
    }

    public double scale() {
        return Math.hypot(a, b);
    }

    /// In radians.
    public double turn() {
        return Math.atan2(b, a);
    }

    public Similarity inverse() {
        double size = a * a + b * b;
        double ia = a / size;
        double ib = -b / size;
        return new Similarity(ia, ib, -ia * right + ib * down, -ib * right - ia * down);
    }
}
