package studio.likeness.models.face.profile;

import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.face.find.FoundFace;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.find.Landmarks;

/// 68 landmarks where no network finds them: those of an average face with closed lips, laid over
/// the eyes, nose and corners of the mouth that a detector marks, or into its box.
final class EstimatedPoints {
    /// x and y of each landmark: from the middle between the eyes, in their distance, y downwards.
    /// Means over 1,037 frames of three people by PFLD, both halves made alike, lips closed.
    private static final double[] AVERAGE = {
        -1.093, 0.018, -1.081, 0.311, -1.040, 0.605, -0.976, 0.894, -0.867, 1.161, -0.704, 1.392,
        -0.498, 1.585, -0.266, 1.731, 0.000, 1.776, 0.266, 1.731, 0.498, 1.585, 0.704, 1.392,
        0.867, 1.161, 0.976, 0.894, 1.040, 0.605, 1.081, 0.311, 1.093, 0.018, -0.913, -0.241,
        -0.782, -0.368, -0.593, -0.411, -0.395, -0.391, -0.211, -0.324, 0.211, -0.324, 0.395,
                -0.391,
        0.593, -0.411, 0.782, -0.368, 0.913, -0.241, 0.000, -0.043, 0.000, 0.155, 0.000, 0.347,
        0.000, 0.543, -0.234, 0.698, -0.122, 0.738, 0.000, 0.767, 0.122, 0.738, 0.234, 0.698,
        -0.701, 0.001, -0.573, -0.073, -0.423, -0.072, -0.291, 0.027, -0.431, 0.059, -0.580, 0.058,
        0.291, 0.027, 0.423, -0.072, 0.573, -0.073, 0.701, 0.001, 0.580, 0.058, 0.431, 0.059,
        -0.419, 1.047, -0.264, 0.995, -0.107, 0.960, 0.000, 0.989, 0.107, 0.960, 0.264, 0.995,
        0.419, 1.047, 0.274, 1.177, 0.124, 1.245, 0.000, 1.258, -0.124, 1.245, -0.274, 1.177,
        -0.361, 1.054, -0.112, 1.079, 0.000, 1.079, 0.112, 1.079, 0.361, 1.054, 0.114, 1.089,
        0.000, 1.089, -0.114, 1.089
    };

    /// Where the average face lies in a detector's box, in shares of it.
    private static final double EYES_DOWN = 0.38;

    private static final double EYES_APART = 0.45;

    private EstimatedPoints() {}

    /// A landmark of the average face.
    static Point average(int i) {
        return new Point((float) AVERAGE[2 * i], (float) AVERAGE[2 * i + 1]);
    }

    static List<Point> of(FoundFace face) {
        return face.points().isEmpty() ? inBox(face) : over(face.points());
    }

    private static List<Point> inBox(FoundFace face) {
        double x = (face.left() + face.right()) / 2.0;
        double y = face.top() + EYES_DOWN * face.height();
        double unit = EYES_APART * face.width();
        var points = new ArrayList<Point>(Landmarks.POINTS);
        for (int i = 0; i < Landmarks.POINTS; i++) {
            var p = average(i);
            points.add(new Point((float) (x + unit * p.x()), (float) (y + unit * p.y())));
        }
        return points;
    }

    /// The turned and stretched average head, seen from afar, that comes nearest to the five
    /// points.
    private static List<Point> over(List<Point> five) {
        var from = FivePoints.of(averages());
        double[] out = {depth(36) + 0.05, depth(45) + 0.05, depth(30), depth(48), depth(54)};
        var x = new LeastSquares(4);
        var y = new LeastSquares(4);
        for (int i = 0; i < five.size(); i++) {
            double[] terms = {from.get(i).x(), from.get(i).y(), out[i], 1};
            x.add(terms, five.get(i).x());
            y.add(terms, five.get(i).y());
        }
        double[] forX = x.solve();
        double[] forY = y.solve();
        var points = new ArrayList<Point>(Landmarks.POINTS);
        for (int i = 0; i < Landmarks.POINTS; i++) {
            var p = average(i);
            points.add(new Point(place(forX, p, depth(i)), place(forY, p, depth(i))));
        }
        return points;
    }

    private static float place(double[] terms, Point average, double depth) {
        return (float)
                (terms[0] * average.x() + terms[1] * average.y() + terms[2] * depth + terms[3]);
    }

    /// How far a landmark of the average face stands out of the plane of the eyes' inner corners
    /// towards the camera, in the distance between the eyes: 63 mm in adults. Rounded from what
    /// anthropometry gives for nose, lips and jaw.
    static double depth(int i) {
        double aside = average(i).x();
        if (i < 17) {
            return 0.1 - 1.15 * aside * aside; // the jaw, from the ears to the chin
        }
        if (i < 27) {
            return 0.1 - 0.35 * aside * aside; // the brows
        }
        if (i < 31) {
            return 0.15 + 0.15 * (i - 27); // down the nose to its tip
        }
        if (i < 36) {
            return 0.38 - 4 * aside * aside; // below the nose
        }
        if (i < 48) {
            return 0.02 - 0.4 * (Math.abs(aside) - 0.29); // the eyes
        }
        return 0.3 - 1.1 * aside * aside; // the lips
    }

    private static List<Point> averages() {
        var points = new ArrayList<Point>(Landmarks.POINTS);
        for (int i = 0; i < Landmarks.POINTS; i++) {
            points.add(average(i));
        }
        return points;
    }
}
