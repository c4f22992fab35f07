package studio.likeness.models.voice.cloning;

import java.util.Arrays;

/// Joins pieces of sound that overlap: each piece begins where the last one's held-back end does,
/// is moved to where the two are most alike, and fades in while the other fades out.
final class Joint {
    private final int reach;
    private float[] held = {};

    /// @param reach how many samples a piece may be moved
    Joint(int reach) {
        this.reach = reach;
    }

    /// @param piece with `reach` samples in front of its place, but for the first
    /// @param hold of its samples, how many are kept back for the next join
    /// @return what can be heard now
    float[] next(float[] piece, int hold) {
        if (held.length == 0) {
            held = Arrays.copyOfRange(piece, piece.length - hold, piece.length);
            return Arrays.copyOf(piece, piece.length - hold);
        }
        int from = best(piece);
        int fade = Math.min(held.length, piece.length - from);
        var sound = Arrays.copyOfRange(piece, from, Math.max(from, piece.length - hold));
        int faded = Math.min(fade, sound.length);
        for (int i = 0; i < faded; i++) {
            double share = (i + 0.5) / fade;
            sound[i] = (float) (held[i] * (1 - share) + sound[i] * share);
        }
        held = Arrays.copyOfRange(piece, Math.max(from, piece.length - hold), piece.length);
        return sound;
    }

    /// Where the piece is most like what was held back.
    private int best(float[] piece) {
        int best = Math.min(reach, Math.max(0, piece.length - held.length));
        double most = Double.NEGATIVE_INFINITY;
        int last = Math.min(2 * reach, piece.length - held.length);
        for (int from = 0; from <= last; from++) {
            double product = 0;
            double power = 1e-9;
            for (int i = 0; i < held.length; i++) {
                product += held[i] * piece[from + i];
                power += piece[from + i] * piece[from + i];
            }
            double like = product / Math.sqrt(power);
            if (like > most) {
                most = like;
                best = from;
            }
        }
        return best;
    }
}
