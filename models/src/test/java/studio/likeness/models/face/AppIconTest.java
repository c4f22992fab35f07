package studio.likeness.models.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class AppIconTest {
    @Test
    void isTheOneInTheFiles() throws Exception {
        for (int size : new int[] {16, 24, 32, 48, 64, 128, 256, 512}) {
            try (var file = AppIcon.class.getResourceAsStream("icon-" + size + ".png")) {
                var kept = ImageIO.read(file);
                var drawn = ImageIO.read(new ByteArrayInputStream(AppIcon.png(size)));
                assertEquals(size, kept.getWidth());
                for (int i = 0; i < size; i++) {
                    for (int shift = 0; shift < 32; shift += 8) {
                        int a = kept.getRGB(i, size / 2) >> shift & 255;
                        int b = drawn.getRGB(i, size / 2) >> shift & 255;
                        assertTrue(Math.abs(a - b) < 12, "icon-" + size + " is out of date");
                    }
                }
            }
        }
    }

    @Test
    void isWhiteAroundItsCornersAsAPicture() {
        var picture = AppIcon.picture(64);
        assertEquals(-1, picture.bgr()[0]);
        assertEquals(64, picture.width());
    }
}
