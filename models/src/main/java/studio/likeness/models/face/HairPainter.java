package studio.likeness.models.face;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.Random;

/// Hair behind the head and before it.
final class HairPainter {
    private final Layer layer;
    private final Look.Hair hair;

    private HairPainter(Layer layer, Look.Hair hair) {
        this.layer = layer;
        this.hair = hair;
    }

    static void back(Layer layer, Look look) {
        new HairPainter(layer, look.hair()).back();
    }

    static void front(Layer layer, Look look) {
        new HairPainter(layer, look.hair()).front();
    }

    /// The shadow that the hair throws on the forehead and the temples.
    static void shadow(Layer layer, Look look) {
        var shadow = Tint.clear(look.face().skin().line(), 0.34);
        for (var lock : HairShapes.locks(look.hair().style())) {
            layer.soft(Outline.moved(lock, 3, 13), shadow, 9);
        }
    }

    private void back() {
        switch (hair.style()) {
            case BOB ->
                    mass(
                            """
                            M 500 156 C 384 150 310 226 302 356 C 296 440 286 510 304 566 C
                            320 614 376 624 430 600 L 570 600 C 624 624 680 614 696 566 C 714
                            510 704 440 698 356 C 690 226 616 150 500 156 Z
                            """);
            case LONG -> {
                mass(
                        """
                        M 500 144 C 370 138 294 230 292 380 C 290 560 262 720 270 850 C 330
                        890 400 880 430 800 L 570 800 C 600 880 670 890 730 850 C 738 720 710
                        560 708 380 C 706 230 630 138 500 144 Z
                        """);
            }
            case BUN -> {
                var bun = Outline.ellipse(508, 128, 74, 62);
                layer.fill(bun, new GradientPaint(450, 70, hair.color(), 580, 190, hair.shade()));
                layer.inside(
                        () -> {
                            strands(
                                    new double[] {438, 140, 460, 70, 550, 60, 580, 130},
                                    new double[] {446, 170, 490, 150, 540, 150, 574, 160},
                                    16,
                                    3);
                        });
                mass(
                        """
                        M 500 152 C 396 152 342 230 346 360 L 352 450 L 648 450 L 654 360 C
                        658 230 604 152 500 152 Z
                        """);
            }
            case CURLS -> {
                var cloud = HairShapes.cloud();
                layer.fill(
                        cloud, new GradientPaint(340, 160, hair.color(), 660, 560, hair.shade()));
                layer.inside(() -> curls(44, 0.22, 5));
            }
            case SIDE_PART, CROP, TOUSLED ->
                    mass(
                            """
                            M 500 180 C 410 178 350 240 352 340 L 356 430 L 644 430 L 648 340
                            C 650 240 590 178 500 180 Z
                            """);
            case RECEDING ->
                    mass(
                            """
                            M 380 250 C 344 280 338 350 350 450 L 372 470 L 372 260 Z M 620
                            250 C 656 280 662 350 650 450 L 628 470 L 628 260 Z
                            """);
        }
    }

    private void mass(String d) {
        layer.fill(
                Outline.of(d),
                new GradientPaint(
                        340,
                        200,
                        Tint.mix(hair.color(), hair.shade(), 0.55),
                        620,
                        760,
                        Tint.darker(hair.shade(), 0.22)));
    }

    private void front() {
        if (hair.style() == Look.Style.RECEDING) {
            layer.soft(
                    Outline.of(
                            """
                            M 396 226 C 430 176 570 176 604 226 C 580 208 540 204 500 206 C
                            460 204 420 208 396 226 Z
                            """),
                    Tint.clear(hair.color(), 0.5),
                    8);
        }
        for (var lock : HairShapes.locks(hair.style())) {
            layer.fill(lock, new GradientPaint(360, 170, hair.color(), 660, 640, midShade()));
        }
        layer.inside(this::flow);
    }

    private Color midShade() {
        return Tint.mix(hair.color(), hair.shade(), 0.6);
    }

