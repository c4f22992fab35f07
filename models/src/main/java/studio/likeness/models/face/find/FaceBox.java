package studio.likeness.models.face.find;

import java.util.ArrayList;
import java.util.List;

/// A rectangle of a frame in whole pixels.
///
/// @param left and the others: the right column and the bottom row are the first outside
public record FaceBox(int left, int top, int right, int bottom) {
    /// Pixels around what a detector found.
    public record Pads(int top, int bottom, int left, int right) {
        /// Ten below, so that the chin is inside when the mouth opens.
        public static Pads usual() {
            return new Pads(0, 10, 0, 0);
        }
    }

    public int width() {
        return right - left;
    }

    public int height() {
        return bottom - top;
    }

    public boolean isEmpty() {
        return width() < 1 || height() < 1;
    }

    /// With pads around, as far as the frame reaches.
    public FaceBox padded(Pads pads, int frameWidth, int frameHeight) {
        return new FaceBox(
                Math.max(0, left - pads.left()),
                Math.max(0, top - pads.top()),
                Math.min(frameWidth, right + pads.right()),
                Math.min(frameHeight, bottom + pads.bottom()));
    }

    /// Steadied as the original does it: one box after another becomes the mean of itself and those
    /// after it, cut to whole pixels; near the end the last ones stand for what is missing, those
    /// already steadied among them.
    ///
    /// @param boxes one per frame
    /// @param length of the mean, 5 in the original
    public static List<FaceBox> smoothed(List<FaceBox> boxes, int length) {
        if (length < 1) {
            throw new IllegalArgumentException("expected a length from 1 on, found " + length);
        }
        var all = new ArrayList<>(boxes);
        for (int i = 0; i < all.size(); i++) {
            boolean fits = i + length <= all.size();
            int from = fits ? i : fromEnd(all.size() - length, all.size());
            all.set(i, mean(all.subList(from, fits ? i + length : all.size())));
        }
        return List.copyOf(all);
    }

    /// A place that counts from the end where it is negative; the original's slices do.
    private static int fromEnd(int place, int size) {
        return place >= 0 ? place : Math.max(0, place + size);
    }

    private static FaceBox mean(List<FaceBox> some) {
        long[] sums = new long[4];
        for (var box : some) {
            sums[0] += box.left;
            sums[1] += box.top;
            sums[2] += box.right;
            sums[3] += box.bottom;
        }
        int count = some.size();
        return new FaceBox(
                (int) (sums[0] / count),
                (int) (sums[1] / count),
                (int) (sums[2] / count),
                (int) (sums[3] / count));
    }
}
