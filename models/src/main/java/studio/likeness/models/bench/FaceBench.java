package studio.likeness.models.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.face.network.LipGraph;
import studio.likeness.models.face.network.LipNetwork;
import studio.likeness.models.face.network.Wav2Lip;
import studio.likeness.models.job.Progress;
import studio.likeness.models.nn.Adapter;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.TorchOps;
import studio.likeness.models.nn.WeightFormat.Dense;
import studio.likeness.models.nn.WeightPlan;
import studio.likeness.models.parity.Keyed;
import studio.likeness.models.parity.KeyedWeights;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.SessionPlan;

/// How many faces a second Wav2Lip gives at full size with keyed weights: as the studio runs it,
/// and on libtorch, at once, with the same weights and batches.
public final class FaceBench {
    private static final String SALT = "bench";
    private static final int RUNS = 2;
    private static final int WINDOW = Wav2Lip.BANDS * Wav2Lip.COLUMNS;

    private final Wav2Lip network;
    private final TensorIndex weights;
    private final Device device;

    /// @param size of the face, 96 or 256
    public FaceBench(int size, Device device) {
        network = Wav2Lip.ofSize(size);
        var list = JsonNodeFactory.instance.arrayNode();
        network.shapes()
                .forEach(
                        (name, shape) -> {
                            var entry = list.addObject().put("name", name);
                            var sizes = entry.putArray("shape");
                            Arrays.stream(shape).forEach(sizes::add);
                        });
        var plan = JsonNodeFactory.instance.objectNode().put("salt", SALT).put("gain", 1.1);
        weights = KeyedWeights.of(plan, list);
        this.device = device;
    }

    /// Writes the graph, unless an earlier run left it in the folder.
    public Path graph(Path folder) {
        var graph = folder.resolve(LipNetwork.GRAPH);
        try {
            if (!Files.exists(graph)) {
                Files.createDirectories(folder);
                LipGraph.write(weights, GraphPlan.plain(), folder, Progress.none());
            }
            return graph;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Faces a second as the studio runs the network.
    ///
    /// @param seconds that are measured, after as many calls as it takes to warm up
    public double studio(Path graph, SessionPlan plan, int batch, double seconds) {
        var sound = sound(batch);
        var faces = faces(batch);
        try (var lips = LipNetwork.open(graph, device, plan)) {
            return median(batch, seconds, () -> lips.run(sound, faces));
        }
    }

    /// Faces a second where only the rows of the face are made that films and talks show, by two
    /// threads with a batch each, as films have it.
    ///
    /// @param top the first row that is wanted
    public double shown(Path graph, int batch, int top, double seconds) {
        var sound = sound(batch);
        var faces = faces(batch);
        var plan = SessionPlan.usual().withRuns(RUNS);
        try (var lips = LipNetwork.open(graph, device, plan);
                var threads = Executors.newFixedThreadPool(RUNS)) {
            Supplier<Double> speed =
                    () -> median(batch, seconds, () -> lips.run(sound, faces, top));
            return Stream.generate(() -> CompletableFuture.supplyAsync(speed, threads))
                    .limit(RUNS)
                    .toList()
                    .stream()
                    .mapToDouble(CompletableFuture::join)
                    .sum();
        }
    }

    /// Faces a second on DJL's libtorch, operation by operation, with the norms folded alike.
    public double libtorch(int batch, double seconds) {
        var sound = sound(batch);
        var faces = faces(batch);
        var size = network.size();
        try (var ops =
                TorchOps.onProcessor(
                        network.folded(weights), WeightPlan.all(Dense.FLOAT32), Adapter.none())) {
            return median(
                    batch,
                    seconds,
                    () -> {
                        try (var step = ops.step()) {
                            var mel =
                                    step.constant(sound, batch, 1, Wav2Lip.BANDS, Wav2Lip.COLUMNS);
                            var in = step.constant(faces, batch, Wav2Lip.CHANNELS, size, size);
                            step.floats(network.compute(step, mel, in));
                        }
                    });
        }
    }

    /// Multiplications and additions a second in a large product of matrices on libtorch: what this
    /// machine can do in float32.
    public static double machine(double seconds) {
        long side = 2048;
        var numbers = Keyed.input(SALT, "matrix").floats((int) (side * side), 1, 0);
        var none = KeyedWeights.of(JsonNodeFactory.instance.objectNode());
        try (var ops = TorchOps.onProcessor(none, WeightPlan.all(Dense.FLOAT32), Adapter.none())) {
            var a = ops.constant(numbers, side, side);
            double products =
                    median(
                            1,
                            seconds,
                            () -> {
                                try (var step = ops.step()) {
                                    step.matmul(step.add(a, 0), a);
                                }
                            });
            return products * side * side * side;
        }
    }

    /// The median call's speed: other programs make single calls slower, none makes one faster.
    private static double median(int batch, double seconds, Runnable call) {
        for (int i = 0; i < 3; i++) {
            call.run();
        }
        var times = new double[10_000];
        int calls = 0;
        var end = System.nanoTime() + (long) (seconds * 1e9);
        while (calls < 3 || (System.nanoTime() < end && calls < times.length)) {
            var start = System.nanoTime();
            call.run();
            times[calls++] = (System.nanoTime() - start) / 1e9;
        }
        Arrays.sort(times, 0, calls);
        return batch / times[calls / 2];
    }

    private static float[] sound(int batch) {
        return Keyed.input(SALT, "mel").floats(batch * WINDOW, 4, 0);
    }

    private float[] faces(int batch) {
        int area = network.size() * network.size();
        return Keyed.input(SALT, "faces").floats(batch * Wav2Lip.CHANNELS * area, 0.5, 0.5);
    }
}
