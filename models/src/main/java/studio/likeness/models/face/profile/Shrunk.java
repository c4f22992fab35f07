package studio.likeness.models.face.profile;

import studio.likeness.models.signal.Picture;

/// Pictures made smaller, each new pixel the mean of what it covers; sides become even, as video
/// wants them.
///
/// @param width of the results
record Shrunk(int width, int height) {
    /// @param longest side of the results; smaller pictures stay as they are
    static Shrunk to(int longest, int width, int height) {
        double scale = Math.min(1, (double) longest / Math.max(width, height));
        return new Shrunk(even(width * scale), even(height * scale));
    }

    private static int even(double side) {
        return Math.max(2, (int) Math.round(side) & ~1);
    }

    Picture of(Picture picture) {
        if (picture.width() == width && picture.height() == height) {
            return picture;
        }
        if (picture.width() - width <= 1 && picture.height() - height <= 1) {
            return cut(picture);
        }
        var across = Span.all(picture.width(), width);
        var down = Span.all(picture.height(), height);
        var bgr = new byte[width * height * 3];
        var sums = new float[width * 3];
        var row = new float[width * 3];
        for (int y = 0; y < height; y++) {
            java.util.Arrays.fill(sums, 0);
            for (int from = down[y].first; from <= down[y].last; from++) {
                along(picture, from, across, row);
                float weight = down[y].weight(from);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += weight * row[i];
                }
            }
            for (int i = 0; i < sums.length; i++) {
                bgr[y * width * 3 + i] = (byte) Math.clamp(Math.round(sums[i]), 0, 255);
            }
        }
        return new Picture(bgr, width, height, picture.pts());
    }

    private static void along(Picture picture, int y, Span[] across, float[] into) {
        int start = y * picture.width() * 3;
        for (int x = 0; x < across.length; x++) {
            float blue = 0;
            float green = 0;
            float red = 0;
            for (int from = across[x].first; from <= across[x].last; from++) {
                float weight = across[x].weight(from);
                int at = start + from * 3;
                blue += weight * (picture.bgr()[at] & 255);
                green += weight * (picture.bgr()[at + 1] & 255);
                red += weight * (picture.bgr()[at + 2] & 255);
            }
            into[3 * x] = blue;
            into[3 * x + 1] = green;
            into[3 * x + 2] = red;
        }
    }

    /// Without its last row or column.
    private Picture cut(Picture picture) {
        var bgr = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            System.arraycopy(picture.bgr(), y * picture.width() * 3, bgr, y * width * 3, width * 3);
        }
        return new Picture(bgr, width, height, picture.pts());
    }

    /// Which old pixels a new one covers, and how much of it the first, the last and those between
    /// make up.
    private record Span(int first, int last, float begin, float end, float middle) {
        static Span[] all(int from, int to) {
            var spans = new Span[to];
            double step = (double) from / to;
            for (int i = 0; i < to; i++) {
                double left = i * step;
                double right = (i + 1) * step;
                int first = (int) left;
                int last = (int) Math.min(from - 1, Math.ceil(right) - 1);
                spans[i] =
                        new Span(
                                first,
                                last,
                                (float) ((Math.min(right, first + 1) - left) / step),
                                (float) ((right - last) / step),
                                (float) (1 / step));
            }
            return spans;
        }

        float weight(int at) {
            return at == first ? begin : at == last ? end : middle;
        }
    }
}
