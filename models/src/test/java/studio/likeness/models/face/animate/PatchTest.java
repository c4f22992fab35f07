package studio.likeness.models.face.animate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.signal.Picture;

class PatchTest {
    private static Picture with(Picture picture, int... places) {
        var bgr = picture.bgr().clone();
        for (int place : places) {
            bgr[place]++;
        }
        return new Picture(bgr, picture.width(), picture.height(), picture.pts());
    }

    /// The last colour of one pixel, the first of another.
    @Test
    void keepsTheSmallestBoxOfWhatWasChanged() {
        var before = SquareFace.plain(90);
        int row = 3 * SquareFace.SIDE;
        var after = with(before, 5 * row + 3 * 20 + 2, 9 * row + 3 * 11);
        var patch = Patch.between(before, after);

        assertEquals(new FaceBox(11, 5, 21, 10), patch.box());
        assertEquals(3 * 10 * 5, patch.bytes());
        assertArrayEquals(after.bgr(), patch.over(before).bgr());
        assertArrayEquals(SquareFace.plain(90).bgr(), before.bgr(), "the frame stays as it is");
    }

    @Test
    void reachesAllCorners() {
        var before = SquareFace.plain(90);
        var after = with(before, 0, before.bgr().length - 1);
        assertArrayEquals(after.bgr(), Patch.between(before, after).over(before).bgr());
    }

    @Test
    void keepsNothingWhereNothingWasChanged() {
        var before = SquareFace.plain(90);
        var patch = Patch.between(before, SquareFace.plain(90));
        assertEquals(0, patch.bytes());
        assertSame(before, patch.over(before));
    }
}
