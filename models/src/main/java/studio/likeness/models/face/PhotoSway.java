package studio.likeness.models.face;

import java.util.Optional;

/// The slow motion of a photo: breathing, and where there is a face, the head's.
final class PhotoSway {
    /// Between the eyes of the drawn people, whose units a pose is in.
    private static final double UNITS_APART = 134;

    private final int width;
    private final int height;
    private final Optional<PhotoFace> face;
    private final double pixelsPerUnit;

    PhotoSway(Photo photo, Optional<PhotoFace> face) {
        width = photo.width();
        height = photo.height();
        this.face = face;
        // A face that fills the picture would otherwise push its edges about.
        pixelsPerUnit =
                face.map(f -> Math.min(f.apart(), 0.2 * Math.min(width, height)) / UNITS_APART)
                        .orElse(0.0);
    }

    /// No place moves farther than this, in pixels.
    int farthest() {
        return (int) Math.ceil(24 * pixelsPerUnit) + 3;
    }

    /// Where a place of the frame takes its colour from.
    void from(double x, double y, Pose pose, double[] into) {
        if (face.isEmpty()) {
            double zoom = 1 / (1.006 + 0.004 * (pose.breath() - 1.1));
            into[0] = width / 2.0 + (x - width / 2.0) * zoom;
            into[1] = height / 2.0 + (y - height / 2.0) * zoom;
            return;
        }
        var f = face.get();
        double cos = Math.cos(f.roll());
        double sin = Math.sin(f.roll());
        double u = ((x - f.x()) * cos + (y - f.y()) * sin) / f.size();
        double v = ((y - f.y()) * cos - (x - f.x()) * sin) / f.size();
        double head = 1 - Motion.ease((Math.hypot(u / 0.72, (v - 0.12) / 0.95) - 0.85) / 0.9);
        double edge = edge(x, width) * edge(y, height);
        // The head turns about the neck, a face's length below the eyes.
        double tilt = pose.tilt() * f.size();
        double turn = 4 * pose.yaw() * PhotoMouth.bump(u / 0.6) * PhotoMouth.bump((v - 0.15) / 0.8);
        double nod =
                3 * pose.pitch() * PhotoMouth.bump(u / 0.6) * PhotoMouth.bump((v - 0.15) / 0.8);
        double dx = (pose.x() + turn) * pixelsPerUnit * head + tilt * head * (0.95 - v);
        double body = Motion.ease((v - 0.35) / 0.9);
        double dy =
                ((pose.y() + nod) * head - 0.9 * pose.breath() * Math.max(head, body))
                                * pixelsPerUnit
                        + tilt * head * u;
        into[0] = x - dx * edge;
        into[1] = y - dy * edge;
    }

    /// Still at the picture's border.
    private static double edge(double at, int size) {
        return Motion.ease(Math.min(at, size - 1 - at) / (0.07 * size));
    }
}
