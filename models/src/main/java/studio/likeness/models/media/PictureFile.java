package studio.likeness.models.media;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.Picture;

/// Writes stills. Reading them is [MediaReader#readPicture].
public final class PictureFile {
    private PictureFile() {}

    /// Replaces the file as a whole.
    public static void writePng(Picture picture, Path file) {
        var image =
                new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
        var pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        System.arraycopy(picture.bgr(), 0, pixels, 0, pixels.length);
        try {
            AtomicFile.write(
                    file,
                    out -> {
                        if (!ImageIO.write(image, "png", out)) {
                            throw new IOException("no PNG writer");
                        }
                    });
        } catch (IOException e) {
            throw new StudioException(e, "models.media.cannotWrite", file.getFileName());
        }
    }

    /// What a picture's header claims, without decoding; zero when it is no picture that Java
    /// knows.
    static long claimedPixels(Path file) {
        try (var in = ImageIO.createImageInputStream(file.toFile())) {
            var readers = in == null ? null : ImageIO.getImageReaders(in);
            if (readers == null || !readers.hasNext()) {
                return 0;
            }
            var reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return (long) reader.getWidth(0) * reader.getHeight(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException _) {
            return 0; // damaged in another way, which the caller tells
        }
    }
}
