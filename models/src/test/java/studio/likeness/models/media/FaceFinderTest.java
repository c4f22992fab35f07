package studio.likeness.models.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import studio.likeness.models.signal.Picture;

class FaceFinderTest {
    private static final FaceFinder finder = new FaceFinder();

    @AfterAll
    static void close() {
        finder.close();
    }

    @Test
    void findsNothingInAnEmptyPicture() {
        assertTrue(
                finder.find(new Picture(new byte[300 * 200 * 3], 300, 200, Duration.ZERO))
                        .isEmpty());
        assertTrue(finder.find(new Picture(new byte[3], 1, 1, Duration.ZERO)).isEmpty());
    }

    @Test
    void findsAFaceAndItsEyes() throws IOException {
        var faces = finder.find(photo("one_face_mouth_open.jpg"));
        assertEquals(1, faces.size());
        var face = faces.getFirst();
        assertEquals(2, face.eyes().size());
        // Read off the picture, 720 by 720.
        assertEquals(289, face.eyes().get(0).x(), 12);
        assertEquals(337, face.eyes().get(0).y(), 12);
        assertEquals(446, face.eyes().get(1).x(), 12);
        assertEquals(339, face.eyes().get(1).y(), 12);
    }

    @Test
    void putsTheLargestFirst() throws IOException {
        var faces = finder.find(photo("eight_faces.jpg"));
        // The cascade misses one of the eight.
        assertTrue(faces.size() >= 7, faces.size() + " faces");
        for (int i = 1; i < faces.size(); i++) {
            assertTrue(faces.get(i).width() <= faces.get(i - 1).width());
        }
    }

    @Test
    void takesNoAnimalForAPerson() throws IOException {
        assertEquals(0, finder.find(photo("no_face_animal.jpg")).size());
    }

    private static Picture photo(String name) throws IOException {
        var shared = System.getenv("LIKENESS_SHARED");
        var file = Path.of(shared == null ? "../../shared" : shared, "data", "face_photo", name);
        Assumptions.assumeTrue(Files.exists(file));
        var read = ImageIO.read(file.toFile());
        var flat =
                new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        var g = flat.createGraphics();
        g.drawImage(read, 0, 0, null);
        g.dispose();
        byte[] bgr = ((DataBufferByte) flat.getRaster().getDataBuffer()).getData();
        return new Picture(bgr, flat.getWidth(), flat.getHeight(), Duration.ZERO);
    }
}
