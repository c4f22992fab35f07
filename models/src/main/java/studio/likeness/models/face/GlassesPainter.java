package studio.likeness.models.face;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Shape;
import java.awt.geom.RoundRectangle2D;

/// Glasses: thin rims, a breath of reflection, their shadow on the cheek.
final class GlassesPainter {
    private static final double Y = HeadPainter.EYE_Y + 6;
    private static final double X = 70;

    private GlassesPainter() {}

    static void paint(Layer layer, Look look) {
        if (look.glasses() == Look.Glasses.NONE) {
            return;
        }
        boolean round = look.glasses() == Look.Glasses.ROUND;
        var rim = round ? new Color(0x6F5A3E) : new Color(0x2C2A2E);
        double width = round ? 4.2 : 6.5;
        double edge = look.face().cheek();
        for (int s = -1; s <= 1; s += 2) {
            double x = 500 + s * X;
            Shape lens = lens(round, x);
            layer.fill(
                    lens,
                    new GradientPaint(
                            (float) (x - 40),
                            (float) (Y - 50),
                            new Color(255, 255, 255, 44),
                            (float) (x + 20),
                            (float) (Y + 30),
                            new Color(255, 255, 255, 0)));
            layer.fill(
                    Outline.within(
                            Outline.of(
                                    "M %s %s L %s %s L %s %s L %s %s Z"
                                            .formatted(
                                                    x - 26, Y - 60, x - 8, Y - 60, x - 44, Y + 60,
                                                    x - 62, Y + 60)),
                            lens),
                    new Color(255, 255, 255, 26));
            layer.line(Outline.moved(lens, 1, 3.5), new Color(60, 30, 20, 38), width + 1);
            layer.line(lens, rim, width);
            layer.line(
                    Outline.moved(lens, -0.6, -0.8), Tint.clear(Tint.lighter(rim, 0.55), 0.5), 1.2);
            layer.line(
                    Outline.of(
                            "M %s %s L %s %s"
                                    .formatted(x + s * 55, Y - 8, 500 + s * (edge + 2), Y - 14)),
                    rim,
                    width);
        }
        layer.line(
                Outline.of(
                        "M %s %s Q 500 %s %s %s"
                                .formatted(500 - X + 54, Y - 4, Y - 18, 500 + X - 54, Y - 4)),
                rim,
                width);
    }

    private static Shape lens(boolean round, double x) {
        return round
                ? Outline.ellipse(x, Y, 54, 52)
                : new RoundRectangle2D.Double(x - 56, Y - 40, 112, 80, 44, 44);
    }
}
