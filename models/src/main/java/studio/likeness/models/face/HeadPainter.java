package studio.likeness.models.face;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.Random;

/// The still part of a head: outline, ears, nose, shading, the lines of age. Eyes, brows and mouth
/// are drawn over it in each frame.
final class HeadPainter {
    static final double EYE_Y = 420;
    static final double EYE_X = 67;
    static final double MOUTH_Y = 566;
    static final double CHIN_Y = 656;

    private final Layer layer;
    private final Look look;
    private final Look.Skin skin;

    private HeadPainter(Layer layer, Look look) {
        this.layer = layer;
        this.look = look;
        this.skin = look.face().skin();
    }

    static void paint(Layer layer, Look look) {
        var head = new HeadPainter(layer, look);
        head.ears();
        layer.fill(
                outline(look.face()),
                new GradientPaint(360, 260, skinLight(look), 640, 660, look.face().skin().base()));
        layer.inside(
                () -> {
                    head.shade();
                    head.beard();
                    head.nose();
                    head.age();
                });
    }

    private static Color skinLight(Look look) {
        return Tint.mix(look.face().skin().base(), look.face().skin().light(), 0.55);
    }

    static Path2D outline(Look.Face f) {
        var path = new Path2D.Double();
        path.moveTo(500, 186);
        path.curveTo(500 + f.cheek() * 0.66, 186, 500 + f.cheek(), 270, 500 + f.cheek(), 400);
        path.curveTo(500 + f.cheek(), 470, 500 + f.jaw() + 14, 520, 500 + f.jaw(), 566);
        path.curveTo(500 + f.jaw() - 14, 612, 500 + f.chin(), CHIN_Y, 500, CHIN_Y);
        path.curveTo(500 - f.chin(), CHIN_Y, 500 - f.jaw() + 14, 612, 500 - f.jaw(), 566);
        path.curveTo(500 - f.jaw() - 14, 520, 500 - f.cheek(), 470, 500 - f.cheek(), 400);
        path.curveTo(500 - f.cheek(), 270, 500 - f.cheek() * 0.66, 186, 500, 186);
        path.closePath();
        return path;
    }

    private void ears() {
        double edge = look.face().cheek();
        for (int side = -1; side <= 1; side += 2) {
            double x = 500 + side * (edge + 2);
            layer.fill(Outline.ellipse(x, 438, 21, 40), Tint.mix(skin.base(), skin.shade(), 0.25));
            layer.soft(
                    Outline.ellipse(x + side * 3, 440, 9, 24), Tint.clear(skin.shade(), 0.55), 4);
        }
    }

    private void shade() {
        var side = Tint.clear(skin.shade(), 0.55);
        double edge = look.face().cheek();
        // The window is on the left: the right side turns away from it.
        layer.soft(
                Outline.of(
                        """
                        M 700 180 L 700 700 L 560 700 C 612 640 640 560 632 470 C 628 380 640
                        300 640 180 Z
                        """),
                side,
                24);
        layer.soft(
                Outline.moved(Outline.ellipse(500 - edge, 470, 16, 150), -6, 0),
                Tint.clear(skin.shade(), 0.35),
                16);
        // Under the jaw, between chin and lip, in the sockets.
        layer.soft(Outline.ellipse(500, CHIN_Y + 16, 120, 26), Tint.clear(skin.shade(), 0.55), 14);
        layer.soft(Outline.ellipse(500, 607, 30, 5), Tint.clear(skin.shade(), 0.45), 6);
        for (int s = -1; s <= 1; s += 2) {
            double x = 500 + s * EYE_X;
            layer.soft(Outline.ellipse(x, EYE_Y - 12, 46, 20), Tint.clear(skin.shade(), 0.3), 12);
            layer.soft(
                    Outline.ellipse(500 + s * 30, EYE_Y - 6, 9, 26),
                    Tint.clear(skin.shade(), s > 0 ? 0.42 : 0.26),
                    9);
            layer.soft(
                    Outline.ellipse(500 + s * 92, 502, 44, 30), Tint.clear(skin.blush(), 0.34), 24);
            layer.soft(
                    Outline.ellipse(500 + s * 88 - 8, 482, 26, 13),
                    Tint.clear(skin.light(), s < 0 ? 0.55 : 0.35),
                    12);
        }
        layer.soft(Outline.ellipse(474, 286, 78, 54), Tint.clear(skin.light(), 0.6), 30);
        layer.soft(Outline.ellipse(494, 634, 26, 12), Tint.clear(skin.light(), 0.5), 10);
    }

