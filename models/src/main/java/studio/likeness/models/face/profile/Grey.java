package studio.likeness.models.face.profile;

import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.signal.Picture;

/// The brightness of a part of a picture, brought to a size: each sample is the mean of the pixels
/// it stands for, or one between two where the part is smaller.
///
/// @param light `height * width` values of 0 to 255
record Grey(float[] light, int width, int height) {
    /// What of the box lies outside the picture is its nearest edge.
    static Grey of(Picture picture, FaceBox box, int width, int height) {
        var light = new float[width * height];
        double stepX = (double) box.width() / width;
        double stepY = (double) box.height() / height;
        // Four by four pixels tell a sample's mean well enough, however large it is.
        int fineX = Math.clamp(Math.round(stepX), 1, 4);
        int fineY = Math.clamp(Math.round(stepY), 1, 4);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double sum = 0;
                for (int i = 0; i < fineX * fineY; i++) {
                    int across = i % fineX;
                    int down = i / fineX;
                    double x = box.left() + (column + (across + 0.5) / fineX) * stepX - 0.5;
                    double y = box.top() + (row + (down + 0.5) / fineY) * stepY - 0.5;
                    sum += fineX * fineY == 1 ? between(picture, x, y) : at(picture, x, y);
                }
                light[row * width + column] = (float) (sum / (fineX * fineY));
            }
        }
        return new Grey(light, width, height);
    }

    private static double between(Picture picture, double x, double y) {
        double left = Math.floor(x);
        double top = Math.floor(y);
        double across = x - left;
        double down = y - top;
        return (at(picture, left, top) * (1 - across) + at(picture, left + 1, top) * across)
                        * (1 - down)
                + (at(picture, left, top + 1) * (1 - across)
                                + at(picture, left + 1, top + 1) * across)
                        * down;
    }

    private static double at(Picture picture, double x, double y) {
        int column = (int) Math.clamp(Math.round(x), 0, (long) picture.width() - 1);
        int row = (int) Math.clamp(Math.round(y), 0, (long) picture.height() - 1);
        return light(picture.bgr(), (row * picture.width() + column) * 3);
    }

    static double light(byte[] bgr, int at) {
        return 0.114 * (bgr[at] & 255) + 0.587 * (bgr[at + 1] & 255) + 0.299 * (bgr[at + 2] & 255);
    }

    /// Mean difference of the two, 0 to 255.
    double unlike(Grey other) {
        double sum = 0;
        for (int i = 0; i < light.length; i++) {
            sum += Math.abs(light[i] - other.light[i]);
        }
        return sum / light.length;
    }

    /// Variance of the Laplacian over the variance of the light itself: fine detail, whatever the
    /// contrast.
    double sharpness() {
        double sum = 0;
        double squares = 0;
        double mean = 0;
        double spread = 0;
        int count = 0;
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int i = y * width + x;
                double edge =
                        light[i - 1]
                                + light[i + 1]
                                + light[i - width]
                                + light[i + width]
                                - 4 * light[i];
                sum += edge;
                squares += edge * edge;
                mean += light[i];
                spread += light[i] * light[i];
                count++;
            }
        }
        double variance = spread / count - mean / count * (mean / count);
        return (squares / count - sum / count * (sum / count)) / Math.max(25, variance);
    }
}
