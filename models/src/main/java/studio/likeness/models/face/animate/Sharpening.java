package studio.likeness.models.face.animate;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.job.StudioException;

/// What makes a face sharper, opened; or why it goes without what was chosen for it. A face that
/// cannot be made sharper speaks all the same.
///
/// @param model the network's id; empty where there is none
/// @param without why there is none; empty where none was chosen
record Sharpening(
        Optional<Restoration> network, Optional<String> model, Optional<StudioException> without) {
    /// Of the time that a live picture is shown; the rest is for laying the mouth over it.
    private static final double ROOM_NANOS = 0.75 * FaceAnimator.FRAME.toNanos();

    /// The first picture finds memory and code cold, so that it says little.
    private static final int TRIALS = 4;

    /// Times the room: so slow that warmth does not help.
    private static final double HOPELESS = 10;

    /// For the talk that `plan` is for: live, a network that is slower than pictures are shown is
    /// left out, and for good, because a face that is sharp now and then flickers.
    static Sharpening of(
            FaceProfile profile,
            Map<String, Supplier<Restoration>> installed,
            AnimationPlan plan,
            ClipFrames frames)
            throws InterruptedException {
        var chosen = RestorationChoice.of(profile.folder());
        if (chosen.isEmpty()) {
            return new Sharpening(Optional.empty(), Optional.empty(), Optional.empty());
        }
        var open = installed.get(chosen.get());
        if (open == null) {
            return without(
                    new StudioException("models.face.animate.restorationMissing", chosen.get()));
        }
        Restoration network;
        try {
            network = open.get();
        } catch (StudioException e) {
            return without(e);
        }
        try {
            double nanos = plan.live() ? quickest(network, profile, frames) : 0;
            if (nanos <= ROOM_NANOS) {
                return new Sharpening(Optional.of(network), chosen, Optional.empty());
            }
            network.close();
            return without(
                    new StudioException(
                            "models.face.animate.restorationSlow", chosen.get(), nanos / 1e9));
        } catch (RuntimeException | InterruptedException e) {
            network.close();
            throw e;
        }
    }

    private static Sharpening without(StudioException why) {
        return new Sharpening(Optional.empty(), Optional.empty(), Optional.of(why));
    }

    /// What a picture takes, at best.
    private static double quickest(Restoration network, FaceProfile profile, ClipFrames frames)
            throws InterruptedException {
        var picture = frames.frame(0);
        var points = profile.points().getFirst();
        double best = Double.MAX_VALUE;
        for (int i = 0; i < TRIALS && best > ROOM_NANOS; i++) {
            long start = System.nanoTime();
            network.restored(picture, points);
            best = Math.min(best, System.nanoTime() - start);
            if (i > 0 && best > HOPELESS * ROOM_NANOS) {
                break;
            }
        }
        return best;
    }
}
