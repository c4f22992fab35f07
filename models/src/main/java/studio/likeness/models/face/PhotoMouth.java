package studio.likeness.models.face;

import java.awt.geom.Rectangle2D;

/// The mouth of a photo: the face is parted along the line between its lips and pulled apart, what
/// comes between is painted. Lengths are in halves of the mouth's width, y downwards.
final class PhotoMouth {
    /// Below the opening, how far the jaw's motion reaches.
    private static final double REACH = 2.3;

    private static final double SIDE = 2.2;
    private static final double ABOVE = 1.1;

    private final Photo photo;
    private final LipLine lips;
    private final double cos;
    private final double sin;
    private final int dark;
    private final int deep;
    private final int teethColor;
    private final int tongueColor;

    private double up;
    private double down;
    private double stretch;
    private double opening;
    private double roundness;
    private double pressed;
    private double teeth;
    private boolean closed;

    PhotoMouth(Photo photo, PhotoFace face) {
        this.photo = photo;
        lips = face.lips();
        cos = Math.cos(face.roll());
        sin = Math.sin(face.roll());
        var tone = Tone.of(photo, face);
        dark = tone.paint(0x43181B);
        deep = tone.paint(0x1E090C);
        teethColor = tone.paint(0xE6DDD1);
        tongueColor = tone.paint(0x98494A);
    }

    /// The light and the colourfulness of the face, for what is painted into it.
    private record Tone(double light, double colour) {
        static Tone of(Photo photo, PhotoFace face) {
            double light = 0;
            double colour = 0;
            int n = 0;
            for (double u = -0.25; u <= 0.25; u += 0.05) {
                for (double v = 0.12; v <= 0.3; v += 0.03) {
                    int rgb =
                            photo.at(
                                    face.x()
                                            + (u * Math.cos(face.roll())
                                                            - v * Math.sin(face.roll()))
                                                    * face.size(),
                                    face.y()
                                            + (u * Math.sin(face.roll())
                                                            + v * Math.cos(face.roll()))
                                                    * face.size());
                    light += Photo.brightness(rgb);
                    colour += ((rgb >> 16) & 255) - (rgb & 255);
                    n++;
                }
            }
            return new Tone(
                    Math.clamp(light / n / 185, 0.45, 1.05), Math.clamp(colour / n / 45, 0, 1));
        }

        int paint(int rgb) {
            double grey = Photo.brightness(rgb);
            return (channel((rgb >> 16) & 255, grey) << 16)
                    | (channel((rgb >> 8) & 255, grey) << 8)
                    | channel(rgb & 255, grey);
        }

        private int channel(int value, double grey) {
            return (int) Math.clamp((grey + (value - grey) * colour) * light, 0, 255);
        }
    }

    void form(MouthShape s) {
        double open = Math.clamp(s.open(), 0, 1);
        double wide = 2 * (Math.clamp(s.wide(), 0, 1) - 0.5);
        roundness = Math.clamp(s.round(), 0, 1);
        pressed = Math.clamp(s.pressed(), 0, 1);
        teeth = Math.clamp(s.teeth(), 0, 1);
        double parted = 0.16 * teeth * (1 - open);
        up = (0.1 * open + 0.35 * parted) * (1 - pressed);
        down = (0.62 * open + 0.65 * parted) * (1 - pressed);
        stretch = (wide > 0 ? 0.17 : 0.15) * wide * (1 - 0.6 * roundness) - 0.36 * roundness;
        opening = 0.93 * (1 + stretch) * (1 - 0.1 * roundness);
        closed = up + down < 1e-4 && Math.abs(stretch) < 1e-4 && pressed < 1e-4;
    }

    /// Nothing to do: the mouth is the photo's own.
    boolean closed() {
        return closed;
    }

    /// The part of the photo that may change.
    Rectangle2D area() {
        double reach = Math.hypot(SIDE, REACH + 0.7) * lips.half();
        return new Rectangle2D.Double(lips.x() - reach, lips.y() - reach, 2 * reach, 2 * reach);
    }

