package studio.likeness.models.voice.cloning;

/// How a clause's codes are cut into blocks that sound one after another. The first is short, so
/// that something is heard soon; each is a quarter longer than the one before, so that a machine
/// that needs four fifths of the time that is heard never falls behind.
final class Blocks {
    /// Codes of the first block, 40 ms each.
    static final int FIRST = 16;

    /// Codes that must be known behind a block: they change how its end sounds.
    static final int AHEAD = 2;

    private static final int LONGEST = 64;
    private static final double GROWTH = 1.25;

    /// How far before its end a block may end instead, where it is quieter.
    private static final int SEARCHED = 4;

    /// Less like silence than this, and no place is better than another.
    private static final float QUIET = 0.3f;

    private final float[] mute;
    private double size = FIRST;
    private int done;

    /// @param mute how like silence each code sounds
    Blocks(float[] mute) {
        this.mute = mute;
    }

    /// How many codes must be there before the next block can be made.
    int wanted() {
        return done + (int) size + AHEAD;
    }

    /// Where the next block ends.
    ///
    /// @param codes all that are there, at least as many as wanted
    /// @return codes before its end
    int next(long[] codes) {
        int latest = codes.length - AHEAD;
        int best = latest;
        float quietest = QUIET;
        // The first is not made shorter: it would be too short to bridge the second's making.
        for (int end = done == 0 ? latest : latest - SEARCHED; end <= latest; end++) {
            float like = mute[(int) codes[end - 1]];
            if (like > quietest) {
                quietest = like;
                best = end;
            }
        }
        done = best;
        size = Math.min(LONGEST, size * GROWTH);
        return best;
    }
}
