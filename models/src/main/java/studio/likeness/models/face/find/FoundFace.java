package studio.likeness.models.face.find;

import java.util.List;

/// A face in a picture, in its pixels; it may reach beyond the borders.
///
/// @param score how sure the detector is, 0 to 1
/// @param points what the detector marks: none, or both eyes, the nose and both corners of the
///     mouth, the left ones in the picture first
public record FoundFace(
        float left, float top, float right, float bottom, float score, List<Point> points) {
    /// A place in the picture.
    public record Point(float x, float y) {
        Point scaled(double factor) {
            return new Point((float) (x * factor), (float) (y * factor));
        }
    }

    public FoundFace {
        points = List.copyOf(points);
    }

    public float width() {
        return right - left;
    }

    public float height() {
        return bottom - top;
    }

    /// In whole pixels, cut, and not below zero.
    public FaceBox box() {
        return new FaceBox(whole(left), whole(top), whole(right), whole(bottom));
    }

    private static int whole(float place) {
        return (int) Math.max(0, place);
    }

    /// The same face in a picture that is larger by a factor.
    public FoundFace scaled(double factor) {
        return new FoundFace(
                (float) (left * factor),
                (float) (top * factor),
                (float) (right * factor),
                (float) (bottom * factor),
                score,
                points.stream().map(point -> point.scaled(factor)).toList());
    }
}
