package studio.likeness.models.face.animate;

import studio.likeness.models.face.Pixels;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.signal.Picture;

/// A piece of a face with a soft edge, to be laid over frames.
///
/// @param argb pixels, not premultiplied
/// @param seen the part that is not see-through
record Layer(int[] argb, int width, int height, FaceBox seen) {
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
        return new Layer(
                argb,
                picture.width(),
                picture.height(),
                seen(mask, picture.width(), picture.height()));
    }

    private static FaceBox seen(byte[] mask, int width, int height) {
        int left = width;
        int right = 0;
        int top = height;
        int bottom = 0;
        for (int y = 0; y < height; y++) {
            int first = 0;
            while (first < width && mask[y * width + first] == 0) {
                first++;
            }
            if (first == width) {
                continue;
            }
            int last = width;
            while (mask[y * width + last - 1] == 0) {
                last--;
            }
            left = Math.min(left, first);
            right = Math.max(right, last);
            top = Math.min(top, y);
            bottom = y + 1;
        }
        return new FaceBox(left, top, right, bottom);
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
        int weight = (int) Math.round(256 * share);
        if (seen.isEmpty() || weight == 0) {
            return;
        }
        // A pixel reaches as far as the middles of its neighbours.
        var reach =
                new FaceBox(
                        Math.max(0, seen.left() - 1),
                        Math.max(0, seen.top() - 1),
                        Math.min(width, seen.right() + 1),
                        Math.min(height, seen.bottom() + 1));
        var box = at.covered(reach, frameWidth, frameHeight);
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
        int blue = add[0];
        int green = add[1];
        int red = add[2];
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
                    frame[to] = mixed(frame[to], (p & 255) + (blue >> 16), alpha);
                    frame[to + 1] = mixed(frame[to + 1], ((p >> 8) & 255) + (green >> 16), alpha);
                    frame[to + 2] = mixed(frame[to + 2], ((p >> 16) & 255) + (red >> 16), alpha);
                }
            }
            u += du;
            v += dv;
            blue += more[0];
            green += more[1];
            red += more[2];
        }
    }

    private static byte mixed(byte before, int wanted, int alpha) {
        int old = before & 255;
        int now = Math.max(0, Math.min(wanted, 255));
        return (byte) (old + ((now - old) * alpha + Tone.HALF) / Tone.WHOLE);
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
