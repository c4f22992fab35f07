package studio.likeness.models.bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import studio.likeness.models.checkpoint.SafetensorsWriter;
import studio.likeness.models.language.Decoder;
import studio.likeness.models.language.Families;
import studio.likeness.models.nn.Adapter;
import studio.likeness.models.nn.TorchOps;
import studio.likeness.models.nn.TorchParameters;
import studio.likeness.models.nn.WeightFormat;
import studio.likeness.models.nn.WeightPlan;

/// Trains the small model whose quality [QualityEvaluation] measures, for as long as it is given.
/// Run it with a file to write, a number of minutes, a seed, and the files to learn from.
final class QualityTraining {
    private static final int BATCH = 8;
    private static final double RATE = 3e-3;
    private static final int WARM_UP = 40;
    private static final int SPOKEN = 50;

    private final QualityText text;
    private final Random random;
    private final QualityModel model;
    private final Decoder decoder;
    private final QualityAdam adam = new QualityAdam();

    private QualityTraining(QualityText text, long seed) {
        this.text = text;
        random = new Random(seed);
        model = QualityModel.fresh(random);
        decoder = Families.of(QualityModel.config(), model);
    }

    public static void main(String[] args) throws IOException {
        var files = Arrays.stream(args).skip(3).map(Path::of).toList();
        var training = new QualityTraining(QualityText.of(files), Long.parseLong(args[2]));
        training.run((long) (Double.parseDouble(args[1]) * 60e9));
        training.write(Path.of(args[0]));
    }

    private void run(long nanoseconds) {
        long numbers = model.held().values().stream().mapToLong(t -> t.values().length).sum();
        System.out.printf(
                "%d weights, %d bytes to learn from, %d held out%n",
                numbers, text.learnt().length, text.heldOut().length);
        var plan = WeightPlan.all(WeightFormat.Dense.FLOAT32);
        try (var ops = TorchOps.onProcessor(model, plan, Adapter.none())) {
            long start = System.nanoTime();
            double sum = 0;
            for (int step = 1; ; step++) {
                double done = (double) (System.nanoTime() - start) / nanoseconds;
                if (done >= 1) {
                    return;
                }
                double falling = 0.05 + 0.95 * (0.5 + 0.5 * Math.cos(Math.PI * done));
                sum += step(ops, RATE * Math.min(falling, (double) step / WARM_UP));
                if (step % SPOKEN == 0) {
                    System.out.printf(
                            "step %d, %.0f s: loss %.4f%n",
                            step, done * nanoseconds / 1e9, sum / SPOKEN);
                    sum = 0;
                }
            }
        }
    }

    /// The mean loss of one batch, in nats per byte.
    private double step(TorchOps family, double rate) {
        var batch = text.some(BATCH, random);
        var gradients = new HashMap<String, float[]>();
        double loss;
        try (var arrays = family.manager().newSubManager()) {
            var given = new HashMap<String, NDArray>();
            model.held()
                    .forEach(
                            (name, tensor) -> {
                                var array =
                                        arrays.create(tensor.values(), new Shape(tensor.shape()));
                                array.setRequiresGradient(true);
                                given.put(name, array);
                            });
            try (var ops = family.step(new TorchParameters(given, Map.of(), List.of()));
                    var collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                var logs = QualityModel.logs(decoder, ops, batch);
                var lost = logs.mul(ops.constant(shares(batch), batch.next().length, 256)).sum();
                collector.backward(lost);
                loss = lost.getFloat();
            }
            given.forEach((name, array) -> gradients.put(name, array.getGradient().toFloatArray()));
        }
        adam.step(model, gradients, rate);
        return loss;
    }

    /// What each log probability counts for: minus one share for the byte that came.
    private static float[] shares(QualityText.Batch batch) {
        var shares = new float[batch.next().length * 256];
        for (int i = 0; i < batch.next().length; i++) {
            shares[i * 256 + (int) batch.next()[i]] = -1f / batch.next().length;
        }
        return shares;
    }

    private void write(Path file) throws IOException {
        Files.deleteIfExists(file);
        var entries = new ArrayList<SafetensorsWriter.Entry>();
        model.held()
                .forEach((name, tensor) -> entries.add(SafetensorsWriter.Entry.of(name, tensor)));
        SafetensorsWriter.write(file, entries, Map.of());
    }
}
