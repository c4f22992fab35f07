package studio.likeness.models.face;

import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Rectangle2D;

/// A painted part that moves: composed into a frame under any small motion, sampled bilinearly.
/// This loop is the cost of a frame, so it works on packed integers.
///
/// @param argb premultiplied
/// @param toSheet from its pixels to sheet units
record Sprite(int[] argb, int width, int height, AffineTransform toSheet) {

    /// Shifts parts of a sprite against each other. Both tables hold, for every quarter pixel of
    /// the sprite, how far away the colour is taken from, in 1/65536 pixel.
    record Shift(int[] x, int[] y) {}

    /// A shift in sheet units, each axis by itself.
    interface Bend {
        double at(double unit);
    }

    Shift shift(Bend x, Bend y) {
        return new Shift(
                table(x, width, toSheet.getTranslateX(), toSheet.getScaleX()),
                table(y, height, toSheet.getTranslateY(), toSheet.getScaleY()));
    }

    private static int[] table(Bend bend, int pixels, double start, double unitsPerPixel) {
        int[] table = new int[4 * pixels + 4];
        for (int i = 0; i < table.length; i++) {
            double unit = start + (i / 4.0) * unitsPerPixel;
            table[i] = (int) Math.round(bend.at(unit) / unitsPerPixel * 65536);
        }
        return table;
    }

    /// Paints over a frame of BGR bytes.
    ///
    /// @param toFrame from sheet units to pixels of the frame
    void over(byte[] bgr, int frameWidth, int frameHeight, AffineTransform toFrame, Shift shift) {
        var placed = new AffineTransform(toFrame);
        placed.concatenate(toSheet);
        var extent =
                placed.createTransformedShape(new Rectangle2D.Double(0, 0, width, height))
                        .getBounds2D();
        AffineTransform back;
        try {
            back = placed.createInverse();
        } catch (NoninvertibleTransformException e) {
            throw new IllegalArgumentException("a sprite cannot be drawn by " + toFrame, e);
        }
        int x0 = Math.max(0, (int) Math.floor(extent.getMinX()));
        int x1 = Math.min(frameWidth, (int) Math.ceil(extent.getMaxX()));
        int y0 = Math.max(0, (int) Math.floor(extent.getMinY()));
        int y1 = Math.min(frameHeight, (int) Math.ceil(extent.getMaxY()));
        int du = (int) Math.round(back.getScaleX() * 65536);
        int dv = (int) Math.round(back.getShearY() * 65536);
        for (int y = y0; y < y1; y++) {
            double u0 =
                    back.getScaleX() * (x0 + 0.5)
                            + back.getShearX() * (y + 0.5)
                            + back.getTranslateX()
                            - 0.5;
            double v0 =
                    back.getShearY() * (x0 + 0.5)
                            + back.getScaleY() * (y + 0.5)
                            + back.getTranslateY()
                            - 0.5;
            row(
                    bgr,
                    (y * frameWidth + x0) * 3,
                    x1 - x0,
                    (int) Math.round(u0 * 65536),
                    (int) Math.round(v0 * 65536),
                    du,
                    dv,
                    shift);
        }
    }

    private void row(byte[] bgr, int at, int count, int u, int v, int du, int dv, Shift shift) {
        int[] shiftX = shift.x();
        int[] shiftY = shift.y();
        int uEnd = width << 16;
        int vEnd = height << 16;
        int lastColumn = width - 1;
        int lastRow = height - 1;
        for (int i = 0; i < count; i++, u += du, v += dv, at += 3) {
            if (u < 0 || v < 0 || u >= uEnd || v >= vEnd) {
                continue;
            }
            int su = u + shiftX[u >> 14];
            int sv = v + shiftY[v >> 14];
            int column = su >> 16;
            int row = sv >> 16;
            if (column < 0 || row < 0 || column >= lastColumn || row >= lastRow) {
                continue;
            }
            int p = row * width + column;
            int a = argb[p];
            int b = argb[p + 1];
            int c = argb[p + width];
            int d = argb[p + width + 1];
            if ((a | b | c | d) == 0) {
                continue;
            }
            int mixed = Pixels.between(a, b, c, d, (su >> 8) & 255, (sv >> 8) & 255);
            int cover = mixed >>> 24;
            if (cover == 255) {
                bgr[at] = (byte) mixed;
                bgr[at + 1] = (byte) (mixed >> 8);
                bgr[at + 2] = (byte) (mixed >> 16);
            } else {
                int rest = 256 - cover;
                bgr[at] = over(mixed & 255, bgr[at], rest);
                bgr[at + 1] = over((mixed >> 8) & 255, bgr[at + 1], rest);
                bgr[at + 2] = over((mixed >> 16) & 255, bgr[at + 2], rest);
            }
        }
    }

    private static byte over(int source, byte below, int rest) {
        return (byte) Math.min(255, source + (((below & 255) * rest) >> 8));
    }
}
