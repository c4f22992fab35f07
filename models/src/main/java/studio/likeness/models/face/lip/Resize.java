package studio.likeness.models.face.lip;

import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.signal.Picture;

/// Resizes pictures of bytes as OpenCV does it with its linear interpolation, bit for bit: weights
/// of 11 bits, half-pixel centres, no averaging when shrinking. The lip network was trained on such
/// pictures.
public final class Resize {
    private static final int ONE = 2048;

    private Resize() {}

    /// A part of a picture at another size.
    ///
    /// @return `height * width * 3` bytes
    public static byte[] of(Picture picture, FaceBox box, int width, int height) {
        if (box.isEmpty()
                || box.left() < 0
                || box.top() < 0
                || box.right() > picture.width()
                || box.bottom() > picture.height()) {
            throw new IllegalArgumentException(
                    "expected a box inside %dx%d, found %s"
                            .formatted(picture.width(), picture.height(), box));
        }
        int offset = (box.top() * picture.width() + box.left()) * 3;
        var from = new Source(picture.bgr(), offset, picture.width() * 3);
        return resized(from, box.width(), box.height(), width, height);
    }

    /// A whole picture at another size.
    public static Picture of(Picture picture, int width, int height) {
        var whole = new FaceBox(0, 0, picture.width(), picture.height());
        return new Picture(of(picture, whole, width, height), width, height, picture.pts());
    }

    /// @param offset of the first byte
    /// @param rowBytes from one row to the next
    private record Source(byte[] bytes, int offset, int rowBytes) {}

    private static byte[] resized(
            Source from, int fromWidth, int fromHeight, int width, int height) {
        var across = Axis.of(fromWidth, width, true);
        var down = Axis.of(fromHeight, height, false);
        var into = new byte[width * height * 3];
        var upper = new int[width * 3];
        var lower = new int[width * 3];
        int held = -2; // the row that `upper` holds, and `lower` the next; the first may be -1
        for (int y = 0; y < height; y++) {
            int row = down.places[y];
            if (row != held) {
                if (y > 0 && row == held + 1) {
                    var passed = upper;
                    upper = lower;
                    lower = passed;
                } else {
                    along(from, Math.clamp(row, 0, fromHeight - 1), across, fromWidth, upper);
                }
                along(from, Math.clamp(row + 1L, 0, fromHeight - 1), across, fromWidth, lower);
                held = row;
            }
            int b0 = down.near[y];
            int b1 = down.far[y];
            int at = y * width * 3;
            for (int i = 0; i < upper.length; i++) {
                int sum = ((b0 * (upper[i] >> 4)) >> 16) + ((b1 * (lower[i] >> 4)) >> 16);
                into[at + i] = (byte) Math.clamp((sum + 2) >> 2, 0, 255);
            }
        }
        return into;
    }

    private static void along(Source from, int row, Axis across, int fromWidth, int[] into) {
        int start = from.offset + row * from.rowBytes;
        for (int x = 0; x < across.places.length; x++) {
            int left = start + across.places[x] * 3;
            int right = across.places[x] + 1 < fromWidth ? left + 3 : left;
            for (int colour = 0; colour < 3; colour++) {
                into[x * 3 + colour] =
                        (from.bytes[left + colour] & 0xff) * across.near[x]
                                + (from.bytes[right + colour] & 0xff) * across.far[x];
            }
        }
    }

    /// For each number of the result the place it lies after, and the shares of that one and of the
    /// next, in 1/2048.
    private record Axis(int[] places, int[] near, int[] far) {
        /// @param kept whether places outside become the outermost ones with all the share; else
        ///     they stay, and the caller clamps what it reads
        static Axis of(int from, int to, boolean kept) {
            var axis = new Axis(new int[to], new int[to], new int[to]);
            double scale = 1 / ((double) to / from);
            for (int i = 0; i < to; i++) {
                float f = (float) ((i + 0.5) * scale - 0.5);
                int place = (int) Math.floor(f);
                float share = f - place;
                if (kept && (place < 0 || place >= from - 1)) {
                    place = place < 0 ? 0 : from - 1;
                    share = 0;
                }
                axis.places[i] = place;
                axis.near[i] = (int) Math.rint((1 - share) * ONE);
                axis.far[i] = (int) Math.rint(share * ONE);
            }
            return axis;
        }
    }
}
