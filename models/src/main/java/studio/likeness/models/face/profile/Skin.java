package studio.likeness.models.face.profile;

import java.util.List;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.profile.Finding.Aspect;
import studio.likeness.models.signal.Picture;

/// Light and colour of a face, in patches that landmarks name.
///
/// @param left cheek, in the picture
/// @param around the mouth: the upper lip's skin and the chin
record Skin(Patch left, Patch right, Patch around, Patch whole) {
    /// Means over a few places.
    ///
    /// @param light 0 to 255
    /// @param blue Cb, how blue, of -128 to 127
    /// @param red Cr
    /// @param burnt share of places at the upper end
    /// @param black share at the lower end
    private record Patch(double light, double blue, double red, double burnt, double black) {}

    /// Samples of a patch on each axis.
    private static final int FINE = 9;

    static Skin of(Picture picture, List<Point> points) {
        var left = between(points.get(3), points.get(31), 0.5);
        var right = between(points.get(13), points.get(35), 0.5);
        var lip = between(points.get(33), points.get(51), 0.5);
        var chin = between(points.get(57), points.get(8), 0.45);
        double eyes = FivePoints.distance(points.get(36), points.get(45));
        var leftPatch = patch(picture, left, 0.11 * eyes);
        var rightPatch = patch(picture, right, 0.11 * eyes);
        var upper = patch(picture, lip, 0.05 * eyes);
        var lower = patch(picture, chin, 0.08 * eyes);
        var whole = patch(picture, points.get(29), 0.55 * eyes);
        return new Skin(leftPatch, rightPatch, unlike(upper, lower, leftPatch, rightPatch), whole);
    }

    /// That of the two that is less like the cheeks.
    private static Patch unlike(Patch upper, Patch lower, Patch left, Patch right) {
        return distance(upper, left, right) > distance(lower, left, right) ? upper : lower;
    }

    private static double distance(Patch patch, Patch left, Patch right) {
        return Math.min(distance(patch, left), distance(patch, right));
    }

    /// Mostly of colour: beards and shadows are dark, and no obstacle.
    private static double distance(Patch a, Patch b) {
        double light = Math.max(0, Math.abs(a.light - b.light) - 60) / 4;
        return Math.hypot(Math.hypot(a.blue - b.blue, a.red - b.red), light);
    }

    private static Point between(Point a, Point b, double share) {
        return new Point(
                (float) (a.x() + (b.x() - a.x()) * share),
                (float) (a.y() + (b.y() - a.y()) * share));
    }

    private static Patch patch(Picture picture, Point middle, double reach) {
        double light = 0;
        double blue = 0;
        double red = 0;
        int burnt = 0;
        int black = 0;
        for (int i = 0; i < FINE * FINE; i++) {
            int across = i % FINE;
            int down = i / FINE;
            double x = middle.x() + (2.0 * across / (FINE - 1) - 1) * reach;
            double y = middle.y() + (2.0 * down / (FINE - 1) - 1) * reach;
            int column = (int) Math.clamp(Math.round(x), 0, (long) picture.width() - 1);
            int row = (int) Math.clamp(Math.round(y), 0, (long) picture.height() - 1);
            int at = (row * picture.width() + column) * 3;
            double here = Grey.light(picture.bgr(), at);
            light += here;
            blue += 0.564 * ((picture.bgr()[at] & 255) - here);
            red += 0.713 * ((picture.bgr()[at + 2] & 255) - here);
            burnt += here > 247 ? 1 : 0;
            black += here < 22 ? 1 : 0;
        }
        double n = FINE * FINE;
        return new Patch(light / n, blue / n, red / n, burnt / n, black / n);
    }

    Finding light() {
        double mean = (left.light + right.light) / 2;
        double sides = Math.abs(left.light - right.light) / Math.max(1, mean);
        double dark = Math.max(whole.black, (70 - mean) / 70);
        var uneven = Finding.upTo(0.35, 0.7, Aspect.LIGHT, sides, "uneven");
        var bright = Finding.upTo(0.08, 0.25, Aspect.LIGHT, whole.burnt, "bright");
        var murky = Finding.upTo(0.2, 0.5, Aspect.LIGHT, dark, "dark");
        var worst = uneven;
        for (var other : List.of(bright, murky)) {
            worst = other.verdict().compareTo(worst.verdict()) > 0 ? other : worst;
        }
        return worst;
    }

    /// What covers the mouth in the skin's own colour, a hand for one, is not seen by this.
    Finding mouth() {
        return Finding.upTo(18, 32, Aspect.MOUTH, distance(around, left, right), "covered");
    }
}
