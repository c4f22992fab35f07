package studio.likeness.models.face;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Random;

/// What is behind a drawn person: quiet, light, never more colourful than the face.
final class Backdrops {
    private final Layer layer;
    private final Color tone;

    private Backdrops(Layer layer, Color tone) {
        this.layer = layer;
        this.tone = tone;
    }

    /// Paints the whole layer; the sheet's square is its middle.
    static void paint(Layer layer, Look.Backdrop backdrop) {
        var on = new Backdrops(layer, backdrop.tone());
        on.wall();
        switch (backdrop.scene()) {
            case CHART -> on.chart();
            case WINDOW -> on.window(1);
            case SHELF -> on.shelf();
            case HILLS -> on.hills();
        }
        on.halo();
    }

    private void wall() {
        layer.fill(
                Outline.of("M -2000 -2000 L 3000 -2000 L 3000 3000 L -2000 3000 Z"),
                new GradientPaint(
                        0,
                        -100,
                        Tint.lighter(tone, 0.55),
                        1000,
                        1100,
                        Tint.mix(tone, new Color(0x8FA6AC), 0.35)));
    }

    /// A nautical chart on the wall: shoals with their depth contours, soundings, two bearings.
    private void chart() {
        var ink = new Color(0x55808F);
        shoal(40, 700, 230, 5, true);
        shoal(960, 250, 190, 11, false);
        shoal(-560, 260, 210, 17, false);
        shoal(1520, 720, 240, 23, true);
        soundings(ink);
        for (var bearing :
                new String[] {
                    "M -1200 640 L 2200 -60", "M 640 -1200 L 1130 1800", "M -900 -700 L 900 1700"
                }) {
            layer.line(Outline.of(bearing), Tint.clear(ink, 0.10), 1.4);
        }
        rose(850, 640, ink);
        window(0.8);
    }

    private void shoal(double x, double y, double size, int seed, boolean land) {
        var random = new Random(seed);
        double[] phase = new double[5];
        double[] wave = new double[5];
        for (int k = 0; k < 5; k++) {
            phase[k] = 2 * Math.PI * random.nextDouble();
            wave[k] = (0.5 + random.nextDouble()) * 0.16 / (k + 1);
        }
        var water = new Color(0x7FB2C2);
        for (int ring = 5; ring >= 0; ring--) {
            double r = size * (0.38 + 0.27 * ring);
            var contour = new Path2D.Double();
            int steps = 96;
            for (int i = 0; i < steps; i++) {
                double a = 2 * Math.PI * i / steps;
                double wobble = 1;
                for (int k = 0; k < 5; k++) {
                    wobble += wave[k] * Math.sin((k + 1) * a + phase[k] + ring * 0.13 * k);
                }
                double px = x + r * wobble * Math.cos(a);
                double py = y + 0.8 * r * wobble * Math.sin(a);
                if (i == 0) {
                    contour.moveTo(px, py);
                } else {
                    contour.lineTo(px, py);
                }
            }
            contour.closePath();
            if (ring == 0 && land) {
                layer.fill(contour, new Color(0xD9, 0xC6, 0x8F, 120));
            } else {
                layer.fill(contour, Tint.clear(water, 0.055));
            }
            layer.line(contour, Tint.clear(new Color(0x4C7F90), 0.20 - 0.02 * ring), 1.6);
        }
    }

    private void soundings(Color ink) {
        var random = new Random(7);
        for (int i = 0; i < 420; i++) {
            double x = -1300 + 3600 * random.nextDouble();
            double y = -700 + 2300 * random.nextDouble();
            double r = 1.5 + random.nextDouble();
            layer.fill(Outline.ellipse(x, y, r, r), Tint.clear(ink, 0.22));
        }
    }

    private void rose(double x, double y, Color ink) {
        layer.line(Outline.ellipse(x, y, 92, 92), Tint.clear(ink, 0.2), 1.5);
        layer.line(Outline.ellipse(x, y, 80, 80), Tint.clear(ink, 0.13), 1.2);
        for (int degrees = 0; degrees < 360; degrees += 10) {
            double a = Math.toRadians(degrees);
            double inner = degrees % 30 == 0 ? 72 : 82;
            var tick = new Path2D.Double();
            tick.moveTo(x + inner * Math.sin(a), y - inner * Math.cos(a));
            tick.lineTo(x + 92 * Math.sin(a), y - 92 * Math.cos(a));
            layer.line(tick, Tint.clear(ink, 0.18), 1.3);
        }
        layer.fill(Outline.of("M 850 560 L 857 640 L 850 720 L 843 640 Z"), Tint.clear(ink, 0.16));
    }

    /// Light that falls through a window with four panes.
    private void window(double strength) {
        var light = new Color(255, 250, 236, (int) (105 * strength));
        layer.soft(Outline.of("M 40 20 L 150 -40 L 150 210 L 40 280 Z"), light, 10);
        layer.soft(Outline.of("M 164 -48 L 282 -112 L 282 128 L 164 202 Z"), light, 10);
        layer.soft(Outline.of("M 40 296 L 150 226 L 150 476 L 40 556 Z"), light, 12);
        layer.soft(Outline.of("M 164 218 L 282 144 L 282 390 L 164 466 Z"), light, 12);
    }

    private void shelf() {
        var random = new Random(31);
        var wood = Tint.mix(tone, new Color(0x8A6B4F), 0.35);
        int[] covers = {0x7F9AA0, 0xB9876A, 0xA9A489, 0x8C8FA8, 0xC2AE86, 0x7E8E76};
        for (int board = 0; board < 4; board++) {
            double y = 110 + board * 270;
            for (double x = -1400; x < 2400; ) {
                double wide = 20 + 26 * random.nextDouble();
                double high = 130 + 70 * random.nextDouble();
                if (random.nextDouble() > 0.14) {
                    var cover = new Color(covers[random.nextInt(covers.length)]);
                    layer.soft(
                            rectangle(x, y - high, wide - 3, high),
                            Tint.clear(Tint.mix(cover, tone, 0.5), 0.75),
                            5);
                }
                x += wide;
            }
            layer.soft(rectangle(-1500, y, 4000, 14), Tint.clear(wood, 0.8), 5);
        }
    }

    private void hills() {
        layer.soft(Outline.ellipse(250, 200, 80, 80), new Color(255, 244, 214, 150), 16);
        String[] ridges = {
            """
            M -1500 560 C -900 380 -500 600 -100 500 C 250 410 600 560 900 470 C 1300 360 1800
            560 2600 460 L 2600 2500 L -1500 2500 Z
            """,
            """
            M -1500 660 C -800 560 -300 720 120 640 C 500 570 800 700 1150 610 C 1600 520 2000
            690 2600 600 L 2600 2500 L -1500 2500 Z
            """,
            """
            M -1500 800 C -700 700 -200 840 300 760 C 700 700 1000 830 1500 740 C 1900 690
            2200 800 2600 740 L 2600 2500 L -1500 2500 Z
            """
        };
        var far = new Color(0x8CA9A6);
        for (int i = 0; i < ridges.length; i++) {
            layer.soft(Outline.of(ridges[i]), Tint.clear(far, 0.22 + 0.08 * i), 3);
        }
    }

    /// A breath of light behind the head sets it off.
    private void halo() {
        layer.soft(Outline.ellipse(500, 430, 250, 280), new Color(255, 253, 247, 120), 90);
    }

    private static Path2D rectangle(double x, double y, double w, double h) {
        return new Path2D.Double(new Rectangle2D.Double(x, y, w, h));
    }
}
