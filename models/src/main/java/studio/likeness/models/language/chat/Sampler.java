package studio.likeness.models.language.chat;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import studio.likeness.models.job.StudioException;

/// Draws the tokens of one answer.
public final class Sampler {
    /// Where top-p looks first; most answers need no more.
    private static final int FIRST_LOOK = 64;

    /// Chances below e to this are nothing beside the likeliest one's.
    private static final double NOTHING = -40;

    private final Sampling sampling;
    private final SplittableRandom random;
    private final BitSet seen = new BitSet();
    private final Map<Integer, Integer> written = new HashMap<>();

    /// @param prompt ids that the repetition penalty counts as said
    public Sampler(Sampling sampling, int[] prompt) {
        this.sampling = sampling;
        random =
                sampling.seed().isPresent()
                        ? new SplittableRandom(sampling.seed().getAsLong())
                        : new SplittableRandom();
        for (int id : prompt) {
            seen.set(id);
        }
    }

    /// @param logits one per word; changed
    /// @throws StudioException when none of them is a number
    public int next(float[] logits) {
        penalize(logits);
        int id = sampling.temperature() == 0 ? likeliest(logits) : draw(logits);
        seen.set(id);
        written.merge(id, 1, Integer::sum);
        return id;
    }

    private void penalize(float[] logits) {
        double penalty = sampling.repetitionPenalty();
        if (penalty != 1) {
            for (int id = seen.nextSetBit(0);
                    id >= 0 && id < logits.length;
                    id = seen.nextSetBit(id + 1)) {
                logits[id] *= (float) (logits[id] > 0 ? 1 / penalty : penalty);
            }
        }
        if (sampling.presencePenalty() != 0 || sampling.frequencyPenalty() != 0) {
            written.forEach(
                    (id, times) ->
                            logits[id] -=
                                    (float)
                                            (sampling.presencePenalty()
                                                    + sampling.frequencyPenalty() * times));
        }
    }

    /// A network that overflowed gives NaN and infinities; they are never drawn.
    private static int likeliest(float[] logits) {
        int best = -1;
        for (int id = 0; id < logits.length; id++) {
            if (Float.isFinite(logits[id]) && (best < 0 || logits[id] > logits[best])) {
                best = id;
            }
        }
        if (best < 0) {
            throw new StudioException("models.language.chat.brokenLogits");
        }
        return best;
    }

    private int draw(float[] logits) {
        float top = logits[likeliest(logits)];
        if (sampling.topK() > 0 && sampling.topK() < logits.length) {
            var best = best(logits, sampling.topK());
            return drawn(logits, best, top, mass(logits, best, top));
        }
        double total = 0;
        for (float logit : logits) {
            total += chance(logit, top);
        }
        if (sampling.topP() == 1) {
            return anywhere(logits, top, total);
        }
        for (int look = FIRST_LOOK; ; look *= 8) {
            var best = best(logits, Math.min(look, logits.length));
            if (look >= logits.length || mass(logits, best, top) >= sampling.topP() * total) {
                return drawn(logits, best, top, total);
            }
        }
    }

    /// Not yet divided by their sum; the likeliest has 1.
    private double chance(float logit, float top) {
        if (!Float.isFinite(logit)) {
            return 0;
        }
        double exponent = (logit - top) / sampling.temperature();
        return exponent < NOTHING ? 0 : Math.exp(exponent);
    }

    private double mass(float[] logits, int[] ids, float top) {
        double mass = 0;
        for (int id : ids) {
            mass += chance(logits[id], top);
        }
        return mass;
    }

    /// From some ids, the likeliest first, of which top-p and min-p leave the first few.
    ///
    /// @param total of the chances that top-p counts
    private int drawn(float[] logits, int[] ids, float top, double total) {
        double kept = 0;
        int count = 0;
        for (; count < ids.length; count++) {
            double chance = chance(logits[ids[count]], top);
            boolean enough = kept >= sampling.topP() * total && sampling.topP() < 1;
            if (count > 0 && (enough || chance < sampling.minP())) {
                break;
            }
            kept += chance;
        }
        double left = random.nextDouble() * kept;
        for (int i = 0; i < count; i++) {
            left -= chance(logits[ids[i]], top);
            if (left < 0) {
                return ids[i];
            }
        }
        return ids[0];
    }

    private int anywhere(float[] logits, float top, double total) {
        double all = total;
        if (sampling.minP() > 0) {
            all = 0;
            for (float logit : logits) {
                double chance = chance(logit, top);
                all += chance < sampling.minP() ? 0 : chance;
            }
        }
        double left = random.nextDouble() * all;
        for (int id = 0; id < logits.length; id++) {
            double chance = chance(logits[id], top);
            if (chance > 0 && chance >= sampling.minP()) {
                left -= chance;
                if (left < 0) {
                    return id;
                }
            }
        }
        return likeliest(logits);
    }

    /// The ids of the highest logits, highest first, by a heap of that size: sorting 150,000
    /// would take longer than computing them.
    private static int[] best(float[] logits, int count) {
        var heap = new int[count];
        int size = 0;
        for (int id = 0; id < logits.length; id++) {
            if (!Float.isFinite(logits[id])) {
                continue;
            }
            if (size < count) {
                heap[size] = id;
                rise(heap, size++, logits);
            } else if (logits[id] > logits[heap[0]]) {
                heap[0] = id;
                sink(heap, size, logits);
            }
        }
        var sorted = new int[size];
        for (int i = size; i > 0; i--) {
            sorted[i - 1] = heap[0];
            heap[0] = heap[i - 1];
            sink(heap, i - 1, logits);
        }
        return sorted;
    }

    private static void rise(int[] heap, int from, float[] logits) {
        for (int at = from; at > 0 && lower(heap[at], heap[(at - 1) / 2], logits); ) {
            swap(heap, at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    private static void sink(int[] heap, int size, float[] logits) {
        for (int at = 0; ; ) {
            int child = at * 2 + 1;
            if (child + 1 < size && lower(heap[child + 1], heap[child], logits)) {
                child++;
            }
            if (child >= size || !lower(heap[child], heap[at], logits)) {
                return;
            }
            swap(heap, at, child);
            at = child;
        }
    }

    /// Equal ones by their ids, so that the same seed draws the same everywhere.
    private static boolean lower(int a, int b, float[] logits) {
        return logits[a] < logits[b] || logits[a] == logits[b] && a > b;
    }

    private static void swap(int[] heap, int a, int b) {
        int id = heap[a];
        heap[a] = heap[b];
        heap[b] = id;
    }
}
