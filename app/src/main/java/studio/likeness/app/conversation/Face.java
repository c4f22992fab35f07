package studio.likeness.app.conversation;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.time.Duration;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.models.face.Bearing;
import studio.likeness.models.face.MouthShape;
import studio.likeness.models.face.Portrait;
import studio.likeness.models.signal.Picture;

/// What is seen of a persona: a portrait that can be drawn at any moment, and the canvas into which
/// filmed answers are fitted. Thread-safe.
public final class Face {
    /// Time between two drawn frames.
    static final Duration FRAME = Duration.ofMillis(40);

    private static final int SIDE = 720;

    private final Portrait portrait;
    // Guarded by this.
    private Bearing bearing = Bearing.steady(Portrait.Mood.IDLE);

    public Face(Portrait portrait) {
        this.portrait = portrait;
    }

    /// The persona's photo or clip where it has one, else the drawn portrait.
    public static Face of(Corpus corpus) {
        var persona = corpus.persona();
        return new Face(
                corpus.media(persona.portrait())
                        .filter(media -> !media.kind().equals("sound"))
                        .map(media -> Portrait.ofPhoto(corpus.file(media), SIDE))
                        .orElseGet(() -> Portrait.drawn(persona.look(), SIDE, SIDE)));
    }

    /// Even, as the encoder wants it.
    int width() {
        return portrait.width() & ~1;
    }

    int height() {
        return portrait.height() & ~1;
    }

    synchronized Picture draw(MouthShape mouth, Portrait.Mood mood, Duration time, Duration pts) {
        bearing = bearing.turn(mood, time);
        return fit(portrait.draw(mouth, bearing, time)).at(pts);
    }

    /// A filmed frame on this face's canvas, its aspect kept.
    Picture fit(Picture filmed) {
        int width = width();
        int height = height();
        if (filmed.width() == width && filmed.height() == height) {
            return filmed;
        }
        var canvas = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        var image =
                new BufferedImage(filmed.width(), filmed.height(), BufferedImage.TYPE_3BYTE_BGR);
        System.arraycopy(filmed.bgr(), 0, bytes(image), 0, filmed.bgr().length);
        double scale = Math.min((double) width / filmed.width(), (double) height / filmed.height());
        int w = (int) Math.round(filmed.width() * scale);
        int h = (int) Math.round(filmed.height() * scale);
        var g = canvas.createGraphics();
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.setColor(new Color(0x10, 0x18, 0x1c));
        g.fillRect(0, 0, width, height);
        g.drawImage(image, (width - w) / 2, (height - h) / 2, w, h, null);
        g.dispose();
        return new Picture(bytes(canvas), width, height, filmed.pts());
    }

    private static byte[] bytes(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }
}
