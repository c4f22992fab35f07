package studio.likeness.models.face.lip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FaceBox.Pads;
import studio.likeness.models.signal.Picture;

class LipCropTest {
    private static Picture noise(int width, int height) {
        var bytes = new byte[width * height * 3];
        new Random(11).nextBytes(bytes);
        return new Picture(bytes, width, height, Duration.ofMillis(40));
    }

    @Test
    void aPictureOfItsOwnSizeStaysAsItIs() {
        var picture = noise(37, 23);

        assertArrayEquals(picture.bgr(), Resize.of(picture, 37, 23).bgr());
    }

    @Test
    void onePixelFillsAnySize() {
        var grown = Resize.of(new Picture(new byte[] {9, 8, 7}, 1, 1, Duration.ZERO), 5, 4);

        for (int i = 0; i < grown.bgr().length; i++) {
            assertEquals(9 - i % 3, grown.bgr()[i]);
        }
    }

    /// Half the size is the mean of four, halves rounded up.
    @Test
    void halvesByMeans() {
        var bytes = new byte[12];
        Arrays.fill(bytes, 0, 3, (byte) 10);
        Arrays.fill(bytes, 3, 6, (byte) 11);
        Arrays.fill(bytes, 6, 9, (byte) 12);
        Arrays.fill(bytes, 9, 12, (byte) 13);

        var small = Resize.of(new Picture(bytes, 2, 2, Duration.ZERO), 1, 1);

        assertArrayEquals(new byte[] {12, 12, 12}, small.bgr());
    }

    @Test
    void changesNothingOutsideTheBox() {
        var frame = noise(60, 50);
        var box = new FaceBox(10, 5, 41, 38);
        var patch = new Picture(new byte[96 * 96 * 3], 96, 96, Duration.ZERO);

        var pasted = LipCrop.paste(frame, box, patch);

        assertNotSame(frame.bgr(), pasted.bgr());
        assertEquals(frame.pts(), pasted.pts());
        for (int y = 0; y < 50; y++) {
            for (int x = 0; x < 60; x++) {
                boolean inside = x >= 10 && x < 41 && y >= 5 && y < 38;
                int at = (y * 60 + x) * 3;
                assertEquals(inside ? 0 : frame.bgr()[at], pasted.bgr()[at]);
            }
        }
    }

    @Test
    void refusesABoxThatLeavesTheFrame() {
        var crop = new LipCrop(96);
        for (var box :
                List.of(
                        new FaceBox(-1, 0, 5, 5),
                        new FaceBox(0, 0, 61, 5),
                        new FaceBox(4, 4, 4, 9))) {
            assertThrows(IllegalArgumentException.class, () -> crop.face(noise(60, 50), box));
        }
    }

    @Test
    void padsReachNoFartherThanTheFrame() {
        var box = new FaceBox(3, 4, 50, 47);

        assertEquals(new FaceBox(3, 4, 50, 50), box.padded(Pads.usual(), 60, 50));
        assertEquals(new FaceBox(0, 0, 60, 50), box.padded(new Pads(9, 9, 9, 19), 60, 50));
    }
}
