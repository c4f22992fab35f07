package studio.likeness.models.face.profile;

import java.util.List;
import studio.likeness.models.face.profile.FaceProfile.Loop;

/// Looks for the longest part of a clip whose end goes over into its beginning as smoothly as its
/// frames follow each other anyway.
///
/// @param jump between the last frame and the first, and `usual` between neighbours: mean
///     differences of light
record LoopPoints(Loop loop, double jump, double usual) {
    /// Two seconds; what repeats sooner is seen to repeat.
    private static final int LEAST = 2 * FaceProfile.FRAMES_PER_SECOND;

    /// Of the longest stretch; a shorter part would waste too much of what was filmed.
    private static final double SHARE = 0.4;

    /// So many places are tried for either end; longer clips have theirs tried in steps.
    private static final int TRIED = 700;

    static LoopPoints in(Moments moments, List<int[]> stretches) {
        var longest = stretches.getFirst();
        for (var stretch : stretches) {
            longest = stretch[1] - stretch[0] > longest[1] - longest[0] ? stretch : longest;
        }
        int begin = longest[0];
        int end = longest[1];
        double usual = usual(moments, begin, end);
        int least = Math.max(LEAST, (int) (SHARE * (end - begin)));
        int step = Math.max(1, (end - begin) / TRIED);
        int bestFrom = 0;
        int bestTo = 0;
        double bestJump = 0;
        for (int from = begin; from <= end - least; from += step) {
            // The longest first; shorter ones than the best are not looked at.
            for (int to = end; to - from > Math.max(least, bestTo - bestFrom); to -= step) {
                double jump = moments.unlike(to - 1, from);
                if (jump <= usual && goesOn(moments, from, to, usual)) {
                    bestFrom = from;
                    bestTo = to;
                    bestJump = jump;
                    break;
                }
            }
        }
        return bestTo > 0
                ? new LoopPoints(new Loop(bestFrom, bestTo, false), bestJump, usual)
                : new LoopPoints(new Loop(begin, end, end - begin > 1), 0, usual);
    }

    /// The frame after the end looks like the first, too: things move on the same way.
    private static boolean goesOn(Moments moments, int from, int to, double usual) {
        return to >= moments.size() || moments.unlike(to, from) <= usual;
    }

    /// The median change from a frame to the next.
    private static double usual(Moments moments, int from, int to) {
        var changes = new double[Math.max(0, to - from - 1)];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = moments.unlike(from + i, from + i + 1);
        }
        return People.median(changes);
    }
}
