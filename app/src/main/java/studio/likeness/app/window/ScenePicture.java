package studio.likeness.app.window;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.PixelReader;
import javax.imageio.ImageIO;

/// Writes what is on the screen as a PNG.
final class ScenePicture {
    private ScenePicture() {}

    static void write(PixelReader from, int width, int height, Path file) throws IOException {
        var pixels = new int[width * height];
        from.getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, width, height, pixels, 0, width);
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        ImageIO.write(picture, "png", file.toFile());
    }
}
