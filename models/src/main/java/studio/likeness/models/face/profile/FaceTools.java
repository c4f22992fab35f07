package studio.likeness.models.face.profile;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.face.find.FoundFace;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Picture;

/// What finds a face and its landmarks. Not thread-safe.
public final class FaceTools implements AutoCloseable {
    /// A network on disk.
    ///
    /// @param id of the installed model
    /// @param family as [studio.likeness.models.face.network.FaceDetectors] knows it; `pfld` for
    ///     landmarks
    public record Graph(String id, String family, Path file) {}

    /// Which networks to use; where there is none, OpenCV's cascade and estimated landmarks.
    public record Choice(Optional<Graph> detector, Optional<Graph> landmarks) {
        public static final Choice NONE = new Choice(Optional.empty(), Optional.empty());
    }

    private FaceTools() {}

    /// @throws studio.likeness.models.job.StudioException when a network does not load
    public static FaceTools open(Choice choice, Device device) {
        throw new UnsupportedOperationException(choice + " " + device);
    }

    /// Best first; empty when there is none.
    public List<FoundFace> find(Picture picture) {
        throw new UnsupportedOperationException(picture.toString());
    }

    /// 68 landmarks, numbered as [studio.likeness.models.face.find.Landmarks] does.
    public List<Point> points(Picture picture, FoundFace face) {
        throw new UnsupportedOperationException(picture.toString() + face);
    }

    /// Whether a network finds the landmarks, or they are estimated.
    public boolean measured() {
        return false;
    }

    /// What they are; the same tools find the same in the same picture.
    public String id() {
        return "";
    }

    @Override
    public void close() {}
}
