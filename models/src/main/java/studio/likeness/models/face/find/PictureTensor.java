package studio.likeness.models.face.find;

import studio.likeness.models.face.lip.Resize;
import studio.likeness.models.runtime.Array.Floats;
import studio.likeness.models.signal.Picture;

/// How a ready network wants a picture's numbers.
///
/// @param redFirst else blue
/// @param mean taken off each byte
/// @param unit by which the rest is divided
record PictureTensor(boolean redFirst, float mean, float unit) {
    /// A picture in the upper left corner of the network's picture, black beside it.
    ///
    /// @param scale of the network's picture to the original
    record Fitted(Floats tensor, double scale) {}

    /// As large as it fits, never enlarged.
    Fitted fitted(Picture picture, int width, int height) {
        double scale =
                Math.min(
                        1,
                        Math.min(
                                (double) width / picture.width(),
                                (double) height / picture.height()));
        var small =
                scale == 1
                        ? picture
                        : Resize.of(
                                picture,
                                whole(picture.width() * scale, width),
                                whole(picture.height() * scale, height));
        return new Fitted(of(small, width, height), scale);
    }

    private static int whole(double size, int most) {
        return Math.clamp(Math.round(size), 1, most);
    }

    /// The whole of another shape.
    Floats stretched(Picture picture, int width, int height) {
        return of(Resize.of(picture, width, height), width, height);
    }

    /// `[1, 3, height, width]`
    private Floats of(Picture picture, int width, int height) {
        int area = width * height;
        var values = new float[3 * area];
        for (int channel = 0; channel < 3; channel++) {
            int colour = redFirst ? 2 - channel : channel;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    boolean inside = x < picture.width() && y < picture.height();
                    int at = (y * picture.width() + x) * 3 + colour;
                    int value = inside ? picture.bgr()[at] & 0xff : 0;
                    values[channel * area + y * width + x] = (value - mean) / unit;
                }
            }
        }
        return new Floats(values, 1, 3, height, width);
    }
}