    /// The colour that comes to a place of the photo.
    int at(double x, double y) {
        double dx = (x - lips.x()) / lips.half();
        double dy = (y - lips.y()) / lips.half();
        double u = dx * cos + dy * sin;
        double v = dy * cos - dx * sin;
        if (Math.abs(u) >= SIDE || v < -ABOVE - 0.4 || v > REACH + 0.7) {
            return photo.at(x, y);
        }
        double narrowing = 1 + stretch * bump(u / SIDE) * bump(v / 1.5);
        double source = u / narrowing;
        double level = level(source);
        double w = v - level;
        if (lips.parted()) {
            double lower = Motion.ease((w + 0.7) / 1.4) * (1 - Motion.ease((w - 0.9) / 1.5));
            return photo(source, w - 0.45 * down * lower * bump(u / SIDE) + level);
        }
        double across = u / opening;
        double profile =
                Math.abs(across) >= 1
                        ? 0
                        : Math.pow(1 - across * across, 0.95 - 0.4 * Math.min(1, roundness + down));
        double top = -up * profile;
        double bottom = down * profile;
        double inside = Math.min(w - top, bottom - w) * lips.half();
        double from;
        if (w <= (top + bottom) / 2) {
            from = Math.min(0, w - top * (1 - Motion.ease((top - w) / ABOVE)));
        } else {
            from = Math.max(0, w - fall((w - bottom) / REACH, bottom, u));
        }
        from *= 1 + 0.7 * pressed * bump(from / 0.55);
        int skin = photo(source, from + level);
        if (profile == 0 || inside <= -0.5) {
            return pressed > 0 ? Photo.mix(skin, dark, seam(w, across)) : skin;
        }
        return Photo.mix(skin, inside(across, w - top, bottom - w), inside + 0.5);
    }

    private double level(double u) {
        double k = Math.clamp(u, -1.2, 1.2);
        return lips.slope() * k + lips.curve() * k * k;
    }

    /// How far the skin below the opening is pulled down: at the lip as far as the opening, at the
    /// chin most of the way and wider, at the neck not at all.
    private double fall(double below, double bottom, double u) {
        double jaw = 0.8 * down * bump(u / SIDE);
        double towards = Motion.ease(below / 0.45);
        return (bottom + (jaw - bottom) * towards) * (1 - Motion.ease((below - 0.42) / 0.58));
    }

    private double seam(double w, double across) {
        double near = Math.max(0, 1 - Math.abs(w) / 0.07);
        return 0.4 * pressed * near * bump(across);
    }

    private int inside(double across, double fromTop, double fromBottom) {
        double high = fromTop + fromBottom;
        int color = Photo.mix(dark, deep, 1.4 * fromTop / Math.max(0.3, high));
        double tongue = 1 - Math.hypot(across / 0.7, (fromBottom + 0.02) / (0.42 * high + 1e-6));
        if (high > 0.2) {
            color = Photo.mix(color, tongueColor, 0.75 * Motion.ease(3 * tongue));
        }
        double reach =
                teeth * (0.13 + 0.3 * Math.min(high, 0.4)) * (1 - 0.4 * across * across)
                        + 0.06 * Math.min(1, 2 * high);
        double tooth = Motion.ease((reach - fromTop) / 0.05 + 0.5) * bump(across * 0.88);
        double lit = Math.clamp(0.55 + fromTop * 4, 0.55, 0.95) * Math.min(1, high * 9);
        return Photo.mix(color, teethColor, tooth * lit * (0.55 + 0.45 * teeth));
    }

    private int photo(double u, double v) {
        return photo.at(
                lips.x() + (u * cos - v * sin) * lips.half(),
                lips.y() + (u * sin + v * cos) * lips.half());
    }

    /// 1 in the middle, 0 from 1 on, smooth.
    static double bump(double x) {
        double k = 1 - x * x;
        return k <= 0 ? 0 : k * k;
    }
}
