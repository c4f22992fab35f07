package studio.likeness.models.face.animate;

import java.util.List;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.lip.Similarity;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.signal.Picture;

/// The person's own closed mouth, from the frame in which it rests best, to be laid over the others
/// by what does not move in a face: eyes and nose.
///
/// @param picture the lower half of the face in that frame
/// @param points its landmarks, in pixels of the picture
record RestMouth(Picture picture, List<Point> points, Layer layer) {
    private static final int FIRST_FIXED = 27;
    private static final int LAST_FIXED = 47;
    private static final int UPPER = 62;
    private static final int LOWER = 66;
    private static final int NOSE_TOP = 27;
    private static final int CHIN = 8;

    /// Beside the outline of the face, in parts of its width.
    private static final double MARGIN = 0.2;

    static RestMouth of(FaceProfile profile, ClipFrames frames) throws InterruptedException {
        int number = best(profile);
        return of(frames.frame(number), profile.points().get(number));
    }

    static RestMouth of(Picture frame, List<Point> points) {
        var box = around(points, frame.width(), frame.height());
        var picture = cut(frame, box);
        var inside =
                points.stream().map(p -> new Point(p.x() - box.left(), p.y() - box.top())).toList();
        var mask = LowerFace.mask(inside, picture.width(), picture.height());
        return new RestMouth(picture, inside, Layer.of(picture, mask));
    }

    /// The middle of the longest stretch at rest; where the mouth never rests, the frame with the
    /// least open mouth.
    static int best(FaceProfile profile) {
        int best = 0;
        int longest = 0;
        int run = 0;
        for (int i = 0; i < profile.frames(); i++) {
            run = profile.rest().get(i) ? run + 1 : 0;
            if (run > longest) {
                longest = run;
                best = i - run / 2;
            }
        }
        if (longest > 0) {
            return best;
        }
        double least = Double.MAX_VALUE;
        for (int i = 0; i < profile.frames(); i++) {
            double open = opening(profile.points().get(i));
            if (open < least) {
                least = open;
                best = i;
            }
        }
        return best;
    }

    /// Between the lips, in parts of the face's height.
    static double opening(List<Point> points) {
        return distance(points.get(UPPER), points.get(LOWER))
                / Math.max(1, distance(points.get(NOSE_TOP), points.get(CHIN)));
    }

    private static double distance(Point a, Point b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }

    private static FaceBox around(List<Point> points, int width, int height) {
        double left = width;
        double right = 0;
        double top = height;
        double bottom = 0;
        for (int i = 0; i <= LAST_FIXED; i++) {
            left = Math.min(left, points.get(i).x());
            right = Math.max(right, points.get(i).x());
            bottom = Math.max(bottom, points.get(i).y());
            if (i >= FIRST_FIXED) {
                top = Math.min(top, points.get(i).y());
            }
        }
        double margin = MARGIN * (right - left);
        return new FaceBox(
                (int) Math.clamp(left - margin, 0, width - 2.0),
                (int) Math.clamp(top, 0, height - 2.0),
                (int) Math.clamp(right + margin, 2, width),
                (int) Math.clamp(bottom + 2 * margin, 2, height));
    }

    private static Picture cut(Picture frame, FaceBox box) {
        // Even sides: what warps mouths leaves an odd row or column out.
        int width = Math.max(2, box.width() & ~1);
        int height = Math.max(2, box.height() & ~1);
        var bgr = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            System.arraycopy(
                    frame.bgr(),
                    ((box.top() + y) * frame.width() + box.left()) * 3,
                    bgr,
                    y * width * 3,
                    width * 3);
        }
        return new Picture(bgr, width, height, frame.pts());
    }

    /// Where it lies in a frame with these landmarks.
    Placement at(List<Point> frame) {
        return Placement.of(
                Similarity.of(
                        frame.subList(FIRST_FIXED, LAST_FIXED + 1),
                        points.subList(FIRST_FIXED, LAST_FIXED + 1)));
    }
}
