package studio.likeness.models.face.profile;

import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.find.Landmarks;

/// Landmarks over time, and how much they tremble.
final class Steadied {
    /// The lips' first mouth corner; the ones after it speak and are quicker than a head.
    private static final int LIPS = 48;

    // A syllable opens and shuts the mouth in some six frames; a polynomial of the second degree
    // over five keeps that, and a head takes longer than the nine of the rest.
    private static final int LIPS_REACH = 2;
    private static final int HEAD_REACH = 4;

    private Steadied() {}

    /// @param stretches first frames and first frames after; nothing is carried over from one to
    ///     the next
    static List<List<Point>> of(List<List<Point>> found, List<int[]> stretches) {
        var x = new double[found.size()];
        var y = new double[found.size()];
        var steadied = new Point[found.size()][Landmarks.POINTS];
        for (int p = 0; p < Landmarks.POINTS; p++) {
            for (int i = 0; i < x.length; i++) {
                x[i] = found.get(i).get(p).x();
                y[i] = found.get(i).get(p).y();
            }
            int reach = p >= LIPS ? LIPS_REACH : HEAD_REACH;
            for (var stretch : stretches) {
                Series.steady(x, stretch[0], stretch[1], reach, 2);
                Series.steady(y, stretch[0], stretch[1], reach, 2);
            }
            for (int i = 0; i < x.length; i++) {
                steadied[i][p] = new Point((float) x[i], (float) y[i]);
            }
        }
        var all = new ArrayList<List<Point>>();
        for (var frame : steadied) {
            all.add(List.of(frame));
        }
        return all;
    }

    /// The mean second difference of all landmarks, in shares of the face's height: what speeds up
    /// and slows down from frame to frame.
    static double trembling(List<List<Point>> points, Track track) {
        double sum = 0;
        long count = 0;
        for (var stretch : track.stretches()) {
            for (int i = stretch[0] + 1; i < stretch[1] - 1; i++) {
                for (int p = 0; p < Landmarks.POINTS; p++) {
                    var before = points.get(i - 1).get(p);
                    var now = points.get(i).get(p);
                    var after = points.get(i + 1).get(p);
                    sum +=
                            Math.hypot(
                                            after.x() - 2 * now.x() + before.x(),
                                            after.y() - 2 * now.y() + before.y())
                                    / Math.max(1, track.face(i).height());
                    count++;
                }
            }
        }
        return count == 0 ? 0 : sum / count;
    }
}
