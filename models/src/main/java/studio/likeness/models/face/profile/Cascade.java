package studio.likeness.models.face.profile;

import java.util.List;
import studio.likeness.models.face.LipLine;
import studio.likeness.models.face.Photo;
import studio.likeness.models.face.find.FaceDetector;
import studio.likeness.models.face.find.FoundFace;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.media.FaceFinder;
import studio.likeness.models.signal.Picture;

/// OpenCV's cascade as a detector: always there. Its square is brought to the boxes that networks
/// give, from the brow's upper end to the chin; where both eyes are seen, five points are measured.
final class Cascade implements FaceDetector {
    // Where YuNet's box lies in the cascade's square: means over 103 frames of three people.
    private static final double LEFT = 0.115;
    private static final double TOP = -0.035;
    private static final double RIGHT = 0.91;
    private static final double BOTTOM = 1.085;

    /// The cascade counts neighbours and tells no score.
    private static final float SCORE = 0.7f;

    private final FaceFinder finder = new FaceFinder();

    @Override
    public List<FoundFace> find(Picture picture) {
        var faces = finder.find(picture);
        if (faces.isEmpty()) {
            return List.of();
        }
        var photo = Photo.of(picture);
        return faces.stream().map(face -> found(face, photo)).toList();
    }

    private static FoundFace found(FaceFinder.Face face, Photo photo) {
        double side = face.width();
        return new FoundFace(
                (float) (face.x() + LEFT * side),
                (float) (face.y() + TOP * side),
                (float) (face.x() + RIGHT * side),
                (float) (face.y() + BOTTOM * side),
                SCORE,
                face.eyes().isEmpty() ? List.of() : points(face, photo));
    }

    private static List<Point> points(FaceFinder.Face face, Photo photo) {
        var left = face.eyes().get(0);
        var right = face.eyes().get(1);
        double x = (left.x() + right.x()) / 2;
        double y = (left.y() + right.y()) / 2;
        double roll = Math.atan2(right.y() - left.y(), right.x() - left.x());
        double cos = Math.cos(roll);
        double sin = Math.sin(roll);
        var lips = LipLine.find(photo, x, y, face.width(), roll);
        // The nose's tip is not measured: it lies where an average face that looks straight has it.
        double share = 0.51;
        return List.of(
                new Point((float) left.x(), (float) left.y()),
                new Point((float) right.x(), (float) right.y()),
                new Point(
                        (float) (x + (lips.x() - x) * share), (float) (y + (lips.y() - y) * share)),
                new Point(
                        (float) (lips.x() - cos * lips.half()),
                        (float) (lips.y() - sin * lips.half())),
                new Point(
                        (float) (lips.x() + cos * lips.half()),
                        (float) (lips.y() + sin * lips.half())));
    }

    @Override
    public void close() {
        finder.close();
    }
}
