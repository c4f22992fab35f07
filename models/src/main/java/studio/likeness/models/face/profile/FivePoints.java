package studio.likeness.models.face.profile;

import java.util.List;
import studio.likeness.models.face.find.FoundFace.Point;

/// Places that 68 landmarks name together.
final class FivePoints {
    private FivePoints() {}

    /// What detectors mark: the eyes' middles, the nose's tip, the corners of the mouth; the left
    /// ones in the picture first.
    static List<Point> of(List<Point> points) {
        return List.of(
                middle(points, 36, 42),
                middle(points, 42, 48),
                points.get(30),
                points.get(48),
                points.get(54));
    }

    /// @param to after the last
    static Point middle(List<Point> points, int from, int to) {
        double x = 0;
        double y = 0;
        for (var point : points.subList(from, to)) {
            x += point.x() / (to - from);
            y += point.y() / (to - from);
        }
        return new Point((float) x, (float) y);
    }

    static double distance(Point a, Point b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }

    /// How far the lips are apart, in shares of the distance between the eyes' outer corners.
    static double opening(List<Point> points) {
        return distance(points.get(62), points.get(66))
                / Math.max(1e-6, distance(points.get(36), points.get(45)));
    }
}
