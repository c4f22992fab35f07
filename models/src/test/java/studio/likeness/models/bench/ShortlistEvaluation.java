package studio.likeness.models.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import studio.likeness.models.checkpoint.Checkpoints;
import studio.likeness.models.language.Families;
import studio.likeness.models.nn.Adapter;
import studio.likeness.models.nn.TorchOps;
import studio.likeness.models.nn.WeightFormat;
import studio.likeness.models.nn.WeightPlan;
import studio.likeness.models.quant.BlockSpec;

/// What a head loses that computes only the likeliest tokens' logits in 8 bits and takes the others
/// from a copy in 4: a table for `docs/bench/quantisation.md`, from the same files as
/// [QualityEvaluation]. Of 256 bytes a few are listed, because of 64 nothing would be left out.
final class ShortlistEvaluation {
    private static final int AT_ONCE = 16;
    private static final int ONE_OF = 2;
    private static final int BYTES = 256;
    private static final int[] LISTED = {BYTES, 32, 8, 2, 0};

    private static final QualityCoding.Blocks MAPS = blocks(4, 64, false);
    private static final QualityCoding.Blocks TABLE = blocks(8, 128, true);
    private static final QualityCoding.Blocks COPY = blocks(4, 128, false);

    private final QualityText text;
    private final Map<Integer, Sums> found = new LinkedHashMap<>();

    private ShortlistEvaluation(QualityText text) {
        this.text = text;
        for (int listed : LISTED) {
            found.put(listed, new Sums());
        }
    }

    private static QualityCoding.Blocks blocks(int bits, int block, boolean symmetric) {
        return new QualityCoding.Blocks(new BlockSpec(bits, block, symmetric, true));
    }

    public static void main(String[] args) throws IOException {
        var files = Arrays.stream(args).skip(2).map(Path::of).toList();
        var evaluation = new ShortlistEvaluation(QualityText.of(files));
        try (var stored = Checkpoints.open(Path.of(args[0]))) {
            var model = QualityModel.of(stored);
            for (int order = 0; order < Integer.parseInt(args[1]); order++) {
                evaluation.measure(order == 0 ? model : model.shuffled(new Random(order)));
            }
        }
        evaluation.print();
    }

    private void measure(QualityModel model) {
        var fine = rounded(model, TABLE);
        // The network is the same, only its head is another.
        var coarse = new LinkedHashMap<>(fine.held());
        var copy = rounded(model, COPY).get(QualityModel.EMBEDDING);
        coarse.put(
                QualityModel.HEAD,
                new QualityModel.Held(QualityModel.HEAD, copy.shape(), copy.floats()));
        int each = AT_ONCE * ONE_OF;
        for (int part = 0; (part + 1) * each <= text.heldOutWindows(); part++) {
            var batch = text.held(part * each, AT_ONCE);
            var exact = logits(fine, batch);
            var rough = logits(new QualityModel(coarse), batch);
            for (int i = 0; i < batch.next().length; i++) {
                int next = (int) batch.next()[i];
                var all = Arrays.copyOfRange(exact, i * BYTES, (i + 1) * BYTES);
                var some = Arrays.copyOfRange(rough, i * BYTES, (i + 1) * BYTES);
                found.forEach((listed, sums) -> sums.add(all, composed(all, some, listed), next));
            }
        }
    }

    private static QualityModel rounded(QualityModel model, QualityCoding embedding) {
        return model.with(
                (name, tensor) ->
                        (name.equals(QualityModel.EMBEDDING) ? embedding : MAPS)
                                .kept(tensor.values().clone(), Math.toIntExact(tensor.shape()[1]))
                                .rows());
    }

    private static float[] logits(QualityModel model, QualityText.Batch batch) {
        var decoder = Families.of(QualityModel.config(), model);
        var plan = WeightPlan.all(WeightFormat.Dense.FLOAT32);
        try (var family = TorchOps.onProcessor(model, plan, Adapter.none());
                var ops = family.step()) {
            return QualityModel.logits(decoder, ops, batch).toFloatArray();
        }
    }

    private static float[] composed(float[] fine, float[] coarse, int listed) {
        var composed = coarse.clone();
        IntStream.range(0, BYTES)
                .boxed()
                .sorted((a, b) -> Float.compare(coarse[b], coarse[a]))
                .limit(listed)
                .forEach(i -> composed[i] = fine[i]);
        return composed;
    }

    private void print() {
        System.out.println(
                "| logits in 8 bits | perplexity | more than all | likeliest byte the same | divergence |");
        System.out.println("|---|---|---|---|---|");
        double all = Objects.requireNonNull(found.get(BYTES)).loss();
        found.forEach(
                (listed, sums) ->
                        System.out.printf(
                                "| %d | %.4f | %+.3f %% | %.2f %% | %.6f |%n",
                                listed,
                                Math.exp(sums.loss()),
                                100 * Math.expm1(sums.loss() - all),
                                100 * sums.agreement(),
                                sums.divergence()));
    }

    private static final class Sums {
        private double loss;
        private double divergence;
        private long same;
        private long count;

        void add(float[] exact, float[] given, int next) {
            double ofExact = normaliser(exact);
            double ofGiven = normaliser(given);
            loss += ofGiven - given[next];
            for (int i = 0; i < BYTES; i++) {
                double log = exact[i] - ofExact;
                divergence += Math.exp(log) * (log - (given[i] - ofGiven));
            }
            same += best(exact) == best(given) ? 1 : 0;
            count++;
        }

        private static double normaliser(float[] logits) {
            double sum = 0;
            for (float logit : logits) {
                sum += Math.exp(logit);
            }
            return Math.log(sum);
        }

        private static int best(float[] logits) {
            int best = 0;
            for (int i = 1; i < BYTES; i++) {
                best = logits[i] > logits[best] ? i : best;
            }
            return best;
        }

        double loss() {
            return loss / count;
        }

        double agreement() {
            return (double) same / count;
        }

        double divergence() {
            return divergence / count;
        }
    }
}
