package studio.likeness.models.face;

import java.awt.Shape;
import java.awt.geom.Area;

/// The outlines that hair falls in.
final class HairShapes {
    private HairShapes() {}

    /// What lies before the head, in the order it is painted.
    static Shape[] locks(Look.Style style) {
        return switch (style) {
            case BOB ->
                    new Shape[] {
                        Outline.of(
                                """
                                M 452 150 C 364 142 304 214 297 340 C 292 430 278 504 294 560
                                C 306 602 348 622 378 598 C 392 586 388 566 380 550 C 364 516
                                352 480 356 430 C 360 380 372 338 392 302 C 410 268 432 240
                                452 206 Z
                                """),
                        Outline.of(
                                """
                                M 436 154 C 520 122 644 136 690 276 C 712 350 716 500 706 560
                                C 694 602 652 622 622 598 C 608 586 612 566 620 550 C 636 516
                                650 480 646 436 C 640 388 616 356 574 342 C 512 322 456 284
                                442 200 Z
                                """)
                    };
            case LONG -> {
                var left =
                        Outline.of(
                                """
                                M 506 152 C 400 142 312 218 302 370 C 296 500 300 640 276 816
                                C 300 826 340 800 352 742 C 368 660 352 560 354 450 C 352 384
                                372 326 416 292 C 458 262 494 240 504 192 Z
                                """);
                yield new Shape[] {left, Outline.mirrored(left)};
            }
            case BUN ->
                    new Shape[] {
                        Outline.of(
                                """
                                M 346 436 C 326 300 366 154 500 152 C 634 154 674 300 654 436
                                C 648 370 632 312 596 268 C 566 238 534 226 500 224 C 466 226
                                434 238 404 268 C 368 312 352 370 346 436 Z
                                """)
                    };
            case CURLS -> new Shape[] {fringe()};
            case SIDE_PART ->
                    new Shape[] {
                        Outline.of(
                                """
                                M 350 408 C 334 330 334 250 388 198 C 420 164 480 146 548 152
                                C 630 158 668 222 666 300 C 666 342 658 376 650 410 C 646 366
                                640 332 620 300 C 566 304 478 292 430 250 C 398 268 372 302
                                364 334 C 358 356 354 380 350 408 Z
                                """)
                    };
            case CROP ->
                    new Shape[] {
                        Outline.of(
                                """
                                M 351 404 C 340 320 346 240 396 196 C 446 156 554 156 604 196
                                C 654 240 660 320 649 404 C 646 356 640 322 632 298 C 626 284
                                618 276 604 270 C 566 258 434 258 396 270 C 382 276 374 284
                                368 298 C 360 322 354 356 351 404 Z
                                """)
                    };
            case TOUSLED ->
                    new Shape[] {
                        Outline.of(
                                """
                                M 351 408 C 336 350 322 300 338 246 C 346 214 366 196 384 186
                                C 396 158 440 140 486 146 C 512 128 570 132 602 154 C 640 162
                                668 202 670 244 C 680 300 664 356 649 408 C 647 366 642 332
                                630 306 C 616 300 602 286 594 268 C 574 290 540 300 506 290 C
                                516 282 522 272 524 262 C 494 290 444 306 404 292 C 388 304
                                374 320 366 342 C 358 364 354 386 351 408 Z
                                """)
                    };
            case RECEDING -> {
                var side =
                        Outline.of(
                                """
                                M 351 440 C 334 384 334 312 360 262 C 372 240 388 228 402 222
                                C 390 254 376 296 370 336 C 366 372 358 408 351 440 Z
                                """);
                yield new Shape[] {side, Outline.mirrored(side)};
            }
        };
    }

    /// Curls all around the head, behind it.
    static Area cloud() {
        var area = new Area(Outline.ellipse(500, 330, 190, 190));
        for (int i = 0; i < 26; i++) {
            double a = Math.toRadians(140 + i * 260 / 25.0);
            double r = 186 + 12 * Math.sin(i * 2.4);
            area.add(
                    new Area(
                            Outline.ellipse(
                                    500 + r * Math.cos(a), 345 + 1.05 * r * Math.sin(a), 40, 38)));
        }
        return area;
    }

    private static Area fringe() {
        var area = new Area();
        double[][] puffs = {
            {352, 372, 24}, {356, 330, 30}, {372, 286, 36}, {404, 250, 40}, {446, 226, 40},
            {492, 216, 42}, {540, 220, 40}, {584, 238, 42}, {620, 272, 38}, {642, 318, 32},
            {648, 364, 24}, {430, 190, 50}, {500, 176, 54}, {570, 188, 52}
        };
        for (var puff : puffs) {
            area.add(new Area(Outline.ellipse(puff[0], puff[1], puff[2], puff[2])));
        }
        return area;
    }
}
