package studio.likeness.models.face;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Shape;

/// Neck, shoulders and clothes.
final class OutfitPainter {
    private static final String TORSO =
            """
            M 424 726 C 372 760 262 780 204 816 C 140 856 106 930 92 1060 L 60 1700 L 940 1700
            L 908 1060 C 894 930 860 856 796 816 C 738 780 628 760 576 726 C 556 780 530 806
            500 812 C 470 806 444 780 424 726 Z
            """;

    private final Layer layer;
    private final Look look;
    private final Color cloth;
    private final Color dark;
    private final Color light;

    private OutfitPainter(Layer layer, Look look) {
        this.layer = layer;
        this.look = look;
        cloth = look.outfit().cloth();
        dark = Tint.darker(cloth, 0.35);
        light = Tint.lighter(cloth, 0.22);
    }

    static void paint(Layer layer, Look look) {
        var outfit = new OutfitPainter(layer, look);
        outfit.neck();
        switch (look.outfit().cut()) {
            case CARDIGAN -> outfit.cardigan();
            case JUMPER -> outfit.jumper();
            case ROLL_NECK -> outfit.rollNeck();
            case JACKET -> outfit.jacket();
        }
    }

    private void neck() {
        var skin = look.face().skin();
        var neck =
                Outline.of(
                        """
                        M 436 560 L 434 690 C 428 726 398 744 340 766 L 420 860 L 580 860 L
                        660 766 C 602 744 572 726 566 690 L 564 560 Z
                        """);
        layer.fill(
                neck,
                new GradientPaint(
                        420,
                        640,
                        Tint.mix(skin.base(), skin.shade(), 0.18),
                        600,
                        760,
                        skin.base()));
        layer.inside(
                () -> {
                    // The jaw's shadow, which the head's own motion hardly changes.
                    layer.soft(
                            Outline.of("M 400 560 L 600 560 L 590 690 C 560 722 470 716 416 676 Z"),
                            Tint.clear(skin.line(), 0.42),
                            16);
                    layer.soft(
                            Outline.of("M 546 640 L 600 640 L 600 780 L 566 740 Z"),
                            Tint.clear(skin.shade(), 0.6),
                            12);
                    layer.soft(
                            Outline.of("M 470 700 L 484 700 L 496 790 L 488 790 Z"),
                            Tint.clear(skin.shade(), 0.35),
                            8);
                    if (look.age() > 0.5) {
                        layer.fill(
                                Outline.stroke(446, 706, 500, 728, 552, 704, 1.6),
                                Tint.clear(skin.line(), 0.3));
                    }
                });
    }

    private Shape torso(Color top, Color bottom) {
        var torso = Outline.of(TORSO);
        layer.fill(torso, new GradientPaint(260, 740, top, 720, 1060, bottom));
        return torso;
    }

    private void folds() {
        layer.soft(
                Outline.of(
                        """
                        M 796 800 C 880 850 920 960 930 1100 L 820 1100 C 830 980 820 880 796
                        800 Z
                        """),
                Tint.clear(dark, 0.45),
                26);
        layer.soft(
                Outline.of(
                        """
                        M 214 830 C 250 870 262 960 256 1060 L 240 1060 C 240 960 232 890 214
                        830 Z
                        """),
                Tint.clear(dark, 0.4),
                9);
        layer.soft(
                Outline.of(
                        """
                        M 786 830 C 750 870 738 960 744 1060 L 760 1060 C 760 960 768 890 786
                        830 Z
                        """),
                Tint.clear(dark, 0.55),
                9);
        layer.soft(
                Outline.of(
                        """
                        M 260 786 C 330 768 390 756 416 742 L 420 760 C 380 780 310 790 250
                        806 Z
                        """),
                Tint.clear(light, 0.7),
                9);
    }

    private void cardigan() {
        var under = look.outfit().under();
        layer.fill(
                Outline.of(
                        """
                        M 418 736 L 380 764 L 440 1000 L 500 1700 L 560 1000 L 620 764 L 582
                        736 C 552 800 520 822 500 826 C 480 822 448 800 418 736 Z
                        """),
                new GradientPaint(
                        420, 760, under, 580, 980, Tint.mix(under, new Color(0xB9C6CC), 0.6)));
        layer.soft(
                Outline.of("M 498 822 L 503 822 L 505 1000 L 496 1000 Z"),
                new Color(90, 110, 120, 90),
                3);
        panel(false);
        panel(true);
        layer.inside(this::folds);
        var ribs = Tint.clear(dark, 0.4);
        for (int i = 0; i < 5; i++) {
            layer.fill(Outline.ellipse(497, 968 + i * 86, 8.5, 8.5), Tint.lighter(cloth, 0.62));
            layer.line(Outline.ellipse(497, 968 + i * 86, 8.5, 8.5), ribs, 1.6);
        }
        collar(under);
    }

