package studio.likeness.models.face.animate;

import java.util.ArrayList;
import java.util.Arrays;
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
        double top = height;
        double bottom = 0;
        for (var p : outline) {
            left = Math.min(left, p.x());
            right = Math.max(right, p.x());
            top = Math.min(top, p.y());
            bottom = Math.max(bottom, p.y());
        }
        var sides = sides(outline);
        double fade = Math.max(2, FADE * (right - left));
        for (int lip = FIRST_LIP; lip <= LAST_LIP; lip++) {
            double inside = inside(sides, points.get(lip).x(), points.get(lip).y());
            fade = Math.min(fade, Math.max(2, 0.9 * inside));
        }
        double border = Math.max(2, 0.06 * Math.min(width, height));
        var mask = new byte[width * height];
        var row = new double[width];
        for (int y = (int) Math.max(0, top); y < Math.min(height, bottom + 1); y++) {
            inside(sides, y, row);
            double edgeRow = Math.min(y, height - 1 - y);
            for (int x = 0; x < width; x++) {
                double edge = Math.min(Math.min(x, width - 1 - x), edgeRow);
                double share = Math.min(row[x] / fade, edge / border);
                mask[y * width + x] = (byte) (int) (255 * eased(share) + 0.5);
            }
        }
        return mask;
    }

    /// The first row that shows in any of these faces, with the two above that the colours at the
    /// edge are mixed from.
    ///
    /// @param faces the 68 landmarks of each, in pixels of the patch
    static int top(List<List<Point>> faces) {
        double top = Double.MAX_VALUE;
        for (var points : faces) {
            for (var p : outline(points)) {
                top = Math.min(top, p.y());
            }
        }
        return (int) Math.max(0, Math.floor(top) - 2);
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

    /// A side of the outline: a place `(x, y)` is `x * across + y * down + from` pixels inside of
    // it.
    private record Side(double across, double down, double from) {
        static Side between(Point a, Point b) {
            double length =
                    Math.max(1e-6, Math.hypot((double) b.x() - a.x(), (double) b.y() - a.y()));
            double across = (a.y() - b.y()) / length;
            double down = (b.x() - a.x()) / length;
            return new Side(across, down, -across * a.x() - down * a.y());
        }
    }

    private static List<Side> sides(List<Point> hull) {
        var sides = new ArrayList<Side>();
        for (int i = 0; i < hull.size(); i++) {
            sides.add(Side.between(hull.get(i), hull.get((i + 1) % hull.size())));
        }
        return sides;
    }

    /// How far inside the outline a place is, in pixels; negative outside.
    private static double inside(List<Side> sides, double x, double y) {
        double least = Double.MAX_VALUE;
        for (var side : sides) {
            least = Math.min(least, side.across * x + side.down * y + side.from);
        }
        return least;
    }

    /// The same for the places of a row.
    private static void inside(List<Side> sides, int y, double[] row) {
        Arrays.fill(row, Double.MAX_VALUE);
        for (var side : sides) {
            double across = side.across;
            double from = side.down * y + side.from;
            for (int x = 0; x < row.length; x++) {
                row[x] = Math.min(row[x], across * x + from);
            }
        }
    }
}
