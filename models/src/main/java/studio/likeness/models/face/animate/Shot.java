package studio.likeness.models.face.animate;

import studio.likeness.models.face.MouthShape;
import studio.likeness.models.signal.Picture;

/// One picture in the making.
///
/// @param frame the profile's
/// @param number of the frame in the profile
/// @param window of the sound, `[80, 16]`; empty where no network listens
/// @param speaking 0 at rest, 1 speaking
/// @param held whether the mouth of the picture before is taken instead of a new one, because there
///     is no time
record Shot(
        Picture frame,
        int number,
        float[] window,
        MouthShape shape,
        double speaking,
        boolean held) {}
