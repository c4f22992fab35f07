package studio.likeness.models.face.animate;

import java.util.List;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.signal.Picture;

/// Makes a face sharper, whether it speaks or not. Thread-safe.
public interface Restoration extends AutoCloseable {
    /// @param points the face's 68 landmarks
    Picture restored(Picture picture, List<Point> points);

    @Override
    void close();
}
