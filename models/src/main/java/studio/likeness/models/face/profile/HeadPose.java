package studio.likeness.models.face.profile;

import java.util.List;
import studio.likeness.models.face.find.FoundFace.Point;

/// Where a head looks, in degrees; all 0 is straight into the camera.
///
/// @param yaw positive towards the picture's right
/// @param pitch positive downwards
/// @param roll positive clockwise
public record HeadPose(double yaw, double pitch, double roll) {
    public static final HeadPose FRONTAL = new HeadPose(0, 0, 0);

    /// Landmarks that hardly move with what a face says.
    private static final int[] MARKS = {36, 39, 42, 45, 27, 30, 33, 48, 54};

    /// The turn of an average head that brings its landmarks nearest to these, seen from afar.
    static HeadPose of(List<Point> points) {
        var x = new LeastSquares(4);
        var y = new LeastSquares(4);
        for (int i : MARKS) {
            var average = EstimatedPoints.average(i);
            double[] terms = {average.x(), average.y(), EstimatedPoints.depth(i), 1};
            x.add(terms, points.get(i).x());
            y.add(terms, points.get(i).y());
        }
        var across = unit(x.solve());
        var down = unit(y.solve());
        return new HeadPose(
                Math.toDegrees(Math.asin(across[2])),
                Math.toDegrees(Math.asin(down[2])),
                Math.toDegrees(Math.atan2(down[0] - across[1], across[0] + down[1])));
    }

    private static double[] unit(double[] row) {
        double length = Math.sqrt(row[0] * row[0] + row[1] * row[1] + row[2] * row[2]);
        return length < 1e-9
                ? new double[] {0, 0, 0}
                : new double[] {row[0] / length, row[1] / length, row[2] / length};
    }

    /// Away from the camera: the larger of yaw and pitch, without its sign.
    public double away() {
        return Math.max(Math.abs(yaw), Math.abs(pitch));
    }
}
