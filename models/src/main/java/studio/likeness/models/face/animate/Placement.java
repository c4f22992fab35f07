package studio.likeness.models.face.animate;

import java.util.List;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace.Point;

/// Where a patch lies in a frame: turned, scaled and moved, or only stretched. A place of the frame
/// `(x, y)` is `(xx x + xy y + x0, yx x + yy y + y0)` of the patch; whole numbers are middles of
/// pixels in both.
record Placement(double xx, double xy, double x0, double yx, double yy, double y0) {

    /// A patch stretched over a box.
    static Placement over(FaceBox box, int patchWidth, int patchHeight) {
        double sx = (double) patchWidth / box.width();
        double sy = (double) patchHeight / box.height();
        return new Placement(
                sx, 0, (0.5 - box.left()) * sx - 0.5, 0, sy, (0.5 - box.top()) * sy - 0.5);
    }

    /// The similarity that brings points of the frame to points of the patch with the least sum of
    /// squares (Umeyama 1991, in complex numbers).
    static Placement similar(List<Point> frame, List<Point> patch) {
        int n = frame.size();
        double px = 0;
        double py = 0;
        double qx = 0;
        double qy = 0;
        for (int i = 0; i < n; i++) {
            px += frame.get(i).x() / n;
            py += frame.get(i).y() / n;
            qx += patch.get(i).x() / n;
            qy += patch.get(i).y() / n;
        }
        double re = 0;
        double im = 0;
        double squares = 1e-9;
        for (int i = 0; i < n; i++) {
            double ax = frame.get(i).x() - px;
            double ay = frame.get(i).y() - py;
            double bx = patch.get(i).x() - qx;
            double by = patch.get(i).y() - qy;
            re += ax * bx + ay * by;
            im += ax * by - ay * bx;
            squares += ax * ax + ay * ay;
        }
        double a = re / squares;
        double b = im / squares;
        return new Placement(a, -b, qx - a * px + b * py, b, a, qy - b * px - a * py);
    }

    /// The same for a patch of which a corner was cut off.
    Placement cut(int left, int top) {
        return new Placement(xx, xy, x0 - left, yx, yy, y0 - top);
    }

    double x(double frameX, double frameY) {
        return xx * frameX + xy * frameY + x0;
    }

    double y(double frameX, double frameY) {
        return yx * frameX + yy * frameY + y0;
    }

    Point toPatch(Point frame) {
        return new Point((float) x(frame.x(), frame.y()), (float) y(frame.x(), frame.y()));
    }

    Point toFrame(double patchX, double patchY) {
        double det = xx * yy - xy * yx;
        double dx = patchX - x0;
        double dy = patchY - y0;
        return new Point((float) ((yy * dx - xy * dy) / det), (float) ((xx * dy - yx * dx) / det));
    }

    /// The part of a frame that a patch covers.
    FaceBox covered(int patchWidth, int patchHeight, int frameWidth, int frameHeight) {
        double left = frameWidth;
        double top = frameHeight;
        double right = 0;
        double bottom = 0;
        for (int corner = 0; corner < 4; corner++) {
            var p =
                    toFrame(
                            (corner & 1) == 0 ? -0.5 : patchWidth - 0.5,
                            corner < 2 ? -0.5 : patchHeight - 0.5);
            left = Math.min(left, p.x());
            right = Math.max(right, p.x());
            top = Math.min(top, p.y());
            bottom = Math.max(bottom, p.y());
        }
        return new FaceBox(
                (int) Math.max(0, Math.floor(left)),
                (int) Math.max(0, Math.floor(top)),
                (int) Math.min(frameWidth, Math.ceil(right) + 1),
                (int) Math.min(frameHeight, Math.ceil(bottom) + 1));
    }
}
