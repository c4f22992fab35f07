package studio.likeness.models.face.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.profile.Finding.Aspect;
import studio.likeness.models.signal.Picture;

/// Judges a single picture.
final class Checks {
    /// Sharpness is looked at in this many pixels square, whatever the face's size: the mouth is
    /// painted at about as many.
    private static final int SIDE = 112;

    /// Faces smaller than this beside the largest are passers-by.
    static final double COUNTS = 0.35;

    /// A head that is turned further is seen from the side: half of the mouth is hidden.
    static final double SIDE_VIEW = 45;

    private Checks() {}

    /// A picture without a face.
    static FrameCheck nobody() {
        return new FrameCheck(
                Optional.empty(),
                List.of(),
                List.of(),
                HeadPose.FRONTAL,
                List.of(Finding.bad(Aspect.FACE, 0, "none")));
    }

    /// @param others whoever else is there
    static FrameCheck of(
            Picture picture, FoundFace face, List<FoundFace> others, List<Point> points) {
        var pose = HeadPose.of(points);
        var rivals = others.stream().filter(o -> o.height() > COUNTS * face.height()).toList();
        var findings = new ArrayList<Finding>();
        findings.add(
                rivals.isEmpty()
                        ? Finding.good(Aspect.FACE, 1)
                        : Finding.fair(Aspect.FACE, 1 + rivals.size(), "several"));
        findings.add(size(picture, face));
        findings.add(centred(picture, face));
        findings.add(frontal(pose));
        findings.add(sharp(picture, face));
        var skin = Skin.of(picture, points);
        findings.add(skin.light());
        findings.add(skin.mouth());
        return new FrameCheck(Optional.of(face), others, points, pose, findings);
    }

    private static Finding size(Picture picture, FoundFace face) {
        double share = face.height() / picture.height();
        boolean cut =
                face.top() < -0.02 * face.height()
                        || face.bottom() > picture.height() + 0.02 * face.height();
        if (cut || share > 0.9) {
            return Finding.bad(Aspect.SIZE, share, "cut");
        }
        // Below some 96 pixels the painted mouth is sharper than the face around it.
        if (face.height() < 96) {
            return Finding.bad(Aspect.SIZE, share, "small");
        }
        return share < 0.15 || face.height() < 160
                ? Finding.fair(Aspect.SIZE, share, "small")
                : share > 0.75
                        ? Finding.fair(Aspect.SIZE, share, "large")
                        : Finding.good(Aspect.SIZE, share);
    }

    private static Finding centred(Picture picture, FoundFace face) {
        double aside = Math.abs((face.left() + face.right()) / 2.0 / picture.width() - 0.5);
        return Finding.upTo(0.18, 0.32, Aspect.CENTRED, aside, "aside");
    }

    private static Finding frontal(HeadPose pose) {
        if (Math.abs(pose.yaw()) > SIDE_VIEW) {
            return Finding.bad(Aspect.FRONTAL, Math.abs(pose.yaw()), "side");
        }
        var turned = Finding.upTo(15, 30, Aspect.FRONTAL, Math.abs(pose.yaw()), "turned");
        var nodding = Finding.upTo(20, 35, Aspect.FRONTAL, Math.abs(pose.pitch()), "nodding");
        var tilted = Finding.upTo(15, 30, Aspect.FRONTAL, Math.abs(pose.roll()), "tilted");
        var worst = turned;
        for (var other : List.of(nodding, tilted)) {
            worst = other.verdict().compareTo(worst.verdict()) > 0 ? other : worst;
        }
        return worst;
    }

    private static Finding sharp(Picture picture, FoundFace face) {
        double sharpness = Grey.of(picture, middle(face), SIDE, SIDE).sharpness();
        return Finding.from(0.02, 0.008, Aspect.SHARP, sharpness, "blurred");
    }

    /// Eyes, nose and mouth, without hair and what is behind the head.
    private static FaceBox middle(FoundFace face) {
        return new FaceBox(
                Math.round(face.left() + 0.15f * face.width()),
                Math.round(face.top() + 0.2f * face.height()),
                Math.max(
                        Math.round(face.left() + 0.15f * face.width()) + 1,
                        Math.round(face.right() - 0.15f * face.width())),
                Math.max(
                        Math.round(face.top() + 0.2f * face.height()) + 1,
                        Math.round(face.bottom() - 0.05f * face.height())));
    }
}
