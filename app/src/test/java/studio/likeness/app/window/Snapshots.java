package studio.likeness.app.window;

import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.image.PixelReader;

/// Pictures of the window, as tests take them.
final class Snapshots {
    private Snapshots() {}

    static void write(PixelReader pixels, int width, int height, Path file) throws IOException {
        ScenePicture.write(pixels, width, height, file);
    }
}
