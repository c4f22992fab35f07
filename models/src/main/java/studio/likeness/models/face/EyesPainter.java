package studio.likeness.models.face;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.Path2D;

/// Eyes and brows, in each frame.
final class EyesPainter {
    private static final double SIZE = 1.1;
    private static final Color WHITE = new Color(0xF8F3EC);

    private final Look look;
    private final Color lash;

    EyesPainter(Look look) {
        this.look = look;
        lash = Tint.mix(look.face().skin().line(), new Color(0x2A1C18), 0.75);
    }

    /// @param g in units of the head
    void paint(Graphics2D g, Pose pose) {
        for (int side = -1; side <= 1; side += 2) {
            var before = g.getTransform();
            g.translate(500 + side * HeadPainter.EYE_X, HeadPainter.EYE_Y);
            g.scale(side * SIZE, SIZE);
            eye(g, pose, side);
            brow(g, pose);
            g.setTransform(before);
        }
    }

    /// The left half of an eye's x is its inner corner, whichever side it is on.
    private void eye(Graphics2D g, Pose pose, int side) {
        double hood = 1 - 0.16 * look.age();
        // Lids follow the gaze downwards and up.
        double shut = Math.clamp(pose.lids() + 0.012 * pose.gazeY(), -0.1, 1);
        double[] upper = lid(-19 * hood, -26 * hood, 13, 15, shut);
        double[] lower = lid(16, 13.5, 14, 14.5, shut);
        var opening = new Path2D.Double();
        opening.moveTo(-33, 5);
        opening.curveTo(-20, upper[0], 12, upper[1], 34, 1);
        opening.curveTo(20, lower[1], -12, lower[0], -33, 5);
        opening.closePath();
        if (shut < 0.93) {
            ball(g, opening, pose, side);
            shadowOfLid(g, upper, shut);
        } else {
            g.setColor(look.face().skin().shade());
            g.fill(opening);
        }
        if (shut > 0.05) {
            lidSkin(g, upper, hood, shut);
        }
        lashes(g, upper, lower, shut);
    }

    /// Heights of a lid's two control points between open and shut.
    private static double[] lid(
            double inner, double outer, double shutInner, double shutOuter, double shut) {
        return new double[] {
            inner + (shutInner - inner) * shut, outer + (shutOuter - outer) * shut
        };
    }

    private void ball(Graphics2D g, Shape opening, Pose pose, int side) {
        g.setColor(WHITE);
        g.fill(opening);
        double x = side * pose.gazeX() - 1;
        double y = pose.gazeY() - 1.5;
        var iris = look.face().iris();
        var disc = Outline.within(Outline.ellipse(x, y, 16.6, 16.6), opening);
        g.setPaint(
                new RadialGradientPaint(
                        (float) x,
                        (float) (y + 3),
                        18f,
                        new float[] {0, 0.55f, 1},
                        new Color[] {
                            Tint.lighter(iris, 0.3), iris, Tint.darker(iris, 0.55),
                        }));
        g.fill(disc);
        g.setColor(new Color(0x17100E));
        g.fill(Outline.within(Outline.ellipse(x, y, 7.2, 7.2), opening));
        g.setColor(new Color(255, 255, 255, 225));
        // The window is on the left of the picture for both eyes.
        g.fill(Outline.within(Outline.ellipse(x - side * 5, y - 5.5, 3.6, 3.6), opening));
        g.setColor(new Color(255, 255, 255, 90));
        g.fill(Outline.within(Outline.ellipse(x + side * 5.5, y + 6, 2.2, 2.2), opening));
    }

    private void shadowOfLid(Graphics2D g, double[] upper, double shut) {
        var shade = new Path2D.Double();
        shade.moveTo(-33, 5);
        shade.curveTo(-20, upper[0], 12, upper[1], 34, 1);
        double deep = 8 * (1 - 0.6 * shut);
        shade.curveTo(12, upper[1] + deep, -20, upper[0] + deep, -33, 5);
        g.setColor(new Color(70, 40, 40, 70));
        g.fill(shade);
    }

    private void lidSkin(Graphics2D g, double[] upper, double hood, double shut) {
        var skin = look.face().skin();
        var lid = new Path2D.Double();
        lid.moveTo(-33, 5);
        lid.curveTo(-20, upper[0], 12, upper[1], 34, 1);
        lid.curveTo(12, -26 * hood - 2, -20, -19 * hood - 2, -33, 5);
        g.setColor(Tint.clear(Tint.mix(skin.base(), skin.shade(), 0.4), Math.min(1, shut * 6)));
        g.fill(lid);
    }

    private void lashes(Graphics2D g, double[] upper, double[] lower, double shut) {
        double lashes = look.face().brows().lash();
        double thick = 3.2 + 2.4 * lashes;
        var line = new Path2D.Double();
        line.moveTo(-34, 6);
        line.curveTo(-20, upper[0] + 0.5, 12, upper[1] + 0.5, 35, 1);
        if (lashes > 0.7) {
            line.lineTo(40, -4);
        }
        line.curveTo(14, upper[1] - thick, -18, upper[0] - 0.7 * thick, -34, 6);
        line.closePath();
        g.setColor(lash);
        g.fill(line);
        var under = new Path2D.Double();
        under.moveTo(-29, 7.5);
        under.curveTo(-12, lower[0] + 0.5, 20, lower[1] + 0.5, 34, 1);
        g.setStroke(new BasicStroke(1.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.setColor(Tint.clear(look.face().skin().line(), 0.55));
        g.draw(under);
        var crease = new Path2D.Double();
        crease.moveTo(-29, -4 + 3 * shut);
        crease.curveTo(-16, -21 + 6 * shut, 14, -27 + 6 * shut, 37, -6 + 2 * shut);
        g.setStroke(new BasicStroke(1.7f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.setColor(Tint.clear(look.face().skin().line(), 0.42));
        g.draw(crease);
    }

    private void brow(Graphics2D g, Pose pose) {
        double thick = look.face().brows().thick();
        double up = -5.5 * pose.brow();
        var brow = new Path2D.Double();
        brow.moveTo(-33, -45 + up);
        brow.curveTo(-14, -55 + up * 1.1, 12, -58 + up * 1.2, 42, -43 + up * 0.8);
        brow.curveTo(
                14,
                -58 + thick + up * 1.2,
                -12,
                -55 + thick * 1.1 + up * 1.1,
                -32,
                -45 + thick + up);
        brow.curveTo(-36, -45 + thick * 0.7 + up, -36, -45 + thick * 0.3 + up, -33, -45 + up);
        brow.closePath();
        g.setColor(Tint.clear(look.face().brows().color(), 0.8));
        g.fill(brow);
    }
}
