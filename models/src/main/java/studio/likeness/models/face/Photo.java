package studio.likeness.models.face;

import studio.likeness.models.signal.Picture;

/// A picture as packed pixels, to be sampled between them.
public record Photo(int[] rgb, int width, int height) {

    /// Video has even sides, so an odd last row or column is left out.
    public static Photo of(Picture picture) {
        int width = Math.max(1, picture.width() & ~1);
        int height = Math.max(1, picture.height() & ~1);
        int[] rgb = new int[width * height];
        byte[] bgr = picture.bgr();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = (y * picture.width() + x) * 3;
                rgb[y * width + x] =
                        ((bgr[i + 2] & 255) << 16) | ((bgr[i + 1] & 255) << 8) | (bgr[i] & 255);
            }
        }
        return new Photo(rgb, width, height);
    }

    /// Bilinear; outside is its nearest edge.
    int at(double x, double y) {
        return fixed((int) (x * 256), (int) (y * 256));
    }

    /// As [#at], of 256ths of a pixel.
    int fixed(int x, int y) {
        int u = Math.clamp(x, 0, (width - 1) << 8);
        int v = Math.clamp(y, 0, (height - 1) << 8);
        int fx = u & 255;
        int fy = v & 255;
        int p = (v >> 8) * width + (u >> 8);
        int right = (u >> 8) < width - 1 ? 1 : 0;
        int below = (v >> 8) < height - 1 ? width : 0;
        int a = rgb[p];
        int b = rgb[p + right];
        int c = rgb[p + below];
        int d = rgb[p + below + right];
        return Pixels.between(a, b, c, d, fx, fy);
    }

    static int mix(int a, int b, double share) {
        return Pixels.mix(a, b, (int) (256 * Math.clamp(share, 0, 1)));
    }

    static double brightness(int rgb) {
        return 0.299 * ((rgb >> 16) & 255) + 0.587 * ((rgb >> 8) & 255) + 0.114 * (rgb & 255);
    }
}
