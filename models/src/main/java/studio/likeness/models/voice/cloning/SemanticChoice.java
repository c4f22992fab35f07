package studio.likeness.models.voice.cloning;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// How the next code is chosen: what was chosen before counts less, and the voice may not end
/// before it has said anything.
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
        return penalised(Arrays.copyOf(logits, kept), before, penalty);
    }

    /// What is there already made less likely.
    ///
    /// @param codes those beyond the logits do not count
    public static float[] penalised(float[] logits, long[] codes, double penalty) {
        var scores = logits.clone();
        var seen = Arrays.stream(codes).distinct().filter(c -> c < scores.length).toArray();
        for (long code : seen) {
            int i = (int) code;
            scores[i] = (float) (scores[i] < 0 ? scores[i] * penalty : scores[i] / penalty);
        }
        return scores;
    }

    /// How likely each is to be drawn: the likeliest that make up `topP`, sharpened by the
    /// temperature, and of those the `topK` likeliest.
    ///
    /// @param scores of [#scores]
    /// @param topP 1 for all
    public static double[] chances(float[] scores, int topK, double topP, double temperature) {
        var order =
                IntStream.range(0, scores.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -scores[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        var kept = new double[scores.length];
        Arrays.fill(kept, Double.NEGATIVE_INFINITY);
        var all = softmax(scores, order);
        double sum = 0;
        for (int rank = 0; rank < order.length; rank++) {
            sum += all[rank];
            if (rank == 0 || topP >= 1 || sum <= topP) {
                kept[order[rank]] = scores[order[rank]] / Math.max(temperature, 1e-5);
            }
        }
        double least = kept[order[Math.min(topK, order.length) - 1]];
        double top = kept[order[0]];
        double total = 0;
        for (int i = 0; i < kept.length; i++) {
            kept[i] = kept[i] < least ? 0 : Math.exp(kept[i] - top);
            total += kept[i];
        }
        for (int i = 0; i < kept.length; i++) {
            kept[i] /= total;
        }
        return kept;
    }

    private static double[] softmax(float[] scores, int[] order) {
        var chances = new double[scores.length];
        double total = 0;
        for (int rank = 0; rank < order.length; rank++) {
            chances[rank] = Math.exp(scores[order[rank]] - scores[order[0]]);
            total += chances[rank];
        }
        for (int rank = 0; rank < order.length; rank++) {
            chances[rank] /= total;
        }
        return chances;
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
