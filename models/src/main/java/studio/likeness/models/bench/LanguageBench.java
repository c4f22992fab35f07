package studio.likeness.models.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import studio.likeness.models.job.Progress;
import studio.likeness.models.language.DecoderGraph;
import studio.likeness.models.language.Families;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.WeightFile;
import studio.likeness.models.nn.WeightFormat;
import studio.likeness.models.nn.WeightFormat.Blocks;
import studio.likeness.models.nn.WeightPlan;
import studio.likeness.models.runtime.DecoderModel;
import studio.likeness.models.runtime.Decoding;
import studio.likeness.models.runtime.DecodingPlan;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Prepared;
import studio.likeness.models.runtime.SessionPlan;

/// How fast a decoder of a published shape reads a prompt and writes, beside how fast this machine
/// reads memory: no decoder writes faster than that divided by the bytes of its weights.
public final class LanguageBench {
    /// The plainest 4-bit form, to compare with: tables too, no zero points, scales by the
    // extremes.
    public static final WeightPlan EVEN = WeightPlan.all(new Blocks(4, 32, true, false));

    private static final int CONTEXT = 4096;
    private static final int PROMPT = 256;
    private static final int LONG_PROMPT = 500;
    private static final int WRITTEN = 64;
    private static final int ROUNDS = 5;

    private final SyntheticModel.Shape shape;
    private final Device device;
    private final int threads;

    public LanguageBench(SyntheticModel.Shape shape, Device device) {
        this.shape = shape;
        this.device = device;
        threads = Runtime.getRuntime().availableProcessors();
    }

    /// What was measured; the best of some rounds each, in tokens per second.
    ///
    /// @param weightBytes read per token
    /// @param firstTokenMillis after a prompt of 500 tokens
    /// @param anonymousBytes resident after loading that is not a mapped file
    public record Figures(
            long weightBytes,
            double prefill,
            double decoding,
            double firstTokenMillis,
            double memoryBytesPerSecond,
            long anonymousBytes,
            long peakBytes) {
        /// Tokens per second, were reading the weights all there is to do.
        public double limit() {
            return memoryBytesPerSecond / weightBytes;
        }
    }

    /// Writes the graph, unless an earlier run left it in the folder.
    public Path graph(Path folder, WeightPlan plan) {
        var graph = folder.resolve("decoder.onnx");
        if (Files.exists(graph)) {
            return graph;
        }
        try (var model = new SyntheticModel(shape)) {
            Files.createDirectories(folder);
            var decoder = Families.of(shape.config(), model, CONTEXT);
            var precision =
                    device instanceof Device.Processor
                            ? GraphPlan.Precision.F32
                            : GraphPlan.Precision.F16;
            try (var weights = new WeightFile(folder.resolve("weights.bin"))) {
                DecoderGraph.write(
                        decoder,
                        model,
                        GraphPlan.decoder(precision, plan),
                        true,
                        graph,
                        weights,
                        Progress.none());
            }
            return graph;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As the studio runs it: on a processor from a prepared copy.
    public Figures measure(Path graph, WeightPlan plan) throws InterruptedException {
        var ready =
                switch (device) {
                    case Device.Processor _ ->
                            Prepared.copy(graph, graph.resolveSibling("prepared")).graph();
                    case Device.Cuda _ -> graph;
                };
        var memory = MemoryRead.bytesPerSecond(threads);
        long before = Resident.anonymousBytes();
        try (var model = DecoderModel.open(ready, device, SessionPlan.usual())) {
            long after = Resident.anonymousBytes();
            double prefill = 0;
            double decoding = 0;
            double first = Double.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                try (var talk = model.start(DecodingPlan.of(CONTEXT).withChunk(512))) {
                    prefill = Math.max(prefill, PROMPT / seconds(talk, prompt(PROMPT)));
                    decoding = Math.max(decoding, WRITTEN / write(talk));
                }
                try (var talk = model.start(DecodingPlan.of(CONTEXT).withChunk(512))) {
                    first = Math.min(first, 1000 * seconds(talk, prompt(LONG_PROMPT)));
                }
            }
            return new Figures(
                    weightBytes(plan),
                    prefill,
                    decoding,
                    first,
                    memory,
                    after - before,
                    Resident.peakBytes());
        }
    }

    /// Of the linear maps; of a head with a shortlist, the copy that is looked through.
    private long weightBytes(WeightPlan plan) {
        try (var model = new SyntheticModel(shape)) {
            double bits = 0;
            for (var name : model.maps()) {
                var size = model.get(name).shape();
                var format = read(plan, WeightPlan.nameOf(name), size);
                bits += size[0] * size[1] * format.bitsPerWeight();
            }
            return (long) (bits / 8);
        }
    }

    private static WeightFormat read(WeightPlan plan, String name, long[] shape) {
        return plan.shortlist(name, shape)
                .map(WeightFormat.class::cast)
                .orElseGet(() -> plan.formatOf(name, shape));
    }

    private double seconds(Decoding talk, int[] ids) {
        var logits = new float[shape.vocabulary()];
        var start = System.nanoTime();
        talk.feed(ids, logits);
        return (System.nanoTime() - start) / 1e9;
    }

    /// Greedily, as a talk would: each token is looked for among the logits.
    private double write(Decoding talk) {
        var logits = new float[shape.vocabulary()];
        int next = 100;
        var start = System.nanoTime();
        for (int i = 0; i < WRITTEN; i++) {
            talk.feed(new int[] {next}, logits);
            next = largest(logits);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static int largest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }

    private int[] prompt(int tokens) {
        var ids = new int[tokens];
        Arrays.setAll(ids, i -> (i * 7919 + 13) % (shape.vocabulary() - 1000));
        return ids;
    }
}
