package studio.likeness.models.face;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Area;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import javax.imageio.ImageIO;
import studio.likeness.models.signal.Picture;

/// The application's icon: a person in a speech bubble, on blue-green. Drawn rather than kept, so
/// that every size is sharp; the files beside this class are made from it.
public final class AppIcon {
    private static final Color LIGHT = new Color(0x4FA7A6);
    private static final Color DEEP = new Color(0x1C5A66);
    private static final Color PAPER = new Color(0xFBFAF5);

    private AppIcon() {}

    /// A PNG with transparent corners, `size` pixels square.
    public static byte[] png(int size) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image(size), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// On white.
    public static Picture picture(int size) {
        var flat = new BufferedImage(size, size, BufferedImage.TYPE_3BYTE_BGR);
        var g = flat.createGraphics();
        g.drawImage(image(size), 0, 0, Color.WHITE, null);
        g.dispose();
        byte[] bgr = ((DataBufferByte) flat.getRaster().getDataBuffer()).getData();
        return new Picture(bgr, size, size, Duration.ZERO);
    }

    private static BufferedImage image(int size) {
        // Drawn larger and averaged down: small sizes stay even.
        int factor = size < 128 ? 4 : 2;
        var large = new BufferedImage(size * factor, size * factor, BufferedImage.TYPE_INT_ARGB);
        var g = large.createGraphics();
        Layer.smooth(g);
        g.scale(size * factor / 512.0, size * factor / 512.0);
        paint(g);
        g.dispose();
        var image = large;
        for (int f = factor; f > 1; f /= 2) {
            image = halved(image);
        }
        return image;
    }

    private static BufferedImage halved(BufferedImage image) {
        int side = image.getWidth() / 2;
        var half = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        var g = half.createGraphics();
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(image, 0, 0, side, side, null);
        g.dispose();
        return half;
    }

    /// On a sheet of 512 units.
    private static void paint(Graphics2D g) {
        g.setPaint(new GradientPaint(60, 20, LIGHT, 450, 500, DEEP));
        g.fill(new RoundRectangle2D.Double(14, 14, 484, 484, 228, 228));
        var bubble = new Area(Outline.ellipse(256, 246, 176, 168));
        bubble.add(
                new Area(
                        Outline.of(
                                "M 122 330 C 128 384 116 414 86 440 C 146 440 196 424 230 400 Z")));
        g.setColor(new Color(10, 40, 48, 40));
        g.fill(Outline.moved(bubble, 0, 8));
        g.setPaint(new GradientPaint(160, 90, Color.WHITE, 360, 420, PAPER));
        g.fill(bubble);
        g.setPaint(new GradientPaint(200, 130, new Color(0x3E9496), 320, 410, DEEP));
        g.fill(Outline.ellipse(256, 196, 62, 68));
        g.fill(
                Outline.within(
                        Outline.of(
                                "M 132 430 C 132 330 180 288 256 288 C 332 288 380 330 380 430 Z"),
                        Outline.ellipse(256, 246, 160, 152)));
    }
}
