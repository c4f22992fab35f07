package studio.likeness.models.face.profile;

import java.util.ArrayList;
import java.util.List;

/// Frames in which the mouth is closed and still for a while.
final class Rest {
    /// 0.4 s: shorter pauses are closed consonants.
    static final int LEAST = 2 * FaceProfile.FRAMES_PER_SECOND / 5;

    // In shares of the distance between the eyes: closed lips measure up to 0.02, and more where
    // teeth show; one who never closes the mouth has no rest.
    private static final double CLOSED = 0.02;
    static final double NEVER_CLOSED = 0.045;
    private static final double STILL = 0.02;

    /// Of 255, from frame to frame, where landmarks do not measure the mouth.
    private static final double UNCHANGED = 2.5;

    private Rest() {}

    static List<Boolean> in(Moments moments, boolean measured, List<int[]> stretches) {
        var rests = new boolean[moments.size()];
        double limit = limit(moments);
        for (var stretch : stretches) {
            int from = stretch[0];
            while (from < stretch[1]) {
                int to = from;
                var run = new Run();
                while (to < stretch[1]
                        && (measured
                                ? run.takes(moments.opening(to), limit)
                                : isStill(moments, from, to))) {
                    to++;
                }
                for (int i = from; i < to && to - from >= LEAST; i++) {
                    rests[i] = true;
                }
                from = Math.max(to, from + 1);
            }
        }
        var all = new ArrayList<Boolean>();
        for (boolean rest : rests) {
            all.add(rest);
        }
        return all;
    }

    private static boolean isStill(Moments moments, int from, int frame) {
        return frame == from
                || (moments.mouthUnlike(frame - 1, frame) < UNCHANGED
                        && moments.mouthUnlike(from, frame) < 2 * UNCHANGED);
    }

    /// A little above the most closed twentieth of the clip.
    private static double limit(Moments moments) {
        var openings = new double[moments.size()];
        for (int i = 0; i < openings.length; i++) {
            openings[i] = moments.opening(i);
        }
        java.util.Arrays.sort(openings);
        double closed = openings.length == 0 ? 0 : openings[openings.length / 20];
        return Math.clamp(closed + STILL / 2, CLOSED, NEVER_CLOSED);
    }

    /// Closed frames that belong together.
    private static final class Run {
        private double least = Double.MAX_VALUE;
        private double most;

        boolean takes(double opening, double limit) {
            double lower = Math.min(least, opening);
            double upper = Math.max(most, opening);
            if (opening > limit || upper - lower > STILL) {
                return false;
            }
            least = lower;
            most = upper;
            return true;
        }
    }
}
