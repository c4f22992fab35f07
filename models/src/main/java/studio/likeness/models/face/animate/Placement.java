package studio.likeness.models.face.animate;

import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.lip.Similarity;

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

    /// From the frame to the patch.
    static Placement of(Similarity s) {
        return new Placement(s.a(), -s.b(), s.right(), s.b(), s.a(), s.down());
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

    /// The part of a frame that a part of a patch covers.
    FaceBox covered(FaceBox patch, int frameWidth, int frameHeight) {
        double left = frameWidth;
        double top = frameHeight;
        double right = 0;
        double bottom = 0;
        for (int corner = 0; corner < 4; corner++) {
            var p =
                    toFrame(
                            ((corner & 1) == 0 ? patch.left() : patch.right()) - 0.5,
                            (corner < 2 ? patch.top() : patch.bottom()) - 0.5);
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
