package studio.likeness.models.face;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;

/// A transparent sheet that a part of the person is painted on once, in sheet units. [#inside]
/// paints only where something is already, which is how shading keeps to a smooth edge.
final class Layer {
    private final BufferedImage image;
    private final Graphics2D g;
    private final Rectangle2D bounds;
    private final double scale;

    /// @param bounds the part of the sheet it covers
    /// @param scale pixels per unit
    Layer(Rectangle2D bounds, double scale) {
        this.bounds = bounds;
        this.scale = scale;
        image =
                new BufferedImage(
                        (int) Math.ceil(bounds.getWidth() * scale),
                        (int) Math.ceil(bounds.getHeight() * scale),
                        BufferedImage.TYPE_INT_ARGB_PRE);
        g = image.createGraphics();
        smooth(g);
        g.scale(scale, scale);
        g.translate(-bounds.getX(), -bounds.getY());
    }

    static void smooth(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    void fill(Shape shape, Paint paint) {
        g.setPaint(paint);
        g.fill(shape);
    }

    void line(Shape shape, Paint paint, double width) {
        g.setPaint(paint);
        g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(shape);
    }

    /// A shape with blurred edges.
    ///
    /// @param blur about how far the edge spreads, in units
    void soft(Shape shape, Color color, double blur) {
        double margin = 3 * blur + 2;
        var reach = shape.getBounds2D();
        reach =
                new Rectangle2D.Double(
                        reach.getX() - margin,
                        reach.getY() - margin,
                        reach.getWidth() + 2 * margin,
                        reach.getHeight() + 2 * margin);
        Rectangle2D.intersect(reach, bounds, reach);
        if (reach.isEmpty()) {
            return;
        }
        int x0 = (int) Math.floor((reach.getX() - bounds.getX()) * scale);
        int y0 = (int) Math.floor((reach.getY() - bounds.getY()) * scale);
        int w = (int) Math.ceil(reach.getWidth() * scale) + 1;
        int h = (int) Math.ceil(reach.getHeight() * scale) + 1;
        var mask = new BufferedImage(w, h, BufferedImage.TYPE_BYTE_GRAY);
        var m = mask.createGraphics();
        smooth(m);
        m.translate(-x0, -y0);
        m.transform(g.getTransform());
        m.setColor(Color.WHITE);
        m.fill(shape);
        m.dispose();
        byte[] alpha = ((DataBufferByte) mask.getRaster().getDataBuffer()).getData();
        Blur.threeBoxes(alpha, w, h, Math.max(1, (int) Math.round(blur * scale * 0.6)));
        var tinted = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB);
        int[] pixels = ((DataBufferInt) tinted.getRaster().getDataBuffer()).getData();
        int rgb = color.getRGB() & 0xffffff;
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (((alpha[i] & 255) * color.getAlpha() / 255) << 24) | rgb;
        }
        var before = g.getTransform();
        g.setTransform(new AffineTransform());
        g.drawImage(tinted, x0, y0, null);
        g.setTransform(before);
    }

    /// What is painted in `work` stays inside what is there already.
    void inside(Runnable work) {
        Composite before = g.getComposite();
        g.setComposite(AlphaComposite.SrcAtop);
        work.run();
        g.setComposite(before);
    }

    /// Another layer of the same size on top of this one.
    void put(Layer other) {
        var before = g.getTransform();
        g.setTransform(new AffineTransform());
        g.drawImage(other.image, 0, 0, null);
        g.setTransform(before);
    }

    BufferedImage image() {
        return image;
    }

    Sprite sprite() {
        g.dispose();
        return new Sprite(
                ((DataBufferInt) image.getRaster().getDataBuffer()).getData(),
                image.getWidth(),
                image.getHeight(),
                new AffineTransform(1 / scale, 0, 0, 1 / scale, bounds.getX(), bounds.getY()));
    }
}
