package studio.likeness.models.face;

import java.awt.Color;

/// Arithmetic on colours.
final class Tint {
    private Tint() {}

    static Color rgb(int rgb) {
        return new Color(rgb);
    }

    static Color mix(Color a, Color b, double share) {
        double k = Math.clamp(share, 0, 1);
        return new Color(
                (int) Math.round(a.getRed() + (b.getRed() - a.getRed()) * k),
                (int) Math.round(a.getGreen() + (b.getGreen() - a.getGreen()) * k),
                (int) Math.round(a.getBlue() + (b.getBlue() - a.getBlue()) * k),
                (int) Math.round(a.getAlpha() + (b.getAlpha() - a.getAlpha()) * k));
    }

    /// @param opacity 0 to 1
    static Color clear(Color c, double opacity) {
        return new Color(
                c.getRed(),
                c.getGreen(),
                c.getBlue(),
                (int) Math.round(255 * Math.clamp(opacity, 0, 1)));
    }

    static Color darker(Color c, double share) {
        return mix(c, new Color(20, 16, 24, c.getAlpha()), share);
    }

    static Color lighter(Color c, double share) {
        return mix(c, new Color(255, 252, 246, c.getAlpha()), share);
    }
}
