package studio.likeness.models.face.find;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import studio.likeness.models.signal.Picture;

/// Photos and models of `../shared/data`; a test that asks for one runs only where it lies.
final class Shared {
    private Shared() {}

    static Path file(String folder, String name) {
        var shared = System.getenv("LIKENESS_SHARED");
        var file = Path.of(shared == null ? "../../shared" : shared, "data", folder, name);
        Assumptions.assumeTrue(Files.exists(file));
        return file;
    }

    static Path model(String name) {
        return file("models", name);
    }

    static Picture photo(String name) throws IOException {
        var read = ImageIO.read(file("face_photo", name).toFile());
        var flat =
                new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        var g = flat.createGraphics();
        g.drawImage(read, 0, 0, null);
        g.dispose();
        byte[] bgr = ((DataBufferByte) flat.getRaster().getDataBuffer()).getData();
        return new Picture(bgr, flat.getWidth(), flat.getHeight(), Duration.ZERO);
    }
}
