package studio.likeness.models.face;

import java.util.Optional;
import studio.likeness.models.media.FaceFinder;
import studio.likeness.models.signal.Picture;

/// Where things are in the face of a photo, in pixels. The face's own axes are turned by `roll`.
///
/// @param x of the middle between the eyes
/// @param y of it
/// @param size of the face: the side of the box that the detector puts around it
/// @param roll radians, clockwise
/// @param eyesSeen false where they were only guessed; such a face does not blink
/// @param apart between the eyes
record PhotoFace(
        double x,
        double y,
        double size,
        double roll,
        boolean eyesSeen,
        double apart,
        LipLine lips) {

    /// The largest face of a photo.
    static Optional<PhotoFace> in(Picture picture, Photo photo) {
        try (var finder = new FaceFinder()) {
            return finder.find(picture).stream().findFirst().map(f -> of(f, photo));
        }
    }

    private static PhotoFace of(FaceFinder.Face face, Photo photo) {
        double size = face.width();
        if (face.eyes().isEmpty()) {
            double x = face.x() + 0.5 * size;
            double y = face.y() + 0.39 * size;
            return new PhotoFace(
                    x, y, size, 0, false, 0.36 * size, LipLine.find(photo, x, y, size, 0));
        }
        var left = face.eyes().get(0);
        var right = face.eyes().get(1);
        double x = (left.x() + right.x()) / 2;
        double y = (left.y() + right.y()) / 2;
        double roll = Math.atan2(right.y() - left.y(), right.x() - left.x());
        double apart = Math.hypot(right.x() - left.x(), right.y() - left.y());
        return new PhotoFace(x, y, size, roll, true, apart, LipLine.find(photo, x, y, size, roll));
    }
}
