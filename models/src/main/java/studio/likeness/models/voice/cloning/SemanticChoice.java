package studio.likeness.models.voice.cloning;

import java.util.Arrays;

/// How the next code is chosen: what was chosen before counts less, and the voice may not end before
/// it has said anything.
public final class SemanticChoice {
    /// About 0.4 s.
    private static final int NO_END_BEFORE = 11;

    private final double penalty;
    private long[] before;
    private int steps;

    /// @param penalty on codes that are there already; 1 for none
    /// @param prompt the codes of the reference
    public SemanticChoice(double penalty, long[] prompt) {
        this.penalty = penalty;
        before = prompt.clone();
    }

    /// @param logits of all codes and, last, the end
    /// @return the same, penalised; the end left out where it may not come yet
    public float[] scores(float[] logits) {
        int kept = steps < NO_END_BEFORE ? logits.length - 1 : logits.length;
        var scores = Arrays.copyOf(logits, kept);
        var seen = Arrays.stream(before).distinct().filter(code -> code < kept).toArray();
        for (long code : seen) {
            int i = (int) code;
            scores[i] = (float) (scores[i] < 0 ? scores[i] * penalty : scores[i] / penalty);
        }
        return scores;
    }

    public int likeliest(float[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    public void take(long code) {
        before = Arrays.copyOf(before, before.length + 1);
        before[before.length - 1] = code;
        steps++;
    }
}
