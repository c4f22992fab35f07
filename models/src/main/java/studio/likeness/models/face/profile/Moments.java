package studio.likeness.models.face.profile;

import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.signal.Picture;

/// What is remembered of every frame of a clip, small enough for all of them: how far the mouth is
/// open, and how frame, face and mouth look.
final class Moments {
    private static final int FACE = 24;
    private static final int MOUTH_WIDTH = 24;
    private static final int MOUTH_HEIGHT = 16;
    private static final int WIDTH = 32;
    private static final int HEIGHT = 18;

    private record Moment(double opening, byte[] whole, byte[] face, byte[] mouth) {}

    private final List<Moment> moments = new ArrayList<>();

    /// The next frame.
    void add(Picture picture, FoundFace face, List<Point> points) {
        var whole = new FaceBox(0, 0, picture.width(), picture.height());
        var mouth = FivePoints.middle(points, 48, 60);
        double reach = 0.3 * face.width();
        moments.add(
                new Moment(
                        FivePoints.opening(points),
                        bytes(Grey.of(picture, whole, WIDTH, HEIGHT)),
                        bytes(
                                Grey.of(
                                        picture,
                                        box(face.left(), face.top(), face.right(), face.bottom()),
                                        FACE,
                                        FACE)),
                        bytes(
                                Grey.of(
                                        picture,
                                        box(
                                                mouth.x() - reach,
                                                mouth.y() - reach * 2 / 3,
                                                mouth.x() + reach,
                                                mouth.y() + reach * 2 / 3),
                                        MOUTH_WIDTH,
                                        MOUTH_HEIGHT))));
    }

    private static FaceBox box(double left, double top, double right, double bottom) {
        int x = (int) Math.round(left);
        int y = (int) Math.round(top);
        return new FaceBox(
                x,
                y,
                Math.max(x + 1, (int) Math.round(right)),
                Math.max(y + 1, (int) Math.round(bottom)));
    }

    private static byte[] bytes(Grey grey) {
        var bytes = new byte[grey.light().length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(grey.light()[i]);
        }
        return bytes;
    }

    int size() {
        return moments.size();
    }

    /// In shares of the distance between the eyes' outer corners.
    double opening(int frame) {
        return moments.get(frame).opening();
    }

    /// How unlike two frames look, the face as much as the whole: mean difference of light, of 255.
    double unlike(int a, int b) {
        return (mean(moments.get(a).whole(), moments.get(b).whole())
                        + mean(moments.get(a).face(), moments.get(b).face()))
                / 2;
    }

    double mouthUnlike(int a, int b) {
        return mean(moments.get(a).mouth(), moments.get(b).mouth());
    }

    private static double mean(byte[] a, byte[] b) {
        int sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] & 255) - (b[i] & 255));
        }
        return (double) sum / a.length;
    }
}
