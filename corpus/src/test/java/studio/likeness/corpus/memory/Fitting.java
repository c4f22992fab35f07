package studio.likeness.corpus.memory;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Fits a [Balance]: a softmax over a question's answers and "none of them", whose score is zero,
/// with a quadratic penalty, by Adam's method; first the weighted sum alone, over all answers, then
/// with the bent sums, over those that come near. Always the same for the same examples.
final class Fitting {
    private static final double PENALTY = 0.003;
    private static final double INNER_PENALTY = 0.001;
    private static final int FIRST_STEPS = 200;
    private static final int STEPS = 250;
    private static final int BENDS = 6;
    private static final int NEAR = 24;

    /// @param evidence of every answer in the question's language
    /// @param right the number of the right one, or -1
    /// @param weight how much it counts
    record Example(Labelled asked, List<double[]> evidence, int right, String set, double weight) {
        Example in(String set, double weight) {
            return new Example(asked, evidence, right, set, weight);
        }
    }

    /// How an example came out.
    ///
    /// @param rank of the right answer, from 1
    record Outcome(Example example, int rank, double probability) {
        boolean isRight() {
            return rank == 1;
        }
    }

    /// A question's evidence as it is learnt from.
    private record Case(double[][] evidence, int right, double weight) {}

    /// All weights in one row, for Adam: the direct ones, then each bent sum's, then the outer
    /// ones.
    private static final class Row {
        final int size; // of the evidence, with the bias
        final int bends;
        final double[] weights;
        final double[] slope;
        private final double[] mean;
        private final double[] square;

        Row(int size, int bends) {
            this.size = size;
            this.bends = bends;
            this.weights = new double[size + bends * (size + 1)];
            this.slope = new double[weights.length];
            this.mean = new double[weights.length];
            this.square = new double[weights.length];
        }

        int outer(int bend) {
            return size + bends * size + bend;
        }

        int inner(int bend) {
            return size + bend * size;
        }

        void step(int step, double rate) {
            for (int i = 0; i < weights.length; i++) {
                mean[i] = 0.9 * mean[i] + 0.1 * slope[i];
                square[i] = 0.999 * square[i] + 0.001 * slope[i] * slope[i];
                double m = mean[i] / (1 - Math.pow(0.9, step));
                double s = square[i] / (1 - Math.pow(0.999, step));
                weights[i] -= rate * m / (Math.sqrt(s) + 1e-8);
            }
        }

        Balance balance() {
            var inner = new double[bends][];
            for (int b = 0; b < bends; b++) {
                inner[b] = Arrays.copyOfRange(weights, inner(b), inner(b) + size);
            }
            return new Balance(
                    Arrays.copyOf(weights, size),
                    inner,
                    Arrays.copyOfRange(weights, outer(0), outer(bends)));
        }
    }

    private Fitting() {}

    static Balance fit(List<Example> examples) {
        int size = examples.getFirst().evidence().getFirst().length + 1;
        var first = new Row(size, 0);
        var all = examples.stream().map(e -> cases(e, e.evidence.size(), _ -> 0)).toList();
        for (int step = 1; step <= FIRST_STEPS; step++) {
            slope(all, first);
            first.step(step, 0.05);
        }
        var alone = first.balance();
        var near = examples.stream().map(e -> cases(e, NEAR, alone::odds)).toList();
        var row = new Row(size, BENDS);
        System.arraycopy(first.weights, 0, row.weights, 0, size);
        var random = new Random(20261122);
        for (int i = size; i < row.weights.length; i++) {
            row.weights[i] = random.nextGaussian() * (i < row.outer(0) ? 0.3 : 0.1);
        }
        for (int step = 1; step <= STEPS; step++) {
            slope(near, row);
            row.step(step, 0.02);
        }
        return row.balance();
    }

    /// The right answer and the likeliest others.
    private static Case cases(Example example, int most, ToDoubleFunction<double[]> likeliest) {
        var order =
                IntStream.range(0, example.evidence.size())
                        .boxed()
                        .sorted(
                                Comparator.comparingDouble(
                                        i ->
                                                i == example.right
                                                        ? Double.NEGATIVE_INFINITY
                                                        : -likeliest.applyAsDouble(
                                                                example.evidence.get(i))))
                        .limit(most)
                        .toList();
        return new Case(
                order.stream().map(example.evidence::get).toArray(double[][]::new),
                order.indexOf(example.right),
                example.weight);
    }

    private static void slope(List<Case> cases, Row row) {
        Arrays.fill(row.slope, 0);
        for (var each : cases) {
            slope(each, row);
        }
        double all = cases.stream().mapToDouble(Case::weight).sum();
        for (int i = 0; i < row.slope.length; i++) {
            row.slope[i] /= all;
            if (i != row.size - 1) { // the bias goes free
                row.slope[i] += (i < row.size ? PENALTY : INNER_PENALTY) * row.weights[i];
            }
        }
    }

    private static void slope(Case each, Row row) {
        int size = row.size;
        var bent = new double[each.evidence.length][row.bends];
        var scores = new double[each.evidence.length];
        double all = 1;
        for (int a = 0; a < scores.length; a++) {
            scores[a] = sum(row.weights, 0, each.evidence[a]);
            for (int b = 0; b < row.bends; b++) {
                bent[a][b] = Math.tanh(sum(row.weights, row.inner(b), each.evidence[a]));
                scores[a] += row.weights[row.outer(b)] * bent[a][b];
            }
            all += Math.exp(scores[a]);
        }
        for (int a = 0; a < scores.length; a++) {
            double error = each.weight * (Math.exp(scores[a]) / all - (a == each.right ? 1 : 0));
            if (Math.abs(error) < 1e-6) {
                continue;
            }
            add(row.slope, 0, error, each.evidence[a], size);
            for (int b = 0; b < row.bends; b++) {
                double inside = error * row.weights[row.outer(b)] * (1 - bent[a][b] * bent[a][b]);
                add(row.slope, row.inner(b), inside, each.evidence[a], size);
                row.slope[row.outer(b)] += error * bent[a][b];
            }
        }
    }

    private static void add(double[] slope, int at, double error, double[] evidence, int size) {
        for (int i = 0; i < evidence.length; i++) {
            slope[at + i] += error * evidence[i];
        }
        slope[at + size - 1] += error;
    }

    private static double sum(double[] weights, int at, double[] evidence) {
        double sum = weights[at + evidence.length];
        for (int i = 0; i < evidence.length; i++) {
            sum += weights[at + i] * evidence[i];
        }
        return sum;
    }

    static Outcome judge(Example example, Balance balance) {
        var scores = example.evidence.stream().mapToDouble(balance::odds).toArray();
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
}
