package studio.likeness.models.signal;

import java.time.Duration;

/// One picture, as a still or as a frame of a stream.
///
/// @param bgr `height * width * 3` bytes, rows from the top, blue first; not copied, and not
///     changed after hand-over
/// @param pts when it is shown, from the start of the stream; zero for a still
public record Picture(byte[] bgr, int width, int height, Duration pts) {
    public Picture {
        if (width < 1 || height < 1 || bgr.length != width * height * 3) {
            throw new IllegalArgumentException(
                    "a picture of " + width + "x" + height + " has " + bgr.length + " bytes");
        }
    }

    public Picture at(Duration pts) {
        return new Picture(bgr, width, height, pts);
    }
}
