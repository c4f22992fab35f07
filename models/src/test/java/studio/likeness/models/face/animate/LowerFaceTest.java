package studio.likeness.models.face.animate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.signal.Picture;

class LowerFaceTest {
    private static final int SIDE = SquareFace.SIDE;

    private static byte[] mask() {
        return LowerFace.mask(SquareFace.points(), SIDE, SIDE);
    }

    private static int opaque(byte[] mask, int x, int y) {
        return mask[y * SIDE + x] & 255;
    }

    @Test
    void isOpaqueAroundTheLipsAndFadesTowardsTheJaw() {
        var mask = mask();

        for (int x = 38; x <= 58; x += 4) {
            assertTrue(opaque(mask, x, 66) > 200, "lips at " + x + ": " + opaque(mask, x, 66));
        }
        assertEquals(0, opaque(mask, 48, 30), "the nose's root");
        assertEquals(0, opaque(mask, 5, 66), "beside the face");
        int before = 256;
        for (int y = 70; y < SIDE; y++) {
            assertTrue(opaque(mask, 48, y) <= before, "opaque again at " + y);
            before = opaque(mask, 48, y);
        }
        assertEquals(0, before);
    }

    @Test
    void nothingShowsAboveItsTop() {
        int top = LowerFace.top(List.of(SquareFace.points()));
        var mask = mask();

        assertTrue(top > 30 && top < 60, "top " + top);
        int first = 0;
        while (mask[first] == 0) {
            first++;
        }
        assertTrue(first / SIDE >= top + 2, "shows from " + first / SIDE + ", top " + top);
        assertTrue(first / SIDE <= top + 5, "shows from " + first / SIDE + ", top " + top);
    }

    @Test
    void looksOnlyAtWhatIsSeenAndMissesNothing() {
        var random = new Random(4);
        var patch = new byte[SIDE * SIDE * 3];
        random.nextBytes(patch);
        var layer = Layer.of(new Picture(patch, SIDE, SIDE, Duration.ZERO), mask());
        var all = new Layer(layer.argb(), SIDE, SIDE, new FaceBox(0, 0, SIDE, SIDE));
        assertTrue(layer.seen().top() > 30, "seen " + layer.seen());
        var tone = new Tone(new double[][] {{5, 2, -3}, {-7, 0, 1}, {3, 3, 3}});
        for (var at :
                List.of(
                        Placement.over(new FaceBox(31, 17, 250, 190), SIDE, SIDE),
                        Placement.over(new FaceBox(-20, 100, 90, 260), SIDE, SIDE),
                        new Placement(0.4, 0.1, -20, -0.1, 0.4, -10))) {
            var expected = new byte[300 * 200 * 3];
            random.nextBytes(expected);
            var found = expected.clone();
            var untouched = expected.clone();

            all.over(expected, 300, 200, at, tone, 0.8);
            layer.over(found, 300, 200, at, tone, 0.8);

            int changed = 0;
            for (int i = 0; i < found.length; i++) {
                // Places are rounded from where a row begins on.
                assertEquals(expected[i] & 255, found[i] & 255, 1, "byte " + i + " at " + at);
                changed += found[i] == untouched[i] ? 0 : 1;
            }
            assertTrue(changed > 1_000, "changed only " + changed + " at " + at);
        }
    }
}
