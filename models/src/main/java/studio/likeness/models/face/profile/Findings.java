package studio.likeness.models.face.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import studio.likeness.models.face.profile.Finding.Aspect;

/// Puts together what single frames of a clip show.
final class Findings {
    /// At most this share of the frames may be worse than what is told.
    private static final double WORSE = 0.2;

    private final List<FrameCheck> frames = new ArrayList<>();

    void add(FrameCheck frame) {
        frames.add(frame);
    }

    /// Of single pictures: one of each aspect, but how many faces there are.
    List<Finding> ofFrames() {
        var all = new ArrayList<Finding>();
        for (var aspect : Aspect.values()) {
            var some =
                    frames.stream()
                            .flatMap(frame -> frame.findings().stream())
                            .filter(f -> f.aspect() == aspect && aspect != Aspect.FACE)
                            .sorted(Comparator.comparing(Finding::verdict))
                            .toList();
            if (!some.isEmpty()) {
                all.add(some.get((int) Math.floor((1 - WORSE) * (some.size() - 1))));
            }
        }
        return all;
    }

    /// The turn of the head to either side in most frames, in degrees.
    double usualYaw() {
        return People.median(
                frames.stream()
                        .filter(frame -> frame.face().isPresent())
                        .mapToDouble(frame -> Math.abs(frame.pose().yaw()))
                        .toArray());
    }

    static Finding faces(int count) {
        return switch (count) {
            case 0 -> Finding.bad(Aspect.FACE, 0, "none");
            case 1 -> Finding.good(Aspect.FACE, 1);
            default -> Finding.fair(Aspect.FACE, count, "several");
        };
    }

    static Finding length(double seconds) {
        return Finding.from(10, 3, Aspect.LENGTH, seconds, "short");
    }

    static Finding found(double share) {
        return Finding.from(0.97, 0.8, Aspect.FOUND, share, "gaps");
    }

    static Finding steady(double trembling) {
        return Finding.upTo(0.006, 0.012, Aspect.STEADY, trembling, "trembling");
    }

    static Finding cuts(int count) {
        return Finding.upTo(0, 3, Aspect.CUTS, count, "cuts");
    }

    static Finding rest(double seconds) {
        return seconds > 0
                ? Finding.good(Aspect.REST, seconds)
                : Finding.fair(Aspect.REST, seconds, "none");
    }

    static Finding loop(LoopPoints points) {
        return points.loop().mirrored()
                ? Finding.fair(Aspect.LOOP, 0, "mirrored")
                : Finding.good(Aspect.LOOP, points.jump() / Math.max(1e-6, points.usual()));
    }

    static Finding sound(boolean there) {
        return there ? Finding.good(Aspect.SOUND, 1) : Finding.fair(Aspect.SOUND, 0, "none");
    }
}
