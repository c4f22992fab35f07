package studio.likeness.models.face.lip;

import java.time.Duration;
import java.util.Arrays;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.signal.Picture;

/// Between frames and the lip network's numbers: a face as the network sees it, and the face that
/// it gives, back in the frame.
///
/// @param size pixels of a face's sides, 96 or 256
public record LipCrop(int size) {
    private static final int HIDDEN = 3;

    /// Numbers of one face as the network takes it: `[6, size, size]`.
    public int inputs() {
        return 6 * size * size;
    }

    /// Numbers of one face as the network gives it: `[3, size, size]`.
    public int outputs() {
        return 3 * size * size;
    }

    /// The face at the network's size, `[size, size, 3]` bytes.
    public byte[] face(Picture frame, FaceBox box) {
        return Resize.of(frame, box, size, size);
    }

    /// A face with its lower half hidden and the same face whole, at a place in a longer array.
    ///
    /// @param face of [#face]
    public void tensor(byte[] face, float[] into, int at) {
        int area = size * size;
        for (int colour = 0; colour < 3; colour++) {
            int hidden = at + colour * area;
            int whole = hidden + HIDDEN * area;
            for (int i = 0; i < area; i++) {
                into[whole + i] = (float) ((face[i * 3 + colour] & 0xff) / 255.0);
            }
            System.arraycopy(into, whole, into, hidden, area / 2);
            Arrays.fill(into, hidden + area / 2, hidden + area, 0);
        }
    }

    /// The network's face as a picture: cut, not rounded, as the original does it.
    ///
    /// @param given `[3, size, size]` in 0 to 1, from a place in a longer array
    public Picture patch(float[] given, int at) {
        int area = size * size;
        var bytes = new byte[3 * area];
        for (int colour = 0; colour < 3; colour++) {
            for (int i = 0; i < area; i++) {
                bytes[i * 3 + colour] = (byte) (int) (given[at + colour * area + i] * 255f);
            }
        }
        return new Picture(bytes, size, size, Duration.ZERO);
    }

    /// The frame with a patch over the whole box, without an edge softened, as the original does
    /// it. The frame itself stays as it is.
    public static Picture paste(Picture frame, FaceBox box, Picture patch) {
        var resized = Resize.of(patch, box.width(), box.height());
        var bgr = frame.bgr().clone();
        for (int y = 0; y < box.height(); y++) {
            System.arraycopy(
                    resized.bgr(),
                    y * box.width() * 3,
                    bgr,
                    ((box.top() + y) * frame.width() + box.left()) * 3,
                    box.width() * 3);
        }
        return new Picture(bgr, frame.width(), frame.height(), frame.pts());
    }
}
