package studio.likeness.models.face.profile;

import java.util.List;
import java.util.Optional;
import studio.likeness.models.face.find.FoundFace;
import studio.likeness.models.face.find.FoundFace.Point;

/// What a single picture shows.
///
/// @param face the one that is looked at: the largest, or the one that was followed
/// @param others whoever else is in the picture, left to right
/// @param points 68 landmarks of the face; empty without one
/// @param findings of [Finding.Aspect], in its order; only FACE when there is none
public record FrameCheck(
        Optional<FoundFace> face,
        List<FoundFace> others,
        List<Point> points,
        HeadPose pose,
        List<Finding> findings) {
    public FrameCheck {
        others = List.copyOf(others);
        points = List.copyOf(points);
        findings = List.copyOf(findings);
    }

    /// The worst of all.
    public Finding.Verdict verdict() {
        return findings.stream()
                .map(Finding::verdict)
                .reduce(Finding.Verdict::worse)
                .orElse(Finding.Verdict.BAD);
    }
}
