package studio.likeness.models.face;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.MultipleGradientPaint;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;

/// The mouth, in each frame: lips as curves around what is between them.
final class MouthPainter {
    /// How far the lower lip and the chin go down at the widest, in units.
    static final double JAW_DROP = 46;

    private final Look look;
    private final Color upperLip;
    private final Color lowerLip;
    private final Color line;

    MouthPainter(Look look) {
        this.look = look;
        var skin = look.face().skin();
        // Who paints no lashes paints no lips.
        var lip = Tint.mix(skin.lip(), skin.base(), 0.4 * (1 - look.face().brows().lash()));
        upperLip = Tint.darker(Tint.mix(lip, skin.shade(), 0.12), 0.06);
        lowerLip = Tint.mix(lip, skin.light(), 0.1);
        line = Tint.darker(Tint.mix(skin.lip(), skin.line(), 0.5), 0.35);
    }

    /// @param g in units of the head
    void paint(Graphics2D g, MouthShape shape) {
        var m = new Lips(shape);
        var before = g.getTransform();
        g.translate(500, HeadPainter.MOUTH_Y);
        cheeks(g, m);
        glow(g, 0, m.lower + m.thickLower + 9, m.half * 0.75, 9, 0.34);
        if (m.gap > 0.6) {
            inside(g, m);
        }
        lips(g, m);
        g.setTransform(before);
    }

    /// The folds from the wings of the nose to the corners deepen as the mouth spreads or opens.
    private void cheeks(Graphics2D g, Lips m) {
        double depth = 0.16 + 0.34 * look.age();
        double work = Math.min(1, 0.45 * m.spread + 0.5 * m.open);
        var color =
                Tint.clear(look.face().skin().line(), Math.min(0.55, depth * (0.55 + 0.7 * work)));
        g.setColor(color);
        for (int s = -1; s <= 1; s += 2) {
            double out = m.half + 17 + 3 * m.open;
            g.fill(
                    Outline.stroke(
                            s * 40,
                            -54,
                            s * (out + 3),
                            -38 - 3 * m.spread,
                            s * out,
                            m.corner - 2 + 10 * m.open,
                            2.3 + 1.2 * work));
        }
        double hollow = 0.16 * m.open + 0.1 * m.round;
        if (hollow > 0.01) {
            glow(g, -82, 14 + 14 * m.open, 22, 44, hollow);
            glow(g, 82, 14 + 14 * m.open, 22, 44, hollow * 1.3);
        }
        if (m.pressed > 0.02) {
            glow(g, 0, -13, 34, 6, 0.3 * m.pressed);
        }
    }

    private void glow(Graphics2D g, double x, double y, double rx, double ry, double opacity) {
        var color = look.face().skin().shade();
        g.setPaint(
                new RadialGradientPaint(
                        new Point2D.Double(0, 0),
                        1,
                        new Point2D.Double(0, 0),
                        new float[] {0, 0.5f, 1},
                        new Color[] {
                            Tint.clear(color, opacity),
                            Tint.clear(color, opacity * 0.55),
                            Tint.clear(color, 0)
                        },
                        MultipleGradientPaint.CycleMethod.NO_CYCLE,
                        MultipleGradientPaint.ColorSpaceType.SRGB,
                        new AffineTransform(rx, 0, 0, ry, x, y)));
        g.fill(Outline.ellipse(x, y, rx, ry));
    }

    private void inside(Graphics2D g, Lips m) {
        Shape opening = m.opening();
        g.setPaint(
                new GradientPaint(
                        0,
                        (float) m.upper,
                        new Color(0x4B1D20),
                        0,
                        (float) (m.lower + 4),
                        new Color(0x2C0F13)));
        g.fill(opening);
        double tongue = Math.min(1, Math.max(0, m.gap - 9) / 12);
        if (tongue > 0) {
            g.setPaint(
                    new GradientPaint(
                            0,
                            (float) (m.lower - m.gap * 0.45),
                            Tint.clear(new Color(0xA9504F), 0.9 * tongue),
                            0,
                            (float) m.lower,
                            Tint.clear(new Color(0x7A3134), 0.9 * tongue)));
            g.fill(
                    Outline.within(
                            Outline.ellipse(0, m.lower + 5, m.half * 0.6, 5 + m.gap * 0.38),
                            opening));
        }
        teeth(g, m, opening);
    }

    private void teeth(Graphics2D g, Lips m, Shape opening) {
        double reach = Math.min(m.teethReach, m.gap + 2);
        if (reach > 1) {
            g.setPaint(
                    new GradientPaint(
                            0,
                            (float) m.upper,
                            new Color(0xD9CEC3),
                            0,
                            (float) (m.upper + 7),
                            new Color(0xF7F2E9)));
            g.fill(Outline.within(row(m.half * 0.82, m.upper - 8, m.upper + reach), opening));
        }
        // Teeth together, as for "s": the lower row rises to meet the upper one.
        if (m.together > 0.05 && m.gap > 4) {
            g.setColor(Tint.clear(new Color(0xE9E1D6), m.together));
            g.fill(
                    Outline.within(
                            row(m.half * 0.72, m.lower - m.gap * 0.42, m.lower + 8), opening));
            g.setColor(Tint.clear(new Color(0x8D6A62), 0.6 * m.together));
            g.setStroke(new BasicStroke(1.3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            var bite = new Path2D.Double();
            double y = m.lower - m.gap * 0.42;
            bite.moveTo(-m.half * 0.7, y - 1.5);
            bite.quadTo(0, y + 2, m.half * 0.7, y - 1.5);
            g.draw(bite);
        }
    }

    private static Path2D row(double half, double top, double bottom) {
        var row = new Path2D.Double();
        row.moveTo(-half, top);
        row.lineTo(half, top);
        row.curveTo(half, bottom - 3, half * 0.6, bottom, 0, bottom);
        row.curveTo(-half * 0.6, bottom, -half, bottom - 3, -half, top);
        row.closePath();
        return row;
    }

    private void lips(Graphics2D g, Lips m) {
        g.setPaint(
                new GradientPaint(
                        0,
                        (float) (m.upper - m.thickUpper),
                        Tint.mix(upperLip, look.face().skin().base(), 0.18),
                        0,
                        (float) (m.upper + 2),
                        Tint.darker(upperLip, 0.12)));
        g.fill(m.upperLip());
        g.setPaint(
                new GradientPaint(
                        0,
                        (float) (m.lower - 1),
                        Tint.darker(lowerLip, 0.08),
                        0,
                        (float) (m.lower + m.thickLower),
                        Tint.mix(lowerLip, look.face().skin().base(), 0.22)));
        g.fill(m.lowerLip());
        double gloss = m.thickLower * 0.24;
        if (gloss > 1.2) {
            g.setColor(Tint.clear(Tint.lighter(lowerLip, 0.5), 0.22));
            g.fill(Outline.ellipse(-4, m.lower + m.thickLower * 0.42, m.half * 0.32, gloss));
        }
        double closed = Math.clamp(1 - m.gap / 4, 0, 1);
        g.setColor(Tint.clear(line, 0.35 + 0.55 * closed));
        g.setStroke(
                new BasicStroke(
                        (float) (1.6 + 1.2 * closed),
                        BasicStroke.CAP_ROUND,
                        BasicStroke.JOIN_ROUND));
        g.draw(m.upperEdge());
        // Corners: a small shadow where the lips meet.
        for (int s = -1; s <= 1; s += 2) {
            glow(g, s * (m.half + 2), m.corner + 1, 8, 7, 0.5);
        }
    }
}
