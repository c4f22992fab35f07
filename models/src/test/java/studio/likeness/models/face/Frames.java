package studio.likeness.models.face;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.imageio.ImageIO;
import studio.likeness.models.signal.Picture;

/// Measures on pictures, for the tests of faces.
final class Frames {
    private Frames() {}

    /// A box of a frame, in shares of its width and height.
    record Part(double x0, double y0, double x1, double y1) {
        static final Part MOUTH = new Part(0.4, 0.54, 0.6, 0.72);
    }

    static double difference(Picture a, Picture b) {
        long sum = 0;
        for (int i = 0; i < a.bgr().length; i++) {
            sum += Math.abs((a.bgr()[i] & 255) - (b.bgr()[i] & 255));
        }
        return sum / (double) a.bgr().length;
    }

    /// How many pixels of a part are darker than `limit`.
    static int dark(Picture p, Part part, double limit) {
        int count = 0;
        for (int y = (int) (part.y0() * p.height()); y < part.y1() * p.height(); y++) {
            for (int x = (int) (part.x0() * p.width()); x < part.x1() * p.width(); x++) {
                int i = (y * p.width() + x) * 3;
                double light =
                        0.114 * (p.bgr()[i] & 255)
                                + 0.587 * (p.bgr()[i + 1] & 255)
                                + 0.299 * (p.bgr()[i + 2] & 255);
                if (light < limit) {
                    count++;
                }
            }
        }
        return count;
    }

    static BufferedImage image(Picture p) {
        var image = new BufferedImage(p.width(), p.height(), BufferedImage.TYPE_3BYTE_BGR);
        System.arraycopy(p.bgr(), 0, bytes(image), 0, p.bgr().length);
        return image;
    }

    static Picture picture(BufferedImage image, int longestSide) {
        double scale =
                Math.min(1, longestSide / (double) Math.max(image.getWidth(), image.getHeight()));
        int w = (int) Math.round(image.getWidth() * scale);
        int h = (int) Math.round(image.getHeight() * scale);
        var flat = new BufferedImage(w, h, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = flat.createGraphics();
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.drawImage(image, 0, 0, w, h, null);
        g.dispose();
        return new Picture(bytes(flat), w, h, Duration.ZERO);
    }

    /// A photo of the shared material, which is not everywhere.
    static Optional<Picture> photo(String name) throws IOException {
        var shared = System.getenv("LIKENESS_SHARED");
        var file = Path.of(shared == null ? "../../shared" : shared, "data", "face_photo", name);
        return Files.exists(file)
                ? Optional.of(picture(ImageIO.read(file.toFile()), 720))
                : Optional.empty();
    }

    private static byte[] bytes(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }
}
