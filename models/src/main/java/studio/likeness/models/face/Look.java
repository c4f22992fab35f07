package studio.likeness.models.face;

import java.awt.Color;

/// How a drawn person looks.
///
/// @param age 0 young, 1 old: how deep the lines of the face are
record Look(Face face, Hair hair, Glasses glasses, Outfit outfit, Backdrop backdrop, double age) {

    /// @param cheek half the width of the face at the eyes, in units of the sheet
    /// @param jaw half its width at the mouth
    /// @param chin how broad the chin is
    record Face(Skin skin, double cheek, double jaw, double chin, Color iris, Brows brows) {}

    /// @param lash how strong the line of the upper lid is, 0 to 1
    record Brows(Color color, double thick, double lash) {}

    record Skin(Color base, Color shade, Color blush, Color lip) {
        Color light() {
            return Tint.lighter(base, 0.35);
        }

        /// For lines and creases.
        Color line() {
            return Tint.darker(shade, 0.3);
        }
    }

    record Hair(Style style, Color color, Beard beard) {
        Color shade() {
            return Tint.darker(color, 0.3);
        }

        Color light() {
            return Tint.lighter(color, 0.35);
        }
    }

    enum Style {
        BOB,
        SIDE_PART,
        RECEDING,
        CROP,
        TOUSLED,
        LONG,
        BUN,
        CURLS
    }

    enum Beard {
        NONE,
        STUBBLE,
        FULL
    }

    enum Glasses {
        NONE,
        ROUND,
        SQUARE
    }

    record Outfit(Cut cut, Color cloth, Color under) {}

    enum Cut {
        CARDIGAN,
        JUMPER,
        ROLL_NECK,
        JACKET
    }

    record Backdrop(Scene scene, Color tone) {}

    enum Scene {
        CHART,
        WINDOW,
        SHELF,
        HILLS
    }
}
