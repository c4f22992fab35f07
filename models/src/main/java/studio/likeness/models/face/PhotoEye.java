package studio.likeness.models.face;

import java.awt.geom.Rectangle2D;

/// One eye of a photo. It shuts by laying skin over it, taken from below the eye, which is skin in
/// every face. Lengths are in halves of the eye's width.
final class PhotoEye {
    private static final double SIDE = 1.3;

    private final Photo photo;
    private final double x;
    private final double y;
    private final double half;
    private final double cos;
    private final double sin;
    private final int lid;
    private final int lash;

    PhotoEye(Photo photo, PhotoFace face, int side) {
        this.photo = photo;
        cos = Math.cos(face.roll());
        sin = Math.sin(face.roll());
        x = face.x() + side * face.apart() / 2 * cos;
        y = face.y() + side * face.apart() / 2 * sin;
        half = 0.25 * face.apart();
        int color = from(0, 0.7);
        for (int i = -3; i <= 3; i++) {
            color = Photo.mix(color, from(i * 0.18, 0.7), 0.25);
        }
        lid = color;
        lash = Photo.mix(Photo.mix(color, 0, 0.68), from(0, 0), 0.25);
    }

    Rectangle2D area() {
        double reach = 1.5 * half;
        return new Rectangle2D.Double(x - reach, y - reach, 2 * reach, 2 * reach);
    }

    /// The colour that comes to a place of the photo.
    ///
    /// @param shut 0 as in the photo, 1 shut
    int at(double px, double py, double shut) {
        double dx = (px - x) / half;
        double dy = (py - y) / half;
        double u = dx * cos + dy * sin;
        double v = dy * cos - dx * sin;
        double arch = Math.max(0, 1 - u * u / (SIDE * SIDE));
        double open = -0.46 * arch - 0.02;
        double edge = open + (0.3 * arch + 0.02 - open) * shut;
        int color = photo.at(px, py);
        if (arch <= 0 || v <= open || v > edge + 0.12) {
            return color;
        }
        double sides = Motion.ease(4 * arch);
        if (v <= edge) {
            int skin = Photo.mix(from(0.92 * u, 0.62 + 0.3 * (edge - v)), lid, 0.35);
            // Round over the ball: a little darker towards the lashes and under the brow.
            double shade = 0.07 + 0.16 * Math.max(0, 1 - (edge - v) / 0.4);
            skin = Photo.mix(skin, lash, shade);
            double cover = Motion.ease((v - open) / Math.min(0.22, 0.01 + 0.5 * (edge - open)));
            color = Photo.mix(color, skin, cover * sides);
        }
        double line = Math.max(0, 1 - Math.abs(v - edge) / 0.09);
        return Photo.mix(color, lash, 0.65 * line * Math.min(1, 2 * shut) * sides);
    }

    private int from(double u, double v) {
        return photo.at(x + (u * cos - v * sin) * half, y + (u * sin + v * cos) * half);
    }
}