    private void nose() {
        var shade = Tint.clear(skin.shade(), 0.5);
        layer.soft(
                Outline.of(
                        """
                        M 513 410 C 516 450 520 480 530 506 C 522 514 514 508 510 496 C 508
                        470 506 440 508 410 Z
                        """),
                Tint.clear(skin.shade(), 0.6),
                6);
        layer.soft(Outline.of("M 493 400 L 503 400 L 505 492 L 491 492 Z"), skinGloss(0.5), 6);
        layer.soft(Outline.ellipse(497, 499, 13, 9), skinGloss(0.7), 7);
        layer.soft(
                Outline.of("M 464 512 C 478 532 522 532 536 512 C 530 540 470 540 464 512 Z"),
                shade,
                5);
        var wing = Tint.clear(skin.line(), 0.55);
        layer.fill(Outline.stroke(481, 521, 500, 532, 519, 521, 3.2), wing);
        layer.fill(Outline.stroke(468, 506, 462, 519, 474, 522, 2.2), Tint.clear(wing, 0.32));
        layer.fill(Outline.stroke(532, 506, 538, 519, 526, 522, 2.6), Tint.clear(wing, 0.42));
        layer.soft(Outline.ellipse(486, 521, 6, 2.6), Tint.clear(skin.line(), 0.5), 2);
        layer.soft(Outline.ellipse(514, 521, 6, 2.6), Tint.clear(skin.line(), 0.5), 2);
        // The groove down to the lip.
        layer.soft(Outline.ellipse(502, 539, 5, 7), Tint.clear(skin.shade(), 0.4), 4);
    }

    private Color skinGloss(double opacity) {
        return Tint.clear(Tint.lighter(skin.base(), 0.6), opacity);
    }

    private void beard() {
        if (look.hair().beard() == Look.Beard.NONE) {
            return;
        }
        boolean full = look.hair().beard() == Look.Beard.FULL;
        var color = Tint.clear(Tint.darker(look.hair().color(), 0.1), full ? 0.9 : 0.15);
        double edge = look.face().cheek() + 14;
        Shape cover =
                Outline.of(
                        """
                                M %1$s 450 C %2$s 520 %3$s 545 430 552 C 448 540 470 536 500
                                540 C 530 536 552 540 570 552 C %4$s 545 %5$s 520 %6$s 450 L
                                %6$s 720 L %1$s 720 Z
                                """
                                .formatted(
                                        500 - edge,
                                        500 - edge + 18,
                                        420,
                                        580,
                                        500 + edge - 18,
                                        500 + edge));
        layer.soft(cover, color, full ? 8 : 16);
        if (full) {
            bristles();
            layer.soft(Outline.ellipse(500, 612, 26, 6), Tint.clear(look.hair().shade(), 0.4), 6);
            layer.soft(
                    Outline.of(
                            """
                            M 600 500 L 700 500 L 700 700 L 540 700 C 590 650 606 590 600 500
                            Z
                            """),
                    Tint.clear(look.hair().shade(), 0.5),
                    20);
        }
    }

    private void bristles() {
        var random = new Random(3);
        for (int i = 0; i < 420; i++) {
            double x = 360 + 280 * random.nextDouble();
            double y = 556 + 100 * random.nextDouble();
            double lean = (x - 500) * 0.03;
            boolean light = random.nextBoolean();
            layer.fill(
                    Outline.stroke(x, y, x + lean, y + 7, x + 1.4 * lean, y + 15, 1.6),
                    Tint.clear(light ? look.hair().light() : look.hair().shade(), 0.2));
        }
    }

    private void age() {
        double age = look.age();
        if (age < 0.15) {
            return;
        }
        for (int s = -1; s <= 1; s += 2) {
            // Laugh lines fan out from the corner of the eye.
            double[][] fan = {{-14, 26, -16}, {0, 32, 0}, {13, 27, 15}};
            for (double[] ray : fan) {
                wrinkle(
                        500 + s * (EYE_X + 42),
                        EYE_Y + 2 + ray[0] * 0.35,
                        500 + s * (EYE_X + 42 + ray[1] * 0.6),
                        EYE_Y + 2 + ray[2] * 0.55,
                        500 + s * (EYE_X + 40 + ray[1]),
                        EYE_Y + 3 + ray[2] * 1.15,
                        0.34 * age);
            }
            // Under the eye.
            wrinkle(
                    500 + s * (EYE_X - 30),
                    EYE_Y + 24,
                    500 + s * (EYE_X - 4),
                    EYE_Y + 42,
                    500 + s * (EYE_X + 28),
                    EYE_Y + 27,
                    0.3 * age);
            layer.soft(
                    Outline.ellipse(500 + s * EYE_X, EYE_Y + 26, 28, 6),
                    Tint.clear(skin.shade(), 0.28 * age),
                    6);
            // Beside the chin.
            wrinkle(500 + s * 64, 594, 500 + s * 70, 604, 500 + s * 66, 616, 0.1 * age);
        }
        wrinkle(436, 318, 500, 306, 570, 318, 0.2 * age);
        wrinkle(452, 340, 504, 331, 556, 341, 0.15 * age);
    }

    private void wrinkle(
            double x0, double y0, double cx, double cy, double x1, double y1, double opacity) {
        layer.fill(
                Outline.stroke(x0, y0, cx, cy, x1, y1, 1.5),
                Tint.clear(skin.line(), Math.min(1, opacity * 1.5)));
    }
}
