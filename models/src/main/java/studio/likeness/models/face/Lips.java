package studio.likeness.models.face;

import java.awt.Shape;
import java.awt.geom.Path2D;

/// The geometry of a mouth shape. Its origin is the middle of the closed mouth, y downwards.
final class Lips {
    final double open;
    final double round;
    final double pressed;

    /// 0 relaxed or narrower, 1 as wide as it goes.
    final double spread;

    /// Half the width, corner to middle.
    final double half;

    /// Height of the corners, of the upper lip's edge and of the lower lip's edge.
    final double corner;

    final double upper;
    final double lower;
    final double gap;
    final double thickUpper;
    final double thickLower;

    /// How far the upper teeth come down from the lip's edge.
    final double teethReach;

    /// How far the lower teeth have come up to the upper ones.
    final double together;

    /// Rounded lips close around a smaller opening: its half width, and the height of its ends.
    private final double inner;

    private final double innerCorner;

    /// 0 the opening is pointed at its corners, 1 it is an ellipse.
    private final double ellipse;

    Lips(MouthShape s) {
        open = Math.clamp(s.open(), 0, 1);
        round = Math.clamp(s.round(), 0, 1);
        pressed = Math.clamp(s.pressed(), 0, 1);
        double wide = Math.clamp(s.wide(), 0, 1) - 0.5;
        double teeth = Math.clamp(s.teeth(), 0, 1);
        spread = Math.max(0, 2 * wide) * (1 - round);
        half = 50 + 28 * wide - 18 * round - 4 * open + 4 * pressed;
        corner = -7.5 * (1 - round) * (1 - 0.6 * open) - 2.5 * spread + 3 * open * open;
        // Where teeth show, the lips part at least as far as the teeth need.
        double parted = 8.5 * teeth * (1 - pressed);
        upper = -(7 * open + 0.35 * parted + 2 * round * open) * (1 - pressed);
        double down = (MouthPainter.JAW_DROP - 7) * open + 0.65 * parted * (1 - open);
        lower = Math.max(upper, down * (1 - pressed));
        gap = lower - upper;
        double rolled = 1 - 0.62 * pressed;
        thickUpper = (11.5 + 3.5 * round - 2.2 * spread - 2 * open) * rolled;
        double tucked = Math.max(0, teeth - 0.5) * 2 * Math.max(0, 1 - open * 4) * (1 - spread);
        thickLower = (15.5 + 3 * round - 2.5 * spread - 1.5 * open) * rolled * (1 - 0.5 * tucked);
        teethReach = teeth * (5 + Math.min(8, 0.45 * gap)) + Math.max(0, open - 0.35) * 5;
        together =
                Math.max(0, teeth - 0.4) / 0.6 * Math.max(0, 1 - open * 3) * (0.4 + 0.6 * spread);
        inner = half * (1 - 0.38 * round);
        innerCorner = corner + ((upper + lower) / 2 - corner) * round;
        ellipse = Math.min(1, round + 0.55 * open);
    }

    /// Where the upper lip ends below; from corner to corner.
    Path2D upperEdge() {
        var edge = new Path2D.Double();
        edge.moveTo(-half, corner);
        edge.lineTo(-inner, innerCorner);
        double sag = upper + 1.3 * Math.max(0, 1 - gap / 6);
        double ay = innerCorner + (upper - innerCorner) * blend(0.95, 0.66);
        edge.curveTo(-wideControl(), ay, -nearControl(), upper - 0.6, 0, sag);
        edge.curveTo(nearControl(), upper - 0.6, wideControl(), ay, inner, innerCorner);
        edge.lineTo(half, corner);
        return edge;
    }

    Shape opening() {
        var shape = upperEdge();
        double y = lower + 0.5;
        double ay = innerCorner + (y - innerCorner) * blend(0.95, 0.66);
        shape.lineTo(inner, innerCorner);
        shape.curveTo(wideControl(), ay, nearControl(), y, 0, y);
        shape.curveTo(-nearControl(), y, -wideControl(), ay, -inner, innerCorner);
        shape.closePath();
        return shape;
    }

    Shape upperLip() {
        var lip = upperEdge();
        double peak = upper - thickUpper;
        double bow = half * 0.24;
        double dip = 3.8 * (1 - 0.8 * round) * (1 - 0.8 * pressed);
        double side = corner + (peak - corner) * 0.6;
        double ax = half * blend(0.72, 1);
        double bx = blend(bow + 9, half * 0.6);
        lip.curveTo(ax, side, bx, peak - 0.3, bow, peak);
        lip.quadTo(bow * 0.45, peak + 0.3, 0, peak + dip);
        lip.quadTo(-bow * 0.45, peak + 0.3, -bow, peak);
        lip.curveTo(-bx, peak - 0.3, -ax, side, -half, corner);
        lip.closePath();
        return lip;
    }

    Shape lowerLip() {
        var lip = new Path2D.Double();
        lip.moveTo(-half, corner);
        lip.lineTo(-inner, innerCorner);
        double y = lower - 0.3;
        double sag = y + 1.3 * Math.max(0, 1 - gap / 6);
        double ay = innerCorner + (y - innerCorner) * blend(0.95, 0.66);
        lip.curveTo(-wideControl(), ay, -nearControl(), y, 0, sag);
        lip.curveTo(nearControl(), y, wideControl(), ay, inner, innerCorner);
        lip.lineTo(half, corner);
        double bottom = lower + thickLower;
        double c = blend(0.72, 0.98);
        lip.curveTo(half * c, corner + (bottom - corner) * 0.78, half * 0.42, bottom, 0, bottom);
        lip.curveTo(
                -half * 0.42, bottom, -half * c, corner + (bottom - corner) * 0.78, -half, corner);
        lip.closePath();
        return lip;
    }

    private double wideControl() {
        return inner * blend(0.6, 0.97);
    }

    private double nearControl() {
        return inner * blend(0.3, 0.55);
    }

    private double blend(double pointed, double elliptic) {
        return pointed + (elliptic - pointed) * ellipse;
    }
}
