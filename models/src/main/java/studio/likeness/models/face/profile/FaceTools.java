package studio.likeness.models.face.profile;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.face.find.FaceDetector;
import studio.likeness.models.face.find.FoundFace;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.find.Landmarks;
import studio.likeness.models.face.network.FaceDetectors;
import studio.likeness.models.job.Owned;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Picture;

/// What finds a face and its landmarks. Not thread-safe.
public final class FaceTools implements AutoCloseable {
    /// A network on disk.
    ///
    /// @param id of the installed model
    /// @param family as [FaceDetectors] knows it; `pfld` for landmarks
    public record Graph(String id, String family, Path file) {}

    /// Which networks to use; where there is none, OpenCV's cascade and estimated landmarks.
    public record Choice(Optional<Graph> detector, Optional<Graph> landmarks) {
        public static final Choice NONE = new Choice(Optional.empty(), Optional.empty());

        /// Names the tools that [FaceTools#open] gives for it.
        public String id() {
            return detector.map(Graph::id).orElse("cascade")
                    + "+"
                    + landmarks.map(Graph::id).orElse("estimate");
        }
    }

    /// Where the landmarks of a face are.
    interface Marks {
        List<Point> of(Picture picture, FoundFace face);
    }

    private final String id;
    private final FaceDetector detector;
    private final Marks marks;
    private final boolean measured;
    private final Owned owned;

    private FaceTools(
            String id, FaceDetector detector, Marks marks, boolean measured, Owned owned) {
        this.id = id;
        this.detector = detector;
        this.marks = marks;
        this.measured = measured;
        this.owned = owned;
    }

    /// @throws studio.likeness.models.job.StudioException when a network does not load
    public static FaceTools open(Choice choice, Device device) {
        var owned = new Owned();
        try {
            var detector =
                    owned.own(
                            choice.detector()
                                    .map(g -> FaceDetectors.open(g.family(), g.file(), device))
                                    .orElseGet(Cascade::new));
            Marks marks = (_, face) -> EstimatedPoints.of(face);
            if (choice.landmarks().isPresent()) {
                var network = owned.own(Landmarks.open(choice.landmarks().get().file(), device));
                marks = network::of;
            }
            return new FaceTools(
                    choice.id(), detector, marks, choice.landmarks().isPresent(), owned);
        } catch (RuntimeException e) {
            owned.close();
            throw e;
        }
    }

    /// Tools of one's own; the detector is closed with them.
    static FaceTools of(String id, FaceDetector detector, Marks marks, boolean measured) {
        var owned = new Owned();
        owned.own(detector);
        return new FaceTools(id, detector, marks, measured, owned);
    }

    /// Best first; empty when there is none.
    public List<FoundFace> find(Picture picture) {
        return detector.find(picture);
    }

    /// 68 landmarks, numbered as [Landmarks] does.
    public List<Point> points(Picture picture, FoundFace face) {
        return marks.of(picture, face);
    }

    /// Whether a network finds the landmarks, or they are estimated.
    public boolean measured() {
        return measured;
    }

    /// What they are; the same tools find the same in the same picture.
    public String id() {
        return id;
    }

    @Override
    public void close() {
        owned.close();
    }
}