    /// Strands along the way the hair falls.
    private void flow() {
        switch (hair.style()) {
            case BOB -> {
                rim(
                        """
                        M 452 206 C 432 240 410 268 392 302 C 372 338 360 380 356 430 C 352
                        480 364 516 380 550
                        """);
                rim(
                        """
                        M 442 200 C 456 284 512 322 574 342 C 616 356 640 388 646 436 C 650
                        480 636 516 620 550
                        """);
                strands(
                        new double[] {448, 152, 330, 180, 306, 330, 306, 590},
                        new double[] {452, 206, 390, 290, 350, 420, 376, 580},
                        22,
                        1);
                strands(
                        new double[] {444, 154, 650, 110, 700, 290, 694, 590},
                        new double[] {443, 204, 470, 330, 664, 330, 626, 590},
                        34,
                        2);
                layer.soft(Outline.ellipse(366, 252, 24, 66), Tint.clear(hair.light(), 0.5), 20);
                layer.soft(Outline.ellipse(584, 210, 70, 30), Tint.clear(hair.light(), 0.55), 22);
                layer.soft(Outline.ellipse(340, 606, 60, 26), Tint.clear(hair.shade(), 0.5), 18);
                layer.soft(Outline.ellipse(660, 606, 60, 26), Tint.clear(hair.shade(), 0.7), 18);
                layer.soft(Outline.ellipse(700, 430, 26, 150), Tint.clear(hair.shade(), 0.5), 20);
            }
            case LONG -> {
                for (int s = -1; s <= 1; s += 2) {
                    strands(
                            across(s, 502, 154, 330, 170, 306, 340, 282, 810),
                            across(s, 502, 200, 430, 300, 330, 330, 330, 790),
                            26,
                            3 + s);
                }
            }
            case BUN -> {
                for (int s = -1; s <= 1; s += 2) {
                    strands(
                            across(s, 346, 430, 336, 280, 400, 180, 500, 150),
                            across(s, 350, 420, 372, 300, 430, 230, 500, 190),
                            20,
                            6 + s);
                }
            }
            case CURLS -> curls(30, 0.3, 9);
            case SIDE_PART -> {
                strands(
                        new double[] {430, 250, 470, 170, 640, 120, 666, 330},
                        new double[] {430, 250, 490, 260, 560, 300, 630, 300},
                        26,
                        11);
                strands(
                        new double[] {432, 246, 380, 220, 344, 300, 346, 400},
                        new double[] {432, 246, 400, 262, 366, 320, 354, 404},
                        12,
                        12);
            }
            case CROP -> {
                layer.soft(Outline.ellipse(440, 206, 60, 22), Tint.clear(hair.light(), 0.3), 18);
                layer.soft(Outline.ellipse(640, 330, 30, 90), Tint.clear(hair.shade(), 0.6), 18);
            }
            case TOUSLED -> {
                strands(
                        new double[] {600, 150, 440, 130, 350, 230, 352, 400},
                        new double[] {600, 156, 560, 220, 500, 300, 420, 300},
                        22,
                        13);
                strands(
                        new double[] {560, 140, 690, 140, 680, 300, 650, 400},
                        new double[] {560, 150, 590, 200, 600, 260, 620, 300},
                        16,
                        14);
            }
            case RECEDING -> {
                for (int s = -1; s <= 1; s += 2) {
                    strands(
                            across(s, 400, 224, 350, 260, 340, 340, 350, 430),
                            across(s, 402, 226, 380, 270, 366, 340, 354, 436),
                            12,
                            15 + s);
                }
            }
        }
    }

    /// Hair is darker where it turns in towards the face.
    private void rim(String d) {
        for (double width = 26; width > 4; width -= 5) {
            layer.line(Outline.of(d), Tint.clear(hair.shade(), 0.1), width);
        }
    }

    private static double[] across(int side, double... points) {
        if (side < 0) {
            return points;
        }
        double[] mirrored = points.clone();
        for (int i = 0; i < mirrored.length; i += 2) {
            mirrored[i] = 1000 - mirrored[i];
        }
        return mirrored;
    }

    /// Fine strokes between two guide curves, each of four points.
    private void strands(double[] from, double[] to, int count, int seed) {
        var random = new Random(seed);
        for (int i = 0; i < count; i++) {
            double k = (i + 0.5 * random.nextDouble()) / count;
            double[] p = new double[8];
            for (int j = 0; j < 8; j++) {
                p[j] = from[j] + (to[j] - from[j]) * k;
            }
            boolean light = random.nextDouble() < 0.52;
            var color =
                    Tint.clear(
                            light ? hair.light() : hair.shade(),
                            (light ? 0.22 : 0.12) + 0.2 * random.nextDouble());
            double thick = random.nextDouble();
            layer.fill(lock(p, 1.5 + 7 * thick * thick), color);
        }
    }

    private static Shape lock(double[] p, double thick) {
        var path = new Path2D.Double();
        path.moveTo(p[0], p[1]);
        path.curveTo(p[2] - thick, p[3], p[4] - thick, p[5], p[6], p[7]);
        path.curveTo(p[4] + thick, p[5], p[2] + thick, p[3], p[0], p[1]);
        path.closePath();
        return path;
    }

    private void curls(int count, double opacity, int seed) {
        var random = new Random(seed);
        for (int i = 0; i < count * 6; i++) {
            double a = 2 * Math.PI * random.nextDouble();
            double r = 250 * Math.sqrt(random.nextDouble());
            double x = 500 + r * Math.cos(a);
            double y = 330 + r * Math.sin(a);
            double size = 9 + 9 * random.nextDouble();
            var arc = Outline.stroke(x - size, y + 3, x, y - 1.6 * size, x + size, y + 3, 3.5);
            layer.fill(
                    arc,
                    Tint.clear(
                            random.nextDouble() < 0.5 ? hair.light() : hair.shade(),
                            opacity * (0.5 + random.nextDouble())));
        }
    }
}