    private void panel(boolean right) {
        var panel =
                Outline.of(
                        """
                        M 408 738 C 350 764 254 784 204 816 C 140 856 106 930 92 1060 L 60
                        1700 L 512 1700 L 512 932 C 470 880 424 810 408 738 Z
                        """);
        var band =
                Outline.of(
                        """
                        M 408 738 C 424 810 470 880 512 932 L 512 1700 L 484 1700 L 484 950 C
                        440 890 400 820 390 747 Z
                        """);
        Shape cut = right ? Outline.moved(Outline.mirrored(panel), 0, 0) : panel;
        Shape edge = right ? Outline.mirrored(band) : band;
        layer.inside(
                () ->
                        layer.soft(
                                Outline.moved(cut, right ? -6 : 6, 4),
                                new Color(30, 50, 60, 60),
                                7));
        layer.fill(
                cut,
                right
                        ? new GradientPaint(560, 760, Tint.mix(cloth, dark, 0.25), 900, 1060, dark)
                        : new GradientPaint(
                                240, 780, light, 480, 1040, Tint.mix(cloth, dark, 0.25)));
        layer.fill(edge, Tint.mix(cloth, dark, right ? 0.42 : 0.2));
        layer.line(edge, Tint.clear(dark, 0.35), 1.6);
    }

    private void collar(Color under) {
        var flap =
                Outline.of(
                        """
                        M 430 698 C 414 718 398 734 386 750 C 396 792 414 826 436 850 C 462
                        836 486 818 500 812 C 470 788 444 752 430 698 Z
                        """);
        for (int s = 0; s < 2; s++) {
            Shape shape = s == 0 ? flap : Outline.mirrored(flap);
            layer.inside(
                    () -> layer.soft(Outline.moved(shape, 3, 8), new Color(40, 56, 62, 90), 8));
            layer.fill(
                    shape,
                    new GradientPaint(
                            400, 720, under, 600, 850, Tint.mix(under, new Color(0xBFCBD0), 0.55)));
            layer.line(shape, new Color(120, 138, 146, 80), 1.2);
        }
    }

    private void jumper() {
        torso(light, Tint.mix(cloth, dark, 0.4));
        layer.inside(this::folds);
        var neckline =
                Outline.of(
                        """
                        M 420 716 C 436 790 472 822 500 826 C 528 822 564 790 580 716 L 600
                        736 C 580 816 540 852 500 856 C 460 852 420 816 400 736 Z
                        """);
        layer.inside(() -> layer.soft(Outline.moved(neckline, 0, 7), Tint.clear(dark, 0.5), 7));
        layer.fill(neckline, Tint.mix(cloth, dark, 0.16));
        layer.inside(
                () -> {
                    for (int i = -9; i <= 9; i++) {
                        double x = 500 + i * 9.5;
                        double top = 838 - Math.abs(i) * Math.abs(i) * 1.35;
                        layer.line(
                                Outline.of(
                                        "M %s %s L %s %s"
                                                .formatted(x, top - 20, 500 + i * 10.6, top + 18)),
                                Tint.clear(dark, 0.16),
                                1.6);
                    }
                });
    }

    private void rollNeck() {
        torso(light, Tint.mix(cloth, dark, 0.45));
        layer.inside(this::folds);
        var roll =
                Outline.of(
                        """
                        M 428 676 C 456 700 544 700 572 676 C 582 704 592 744 604 780 C 566
                        838 434 838 396 780 C 408 744 418 704 428 676 Z
                        """);
        layer.inside(() -> layer.soft(Outline.moved(roll, 0, 10), Tint.clear(dark, 0.6), 9));
        layer.fill(roll, new GradientPaint(410, 690, light, 600, 780, Tint.mix(cloth, dark, 0.45)));
        layer.inside(
                () ->
                        layer.soft(
                                Outline.of(
                                        """
                                        M 418 690 C 460 722 540 722 582 690 L 584 704 C 540
                                        736 460 736 416 704 Z
                                        """),
                                Tint.clear(dark, 0.35),
                                5));
    }

    private void jacket() {
        var under = look.outfit().under();
        layer.fill(
                Outline.of(
                        """
                        M 418 736 L 380 764 L 440 1000 L 500 1700 L 560 1000 L 620 764 L 582
                        736 C 552 800 520 822 500 826 C 480 822 448 800 418 736 Z
                        """),
                new GradientPaint(
                        420, 760, under, 580, 980, Tint.mix(under, new Color(0xAEBCC6), 0.7)));
        panel(false);
        panel(true);
        layer.inside(this::folds);
        collar(under);
        var lapel =
                Outline.of(
                        """
                        M 404 736 C 380 752 364 764 352 784 L 340 856 L 384 866 L 372 896 C
                        420 960 470 1010 506 1040 C 476 930 430 830 404 736 Z
                        """);
        for (int s = 0; s < 2; s++) {
            Shape shape = s == 0 ? lapel : Outline.mirrored(lapel);
            layer.inside(() -> layer.soft(Outline.moved(shape, 0, 6), new Color(0, 0, 0, 90), 7));
            layer.fill(
                    shape,
                    new GradientPaint(
                            360,
                            760,
                            s == 0 ? light : cloth,
                            560,
                            1000,
                            Tint.mix(cloth, dark, 0.4)));
        }
    }
}
