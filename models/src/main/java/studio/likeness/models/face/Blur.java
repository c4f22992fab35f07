package studio.likeness.models.face;

/// Three box blurs, which come close to a Gaussian.
final class Blur {
    private Blur() {}

    /// Blurs `plane`, `height` rows of `width`, in place; outside is zero.
    static void threeBoxes(byte[] plane, int width, int height, int radius) {
        byte[] line = new byte[Math.max(width, height)];
        for (int pass = 0; pass < 3; pass++) {
            for (int y = 0; y < height; y++) {
                box(plane, y * width, 1, width, radius, line);
            }
            for (int x = 0; x < width; x++) {
                box(plane, x, width, height, radius, line);
            }
        }
    }

    private static void box(byte[] plane, int from, int step, int n, int radius, byte[] line) {
        int sum = 0;
        int span = 2 * radius + 1;
        for (int i = 0; i < n; i++) {
            line[i] = plane[from + i * step];
        }
        for (int i = 0; i < Math.min(radius, n); i++) {
            sum += line[i] & 255;
        }
        for (int i = 0; i < n; i++) {
            if (i + radius < n) {
                sum += line[i + radius] & 255;
            }
            if (i - radius - 1 >= 0) {
                sum -= line[i - radius - 1] & 255;
            }
            plane[from + i * step] = (byte) ((sum + span / 2) / span);
        }
    }
}
