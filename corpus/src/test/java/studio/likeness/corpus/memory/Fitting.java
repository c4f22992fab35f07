package studio.likeness.corpus.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Fits the weights of the evidence: a softmax over a question's answers and "none of them", whose
/// score is zero, with a quadratic penalty, by Adam's method.
final class Fitting {
    private static final double PENALTY = 0.004;
    private static final int STEPS = 800;

    /// @param evidence of every answer in the question's language
    /// @param right the number of the right one, or -1
    record Example(Labelled asked, List<double[]> evidence, int right) {}

    /// How an example came out.
    ///
    /// @param rank of the right answer, from 1
    record Outcome(Example example, int rank, double probability) {
        boolean isRight() {
            return rank == 1;
        }
    }

    private Fitting() {}

    /// @return a weight for each kind of evidence, then the bias
    static double[] fit(List<Example> examples) {
        int size = Evidence.NAMES.size() + 1;
        var weights = new double[size];
        var mean = new double[size];
        var square = new double[size];
        for (int step = 1; step <= STEPS; step++) {
            var slope = slope(examples, weights);
            for (int i = 0; i < size; i++) {
                mean[i] = 0.9 * mean[i] + 0.1 * slope[i];
                square[i] = 0.999 * square[i] + 0.001 * slope[i] * slope[i];
                double m = mean[i] / (1 - Math.pow(0.9, step));
                double s = square[i] / (1 - Math.pow(0.999, step));
                weights[i] -= 0.05 * m / (Math.sqrt(s) + 1e-8);
            }
        }
        return weights;
    }

    private static double[] slope(List<Example> examples, double[] weights) {
        var slope = new double[weights.length];
        for (var example : examples) {
            var scores = scores(example, weights);
            double all = 1 + Arrays.stream(scores).map(Math::exp).sum();
            for (int a = 0; a < scores.length; a++) {
                double error = Math.exp(scores[a]) / all - (a == example.right ? 1 : 0);
                var evidence = example.evidence.get(a);
                for (int i = 0; i < evidence.length; i++) {
                    slope[i] += error * evidence[i];
                }
                slope[evidence.length] += error;
            }
        }
        for (int i = 0; i < slope.length; i++) {
            slope[i] /= examples.size();
            slope[i] += i < slope.length - 1 ? PENALTY * weights[i] : 0; // the bias goes free
        }
        return slope;
    }

    private static double[] scores(Example example, double[] weights) {
        return example.evidence.stream()
                .mapToDouble(
                        evidence -> {
                            double score = weights[evidence.length];
                            for (int i = 0; i < evidence.length; i++) {
                                score += weights[i] * evidence[i];
                            }
                            return score;
                        })
                .toArray();
    }

    static Outcome judge(Example example, double[] weights) {
        var scores = scores(example, weights);
        int rank = 0;
        if (example.right >= 0) {
            rank = 1;
            for (double score : scores) {
                rank += score > scores[example.right] ? 1 : 0;
            }
        }
        var best =
                Arrays.stream(scores)
                        .boxed()
                        .sorted(Comparator.reverseOrder())
                        .mapToDouble(Double::doubleValue)
                        .toArray();
        return new Outcome(example, rank, Selector.probability(best));
    }

    /// Each example judged by weights fitted without its fold.
    static List<Outcome> crossed(List<Example> examples, int folds) {
        var outcomes = new ArrayList<Outcome>();
        for (int fold = 0; fold < folds; fold++) {
            var learnt = new ArrayList<Example>();
            var held = new ArrayList<Example>();
            for (int i = 0; i < examples.size(); i++) {
                (i % folds == fold ? held : learnt).add(examples.get(i));
            }
            var weights = fit(learnt);
            held.forEach(example -> outcomes.add(judge(example, weights)));
        }
        return outcomes;
    }
}
