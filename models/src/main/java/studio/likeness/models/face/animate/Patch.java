package studio.likeness.models.face.animate;

import java.util.Arrays;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.signal.Picture;

/// What was changed in a picture: its smallest box, and nothing of the rest.
///
/// @param box empty where nothing was changed
/// @param bgr the box's pixels, blue first
record Patch(FaceBox box, byte[] bgr) {
    /// @param after of the same size
    static Patch between(Picture before, Picture after) {
        int width = before.width();
        int row = 3 * width;
        int left = width;
        int right = 0;
        int top = before.height();
        int bottom = 0;
        for (int y = 0; y < before.height(); y++) {
            int from = y * row;
            int first =
                    Arrays.mismatch(before.bgr(), from, from + row, after.bgr(), from, from + row);
            if (first < 0) {
                continue;
            }
            int last = row - 1;
            while (before.bgr()[from + last] == after.bgr()[from + last]) {
                last--;
            }
            left = Math.min(left, first / 3);
            right = Math.max(right, last / 3 + 1);
            top = Math.min(top, y);
            bottom = y + 1;
        }
        return bottom == 0
                ? new Patch(new FaceBox(0, 0, 0, 0), new byte[0])
                : cut(after, new FaceBox(left, top, right, bottom));
    }

    private static Patch cut(Picture picture, FaceBox box) {
        int row = 3 * box.width();
        var bgr = new byte[row * box.height()];
        for (int y = 0; y < box.height(); y++) {
            int from = 3 * ((box.top() + y) * picture.width() + box.left());
            System.arraycopy(picture.bgr(), from, bgr, y * row, row);
        }
        return new Patch(box, bgr);
    }

    /// The picture that [#between] was given as the second, made of the first.
    Picture over(Picture before) {
        if (box.isEmpty()) {
            return before;
        }
        var whole = before.bgr().clone();
        int row = 3 * box.width();
        for (int y = 0; y < box.height(); y++) {
            int to = 3 * ((box.top() + y) * before.width() + box.left());
            System.arraycopy(bgr, y * row, whole, to, row);
        }
        return new Picture(whole, before.width(), before.height(), before.pts());
    }

    int bytes() {
        return bgr.length;
    }
}
