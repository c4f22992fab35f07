package studio.likeness.models.face.animate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import studio.likeness.models.face.find.FoundFace.Point;

/// Which part of a face is painted anew: jaw, cheeks and mouth up to the tip of the nose, and a
/// little below the chin, so that a chin that has moved is covered. Opaque around the lips, fading
/// towards the outline.
final class LowerFace {
    /// Of the distance from nose to chin, how far below the chin it reaches.
    private static final double BELOW_CHIN = 0.22;

    /// Of the outline's width, the most that fading takes.
    private static final double FADE = 0.14;

    private static final int FIRST_JAW = 2;
    private static final int LAST_JAW = 14;
    private static final int FIRST_CHIN = 5;
    private static final int LAST_CHIN = 11;
    private static final int CHIN = 8;
    private static final int NOSE_TIP = 30;
    private static final int NOSE_BASE = 33;
    private static final int LEFT_NOSTRIL = 31;
    private static final int RIGHT_NOSTRIL = 35;
    private static final int FIRST_LIP = 48;
    private static final int LAST_LIP = 59;

    private LowerFace() {}

    /// How opaque each pixel of a patch is, 0 to 255.
    ///
    /// @param points the 68 landmarks, in pixels of the patch
    static byte[] mask(List<Point> points, int width, int height) {
        var outline = outline(points);
        double left = width;
        double right = 0;
        for (var p : outline) {
            left = Math.min(left, p.x());
            right = Math.max(right, p.x());
        }
        double fade = Math.max(2, FADE * (right - left));
        for (int lip = FIRST_LIP; lip <= LAST_LIP; lip++) {
            double inside = inside(outline, points.get(lip).x(), points.get(lip).y());
            fade = Math.min(fade, Math.max(2, 0.9 * inside));
        }
        double border = Math.max(2, 0.06 * Math.min(width, height));
        var mask = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double edge = Math.min(Math.min(x, width - 1 - x), Math.min(y, height - 1 - y));
                double share = Math.min(inside(outline, x, y) / fade, edge / border);
                mask[y * width + x] = (byte) Math.round(255 * eased(share));
            }
        }
        return mask;
    }

    private static double eased(double x) {
        double k = Math.clamp(x, 0, 1);
        return k * k * (3 - 2 * k);
    }

    private static List<Point> outline(List<Point> points) {
        var some = new ArrayList<Point>();
        for (int i = FIRST_JAW; i <= LAST_JAW; i++) {
            some.add(points.get(i));
        }
        var base = points.get(NOSE_BASE);
        var tip = points.get(NOSE_TIP);
        for (int i : new int[] {LEFT_NOSTRIL, RIGHT_NOSTRIL}) {
            some.add(moved(points.get(i), tip.x() - base.x(), tip.y() - base.y()));
        }
        double downX = BELOW_CHIN * (points.get(CHIN).x() - base.x());
        double downY = BELOW_CHIN * (points.get(CHIN).y() - base.y());
        for (int i = FIRST_CHIN; i <= LAST_CHIN; i++) {
            some.add(moved(points.get(i), downX, downY));
        }
        return hull(some);
    }

    private static Point moved(Point p, double dx, double dy) {
        return new Point((float) (p.x() + dx), (float) (p.y() + dy));
    }

    /// The convex hull (Andrew 1979), its inside to the left of every side.
    private static List<Point> hull(List<Point> points) {
        var sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y));
        var hull = new ArrayList<Point>();
        for (int pass = 0; pass < 2; pass++) {
            int start = hull.size();
            for (var p : sorted) {
                while (hull.size() >= start + 2
                        && side(hull.get(hull.size() - 2), hull.getLast(), p.x(), p.y()) <= 0) {
                    hull.removeLast();
                }
                hull.add(p);
            }
            hull.removeLast();
            sorted = new ArrayList<>(sorted.reversed());
        }
        return hull;
    }

    private static double side(Point a, Point b, double x, double y) {
        return (b.x() - a.x()) * (y - a.y()) - (b.y() - a.y()) * (x - a.x());
    }

    /// How far inside the outline a place is, in pixels; negative outside.
    private static double inside(List<Point> hull, double x, double y) {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < hull.size(); i++) {
            var a = hull.get(i);
            var b = hull.get((i + 1) % hull.size());
            double length = Math.hypot(b.x() - a.x(), b.y() - a.y());
            least = Math.min(least, side(a, b, x, y) / Math.max(1e-6, length));
        }
        return least;
    }
}
