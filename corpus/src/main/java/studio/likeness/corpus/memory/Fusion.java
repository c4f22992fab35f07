package studio.likeness.corpus.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Joins two opinions on the same things by their ranks alone, so that they need no common scale
/// (reciprocal rank fusion, Cormack et al. 2009).
final class Fusion {
    private static final double SMOOTHING = 60;

    private Fusion() {}

    /// Best first. What an opinion gives nothing for has no rank in it.
    ///
    /// @param share how much the second opinion counts beside the first
    static <T> List<T> order(
            List<T> things, ToDoubleFunction<T> first, ToDoubleFunction<T> second, double share) {
        var sums = new HashMap<T, Double>();
        things.forEach(thing -> sums.put(thing, 0.0));
        add(sums, things, first, 1);
        add(sums, things, second, share);
        return things.stream()
                .sorted(
                        Comparator.comparingDouble((T thing) -> sums.getOrDefault(thing, 0.0))
                                .thenComparingDouble(first)
                                .reversed())
                .toList();
    }

    private static <T> void add(
            Map<T, Double> sums, List<T> things, ToDoubleFunction<T> opinion, double share) {
        var ranked = new ArrayList<>(things);
        ranked.removeIf(thing -> opinion.applyAsDouble(thing) <= 0);
        ranked.sort(Comparator.comparingDouble(opinion).reversed());
        for (int rank = 1; rank <= ranked.size(); rank++) {
            sums.merge(ranked.get(rank - 1), share / (SMOOTHING + rank), Double::sum);
        }
    }
}
