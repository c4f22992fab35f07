package studio.likeness.models.face.find;

import java.util.List;
import studio.likeness.models.signal.Picture;

/// Finds faces by a network.
public interface FaceDetector extends AutoCloseable {
    /// Best first; empty when there is none.
    List<FoundFace> find(Picture picture);

    @Override
    void close();
}
