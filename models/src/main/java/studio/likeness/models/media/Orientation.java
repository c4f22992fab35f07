package studio.likeness.models.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/// How the camera was held: where the stored axes point on the upright picture.
///
/// @param xx where a step to the right in the file goes, to the right: -1, 0 or 1
/// @param xy where it goes, downwards
/// @param yx where a step downwards in the file goes, to the right
/// @param yy where it goes, downwards
record Orientation(int xx, int xy, int yx, int yy) {
    static final Orientation UPRIGHT = new Orientation(1, 0, 0, 1);

    static Orientation of(AVCodecParameters stream) {
        var side =
                av_packet_side_data_get(
                        stream.coded_side_data(),
                        stream.nb_coded_side_data(),
                        AV_PKT_DATA_DISPLAYMATRIX);
        return side == null || side.isNull() ? UPRIGHT : ofMatrix(side.data());
    }

    /// Photographs tell it by frame.
    static Orientation of(AVFrame frame) {
        var side = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
        return side == null || side.isNull() ? UPRIGHT : ofMatrix(side.data());
    }

    /// Rows of three: `x' = m0 x + m3 y`, `y' = m1 x + m4 y`.
    private static Orientation ofMatrix(BytePointer data) {
        var matrix = new int[9];
        new IntPointer(data).get(matrix);
        return ofAxes(matrix[0], matrix[1], matrix[3], matrix[4]);
    }

    /// Anything but a turn by a right angle, mirrored or not, counts as upright.
    static Orientation ofAxes(int xx, int xy, int yx, int yy) {
        var turn =
                new Orientation(
                        Integer.signum(xx),
                        Integer.signum(xy),
                        Integer.signum(yx),
                        Integer.signum(yy));
        boolean straight = turn.xy == 0 && turn.yx == 0 && turn.xx != 0 && turn.yy != 0;
        boolean sideways = turn.xx == 0 && turn.yy == 0 && turn.xy != 0 && turn.yx != 0;
        return straight || sideways ? turn : UPRIGHT;
    }

    boolean swapsSides() {
        return xx == 0;
    }

    /// Degrees clockwise, leaving mirroring aside.
    int degrees() {
        if (swapsSides()) {
            return xy > 0 ? 90 : 270;
        }
        return yy > 0 ? 0 : 180;
    }

    /// @param bgr `width * height * 3` bytes as stored
    byte[] upright(byte[] bgr, int width, int height) {
        if (equals(UPRIGHT)) {
            return bgr;
        }
        int newWidth = swapsSides() ? height : width;
        var turned = new byte[bgr.length];
        // Where the stored corner comes to lie.
        int left = (xx < 0 ? width - 1 : 0) + (yx < 0 ? height - 1 : 0);
        int top = (xy < 0 ? width - 1 : 0) + (yy < 0 ? height - 1 : 0);
        int from = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int to = ((top + xy * x + yy * y) * newWidth + left + xx * x + yx * y) * 3;
                turned[to] = bgr[from];
                turned[to + 1] = bgr[from + 1];
                turned[to + 2] = bgr[from + 2];
                from += 3;
            }
        }
        return turned;
    }
}
