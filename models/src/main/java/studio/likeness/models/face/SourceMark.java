package studio.likeness.models.face;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Optional;
import studio.likeness.models.signal.Picture;

/// The badge in the pictures of an exported video that says where a reply comes from: a label at
/// the lower left, solid for a recording, outlined for what was generated. Not thread-safe.
public final class SourceMark {
    private static final Color RECORDED = new Color(0x1F, 0x6B, 0x74, 240);
    private static final Color BACKING = new Color(16, 24, 28, 150);

    private final String text;
    private final String plain;
    private final boolean recorded;
    private Optional<Label> label = Optional.empty();

    /// @param argb premultiplied
    private record Label(int[] argb, int width, int height, int forWidth, int forHeight) {}

    private SourceMark(String text, String plain, boolean recorded) {
        this.text = text;
        this.plain = plain;
        this.recorded = recorded;
    }

    /// @param text what the label says
    /// @param plain the same in ASCII, where no font has the letters of `text`
    public static SourceMark recorded(String text, String plain) {
        return new SourceMark(text, plain, true);
    }

    /// As [#recorded].
    public static SourceMark generated(String text, String plain) {
        return new SourceMark(text, plain, false);
    }

    /// A copy of the picture with the label.
    public Picture on(Picture picture) {
        var mark =
                label.filter(l -> l.forWidth == picture.width() && l.forHeight == picture.height())
                        .orElseGet(() -> paint(picture.width(), picture.height()));
        label = Optional.of(mark);
        byte[] bgr = picture.bgr().clone();
        int margin = margin(picture.width(), picture.height());
        int top = picture.height() - margin - mark.height;
        for (int y = Math.max(0, -top); y < mark.height; y++) {
            int columns = Math.min(mark.width, picture.width() - margin);
            for (int x = 0; x < columns; x++) {
                int i = ((top + y) * picture.width() + margin + x) * 3;
                int p = mark.argb[y * mark.width + x];
                int rest = 255 - (p >>> 24);
                bgr[i] = (byte) ((p & 255) + (bgr[i] & 255) * rest / 255);
                bgr[i + 1] = (byte) (((p >> 8) & 255) + (bgr[i + 1] & 255) * rest / 255);
                bgr[i + 2] = (byte) (((p >> 16) & 255) + (bgr[i + 2] & 255) * rest / 255);
            }
        }
        return new Picture(bgr, picture.width(), picture.height(), picture.pts());
    }

    private static int margin(int width, int height) {
        return Math.max(4, Math.min(width, height) / 36);
    }

    private Label paint(int width, int height) {
        double size = Math.max(11, Math.min(width, height) * 0.026);
        var shown = font(text, size).isPresent() ? text : plain;
        var font = font(shown, size).orElse(new Font(Font.SANS_SERIF, Font.PLAIN, 1));
        font = font.deriveFont((float) size);
        var context = new FontRenderContext(null, true, true);
        double wide = font.getStringBounds(shown, context).getWidth();
        double room = width - 2.0 * margin(width, height) - size * 2.9;
        if (wide > room && room > 0) {
            font = font.deriveFont((float) (size * room / wide));
            wide = room;
        }
        int w = (int) Math.ceil(wide + size * 2.9);
        int h = (int) Math.ceil(size * 1.9);
        var image = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB_PRE);
        var g = image.createGraphics();
        Layer.smooth(g);
        g.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(
                RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        frame(g, w, h, size);
        g.setFont(font);
        var metrics = font.getLineMetrics(shown, context);
        g.drawString(
                shown,
                (float) (size * 1.85),
                (float) (h / 2.0 + (metrics.getAscent() - metrics.getDescent()) / 2 - 0.02 * size));
        g.dispose();
        int[] argb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        return new Label(argb, w, h, width, height);
    }

    private void frame(Graphics2D g, int w, int h, double size) {
        double line = Math.max(1.2, size * 0.09);
        var pill = new RoundRectangle2D.Double(line / 2, line / 2, w - line, h - line, size, size);
        var dot =
                new Ellipse2D.Double(size * 0.85, h / 2.0 - size * 0.28, size * 0.56, size * 0.56);
        g.setColor(recorded ? RECORDED : BACKING);
        g.fill(pill);
        g.setColor(Color.WHITE);
        g.setStroke(new BasicStroke((float) line));
        if (recorded) {
            g.fill(dot);
        } else {
            g.draw(pill);
            g.draw(dot);
        }
    }

    /// A font of this machine that has every letter.
    private static Optional<Font> font(String text, double size) {
        for (var name : new String[] {Font.SANS_SERIF, Font.DIALOG, Font.SERIF}) {
            var font = new Font(name, Font.PLAIN, (int) Math.ceil(size));
            if (font.canDisplayUpTo(text) < 0) {
                return Optional.of(font);
            }
        }
        return Optional.empty();
    }
}
