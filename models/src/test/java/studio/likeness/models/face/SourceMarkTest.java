package studio.likeness.models.face;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import studio.likeness.models.signal.Picture;

class SourceMarkTest {
    private static final Frames.Part LOWER_LEFT = new Frames.Part(0, 0.85, 0.5, 1);

    private static Picture white() {
        byte[] bgr = new byte[640 * 360 * 3];
        Arrays.fill(bgr, (byte) 255);
        return new Picture(bgr, 640, 360, Duration.ofSeconds(2));
    }

    @Test
    void marksTheLowerLeftAndNothingElse() {
        var picture = white();
        var marked = SourceMark.recorded("Recorded", "Recorded").on(picture);
        assertTrue(Frames.dark(marked, LOWER_LEFT, 200) > 200);
        assertEquals(0, Frames.dark(marked, new Frames.Part(0, 0, 1, 0.85), 254));
        assertEquals(0, Frames.dark(marked, new Frames.Part(0.5, 0.85, 1, 1), 254));
        assertEquals(0, Frames.dark(picture, LOWER_LEFT, 254), "the picture handed in");
        assertEquals(Duration.ofSeconds(2), marked.pts());
    }

    @Test
    void looksSolidForRecordedAndOutlinedForGenerated() {
        var recorded = SourceMark.recorded("A", "A").on(white());
        var generated = SourceMark.generated("A", "A").on(white());
        assertNotEquals(
                Frames.dark(recorded, LOWER_LEFT, 110), Frames.dark(generated, LOWER_LEFT, 110));
    }

    @Test
    void saysThePlainTextWhereNoFontHasTheLetters() {
        var unknown = "\uDB80\uDC00\uDB80\uDC01";
        var marked = SourceMark.generated(unknown, "Generated").on(white());
        assertArrayEquals(SourceMark.generated("Generated", "-").on(white()).bgr(), marked.bgr());
    }

    @Test
    void fitsIntoSmallPictures() {
        var small = new Picture(new byte[48 * 32 * 3], 48, 32, Duration.ZERO);
        var marked = SourceMark.recorded("Recorded · sample voice", "Recorded").on(small);
        assertEquals(small.bgr().length, marked.bgr().length);
    }
}
