package studio.likeness.models.face;

import java.awt.geom.Point2D;
import java.util.List;
import studio.likeness.models.signal.Picture;

/// A closed mouth in a picture of a face, drawn in other shapes: parted along the line between the
/// lips, pulled apart, and painted in between. Not thread-safe.
public final class MouthWarp {
    private static final int LEFT_CORNER = 48;
    private static final int RIGHT_CORNER = 54;

    /// Inner points of the lips, upper and lower, from left to right.
    private static final int[][] SEAM = {{61, 67}, {62, 66}, {63, 65}};

    private final Picture still;
    private final PhotoMouth mouth;

    /// @param points the 68 landmarks, in pixels of the picture
    public MouthWarp(Picture still, List<Point2D> points) {
        this.still = still;
        var photo = Photo.of(still);
        mouth = new PhotoMouth(photo, face(points));
    }

    private static PhotoFace face(List<Point2D> points) {
        var left = middle(points, 36, 41);
        var right = middle(points, 42, 47);
        double roll = Math.atan2(right.getY() - left.getY(), right.getX() - left.getX());
        double apart = left.distance(right);
        return new PhotoFace(
                (left.getX() + right.getX()) / 2,
                (left.getY() + right.getY()) / 2,
                apart / 0.36,
                roll,
                true,
                apart,
                lips(points, roll));
    }

    private static LipLine lips(List<Point2D> points, double roll) {
        var left = points.get(LEFT_CORNER);
        var right = points.get(RIGHT_CORNER);
        double half = Math.max(1, left.distance(right) / 2);
        double x = (left.getX() + right.getX()) / 2;
        double y = (left.getY() + right.getY()) / 2;
        double cos = Math.cos(roll);
        double sin = Math.sin(roll);
        double slope =
                ((right.getY() - left.getY()) * cos - (right.getX() - left.getX()) * sin)
                        / (2 * half);
        // The seam hangs below the corners, or above them: a parabola through all.
        double sag = 0;
        double weights = 0;
        for (var pair : SEAM) {
            double px = (points.get(pair[0]).getX() + points.get(pair[1]).getX()) / 2 - x;
            double py = (points.get(pair[0]).getY() + points.get(pair[1]).getY()) / 2 - y;
            double u = (px * cos + py * sin) / half;
            double v = (py * cos - px * sin) / half;
            double weight = Math.max(0, 1 - u * u);
            sag += weight * (v - slope * u);
            weights += weight * weight;
        }
        double depth = Math.clamp(sag / Math.max(0.1, weights), -0.2, 0.3);
        return new LipLine(
                x - depth * half * sin, y + depth * half * cos, half, slope, -depth, false);
    }

    private static Point2D middle(List<Point2D> points, int from, int to) {
        double x = 0;
        double y = 0;
        for (int i = from; i <= to; i++) {
            x += points.get(i).getX() / (to - from + 1);
            y += points.get(i).getY() / (to - from + 1);
        }
        return new Point2D.Double(x, y);
    }

    /// The picture with the mouth in a shape.
    public Picture draw(MouthShape shape) {
        mouth.form(shape);
        if (mouth.closed()) {
            return still;
        }
        var bgr = still.bgr().clone();
        var area = mouth.area();
        int x0 = (int) Math.max(0, area.getMinX());
        int x1 = (int) Math.min(still.width() & ~1, area.getMaxX());
        int y0 = (int) Math.max(0, area.getMinY());
        int y1 = (int) Math.min(still.height() & ~1, area.getMaxY());
        for (int y = y0; y < y1; y++) {
            for (int x = x0; x < x1; x++) {
                int rgb = mouth.at(x, y);
                int i = (y * still.width() + x) * 3;
                bgr[i] = (byte) rgb;
                bgr[i + 1] = (byte) (rgb >> 8);
                bgr[i + 2] = (byte) (rgb >> 16);
            }
        }
        return new Picture(bgr, still.width(), still.height(), still.pts());
    }
}
