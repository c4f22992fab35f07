package studio.likeness.corpus.memory;

import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Compares how a question and wordings are written, by pieces of a few characters: works for words
/// that no dictionary has.
final class Letters {
    private final Map<String, Integer> question;
    private final Statistics statistics;
    private final double weight;
    private final int count;

    Letters(Reading question, Statistics statistics) {
        this.question = question.grams();
        this.statistics = statistics;
        this.weight = weigh(this.question);
        this.count = count(this.question);
    }

    /// Each 0 to 1.
    ///
    /// @param best share of pieces in common with the best wording, by Dice's measure
    /// @param rare the same, with rare pieces counting more
    /// @param all how much of the question's pieces all wordings together have
    record Alike(double best, double rare, double all) {}

    Alike of(List<Reading> wordings) {
        double best = 0;
        double rare = 0;
        var had = new HashSet<String>();
        for (var wording : wordings) {
            var grams = wording.grams();
            int both = 0;
            double bothWeigh = 0;
            for (var each : question.entrySet()) {
                int common = Math.min(each.getValue(), grams.getOrDefault(each.getKey(), 0));
                if (common > 0) {
                    both += common;
                    bothWeigh += statistics.rarity(each.getKey());
                    had.add(each.getKey());
                }
            }
            if (both > 0) {
                best = Math.max(best, 2.0 * both / (count + count(grams)));
                rare = Math.max(rare, 2 * bothWeigh / (weight + weigh(grams)));
            }
        }
        double all = had.stream().mapToDouble(statistics::rarity).sum();
        return new Alike(best, rare, weight == 0 ? 0 : all / weight);
    }

    private double weigh(Map<String, Integer> grams) {
        return grams.keySet().stream().mapToDouble(statistics::rarity).sum();
    }

    private static int count(Map<String, Integer> grams) {
        return grams.values().stream().mapToInt(Integer::intValue).sum();
    }
}
