package studio.likeness.models.face.animate;

import studio.likeness.models.face.Pixels;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.signal.Picture;

/// A piece of a face with a soft edge, to be laid over frames.
///
/// @param argb pixels, not premultiplied
record Layer(int[] argb, int width, int height) {
    private static final int ONE = 1 << 16;

    /// @param mask how opaque each pixel is, 0 to 255
    static Layer of(Picture picture, byte[] mask) {
        var argb = new int[mask.length];
        var bgr = picture.bgr();
        for (int i = 0; i < argb.length; i++) {
            argb[i] =
                    (mask[i] & 255) << 24
                            | (bgr[3 * i + 2] & 255) << 16
                            | (bgr[3 * i + 1] & 255) << 8
                            | (bgr[3 * i] & 255);
        }
        return new Layer(argb, picture.width(), picture.height());
    }

    /// Lays it over a frame, in place, by integers. The picture's values are mixed as they are and
    /// not in linear light: the tones have been brought together before, so that hardly
    /// anything differs where the edge is soft, and equal steps of the values are what the eye sees
    /// as equal.
    ///
    /// @param frame `height * width * 3` bytes, blue first
    /// @param share of what the mask allows, 0 to 1
    void over(
            byte[] frame, int frameWidth, int frameHeight, Placement at, Tone tone, double share) {
        var box = at.covered(width, height, frameWidth, frameHeight);
        int weight = (int) Math.round(256 * share);
        if (box.isEmpty() || weight == 0) {
            return;
        }
        for (int y = box.top(); y < box.bottom(); y++) {
            row(frame, frameWidth, box, y, at, tone, weight);
        }
    }

    private void row(
            byte[] frame, int frameWidth, FaceBox box, int y, Placement at, Tone tone, int weight) {
        int u = fixed(at.x(box.left(), y));
        int v = fixed(at.y(box.left(), y));
        int du = fixed(at.xx());
        int dv = fixed(at.yx());
        int lastX = width - 1;
        int lastY = height - 1;
        int[] add = tone.row(u, v, width, height);
        int[] more = tone.step(du, dv, width, height);
        int to = (y * frameWidth + box.left()) * 3;
        for (int x = box.left(); x < box.right(); x++, to += 3) {
            int px = u >> 16;
            int py = v >> 16;
            if (u >= 0 && v >= 0 && px < lastX && py < lastY) {
                int i = py * width + px;
                int p =
                        Pixels.between(
                                argb[i],
                                argb[i + 1],
                                argb[i + width],
                                argb[i + width + 1],
                                (u >> 8) & 255,
                                (v >> 8) & 255);
                int alpha = (p >>> 24) * weight;
                if (alpha > 0) {
                    for (int c = 0; c < 3; c++) {
                        int old = frame[to + c] & 255;
                        int now = Math.clamp(((p >> (8 * c)) & 255) + (add[c] >> 16), 0, 255);
                        frame[to + c] =
                                (byte) (old + ((now - old) * alpha + Tone.HALF) / Tone.WHOLE);
                    }
                }
            }
            u += du;
            v += dv;
            add[0] += more[0];
            add[1] += more[1];
            add[2] += more[2];
        }
    }

    private static int fixed(double value) {
        return (int) Math.round(value * ONE);
    }

    int alpha(int x, int y) {
        return argb[y * width + x] >>> 24;
    }

    int colour(int x, int y, int channel) {
        return (argb[y * width + x] >> (8 * channel)) & 255;
    }
}
