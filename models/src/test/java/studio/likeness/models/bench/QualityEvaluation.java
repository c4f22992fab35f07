package studio.likeness.models.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import studio.likeness.models.bench.QualityCoding.Blocks;
import studio.likeness.models.bench.QualityCoding.Exactly;
import studio.likeness.models.bench.QualityCoding.Ggml;
import studio.likeness.models.checkpoint.Checkpoints;
import studio.likeness.models.language.Families;
import studio.likeness.models.nn.Adapter;
import studio.likeness.models.nn.TorchOps;
import studio.likeness.models.nn.WeightFormat;
import studio.likeness.models.nn.WeightPlan;
import studio.likeness.models.quant.BlockSpec;
import studio.likeness.models.quant.GgmlType;

/// What fewer bits cost a trained model on text it never saw, against its float32 self: a table
/// for `docs/bench/quantisation.md`. Run it with the file of [QualityTraining], how many orders of
/// the channels to try, and the same text files.
///
/// The order of a network's inner channels is free, but decides which numbers share a block: every
/// other order is another draw of the rounding errors.
final class QualityEvaluation {
    /// Held-out windows at a time, and of how many one is read.
    private static final int AT_ONCE = 16;

    private static final int ONE_OF = 2;
    private static final int BYTES = 256;

    private final QualityText text;
    private final List<float[]> exact = new ArrayList<>();

    /// A format for the linear maps and one for the embedding, which is the head as well.
    private record Format(QualityCoding maps, QualityCoding embedding) {}

    /// Of all held-out bytes: the mean loss in nats, how often the likeliest byte is float32's, and
    /// the divergence of the distribution from float32's in nats.
    private record Figures(double bits, double loss, double agreement, double divergence) {}

    private QualityEvaluation(QualityText text) {
        this.text = text;
    }

    public static void main(String[] args) throws IOException {
        var files = Arrays.stream(args).skip(2).map(Path::of).toList();
        var evaluation = new QualityEvaluation(QualityText.of(files));
        try (var stored = Checkpoints.open(Path.of(args[0]))) {
            evaluation.run(QualityModel.of(stored), Integer.parseInt(args[1]));
        }
    }

    private static List<Format> formats() {
        var eight = new Blocks(new BlockSpec(8, 32, true, false));
        var q4 = new Ggml(GgmlType.Q4_0);
        var q8 = new Ggml(GgmlType.Q8_0);
        var formats =
                new ArrayList<>(
                        List.of(new Format(q8, q8), new Format(q4, q8), new Format(q4, q4)));
        for (int block : new int[] {32, 64, 128}) {
            for (boolean symmetric : new boolean[] {true, false}) {
                for (boolean refined : new boolean[] {false, true}) {
                    var maps = new Blocks(new BlockSpec(4, block, symmetric, refined));
                    formats.add(new Format(maps, eight));
                    formats.add(new Format(maps, maps));
                }
            }
        }
        return formats;
    }

    private void run(QualityModel model, int orders) {
        var exactly = new Format(new Exactly(), new Exactly());
        double loss = measure(model, exactly, true).loss();
        System.out.printf(
                "float32: %d bytes predicted, loss %.4f nats, perplexity %.4f%n",
                exact.size() * AT_ONCE * QualityText.TIME, loss, Math.exp(loss));
        var found = new LinkedHashMap<Format, List<Figures>>();
        for (int order = 0; order < orders; order++) {
            var shuffled = order == 0 ? model : model.shuffled(new Random(order));
            double drift = measure(shuffled, exactly, false).divergence();
            System.out.printf("order %d: float32 diverges by %.1e from itself%n", order, drift);
            for (var format : formats()) {
                found.computeIfAbsent(format, _ -> new ArrayList<>())
                        .add(measure(shuffled, format, false));
            }
            print(found, loss);
        }
    }

    private static void print(Map<Format, List<Figures>> found, double exact) {
        System.out.println(
                "| linear maps | embedding and head | bits per weight | perplexity |"
                        + " more than float32 | least and most | same top byte | divergence |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        found.forEach(
                (format, all) -> {
                    var lost = all.stream().mapToDouble(f -> f.loss() - exact).summaryStatistics();
                    System.out.printf(
                            "| %s | %s | %.3f | %.4f | %+.2f %% | %+.2f to %+.2f %% |"
                                    + " %.2f %% | %.5f |%n",
                            format.maps(),
                            format.embedding().equals(format.maps())
                                    ? "the same"
                                    : format.embedding(),
                            all.getFirst().bits(),
                            Math.exp(exact + lost.getAverage()),
                            100 * Math.expm1(lost.getAverage()),
                            100 * Math.expm1(lost.getMin()),
                            100 * Math.expm1(lost.getMax()),
                            100
                                    * all.stream()
                                            .mapToDouble(Figures::agreement)
                                            .average()
                                            .orElseThrow(),
                            all.stream().mapToDouble(Figures::divergence).average().orElseThrow());
                });
    }

    private Figures measure(QualityModel model, Format format, boolean asReference) {
        var bits = new double[2];
        var rounded =
                model.with(
                        (name, tensor) -> {
                            boolean map = !name.equals(QualityModel.EMBEDDING);
                            var kept =
                                    (map ? format.maps() : format.embedding())
                                            .kept(
                                                    tensor.values().clone(),
                                                    Math.toIntExact(tensor.shape()[1]));
                            bits[0] += kept.bits() * tensor.values().length;
                            bits[1] += tensor.values().length;
                            return kept.rows();
                        });
        var decoder = Families.of(QualityModel.config(), rounded);
        var plan = WeightPlan.all(WeightFormat.Dense.FLOAT32);
        var sums = new Sums();
        try (var family = TorchOps.onProcessor(rounded, plan, Adapter.none())) {
            int each = AT_ONCE * ONE_OF;
            for (int part = 0; (part + 1) * each <= text.heldOutWindows(); part++) {
                var batch = text.held(part * each, AT_ONCE);
                try (var ops = family.step()) {
                    var logs = QualityModel.logs(decoder, ops, batch).toFloatArray();
                    if (asReference) {
                        exact.add(logs);
                    }
                    sums.add(logs, exact.get(part), batch.next());
                }
            }
        }
        return sums.means(bits[0] / bits[1]);
    }

    private static final class Sums {
        private double loss;
        private double divergence;
        private long same;
        private long count;

        void add(float[] logs, float[] exact, long[] next) {
            for (int i = 0; i < next.length; i++) {
                int at = i * BYTES;
                int best = at;
                int bestExact = at;
                loss -= logs[at + (int) next[i]];
                for (int j = at; j < at + BYTES; j++) {
                    best = logs[j] > logs[best] ? j : best;
                    bestExact = exact[j] > exact[bestExact] ? j : bestExact;
                    divergence += Math.exp(exact[j]) * (exact[j] - logs[j]);
                }
                same += best == bestExact ? 1 : 0;
            }
            count += next.length;
        }

        Figures means(double bits) {
            return new Figures(bits, loss / count, (double) same / count, divergence / count);
        }
    }
}
