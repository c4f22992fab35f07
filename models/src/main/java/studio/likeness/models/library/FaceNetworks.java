package studio.likeness.models.library;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import studio.likeness.models.checkpoint.Checkpoints;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.checkpoint.Views;
import studio.likeness.models.face.network.FaceDetectors;
import studio.likeness.models.face.network.LipGraph;
import studio.likeness.models.face.network.LipNetwork;
import studio.likeness.models.face.network.S3fdGraph;
import studio.likeness.models.face.network.Wav2Lip;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.nn.Adapter;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.TorchOps;
import studio.likeness.models.nn.WeightFormat.Dense;
import studio.likeness.models.nn.WeightPlan;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;

/// Networks that move and find faces, on their way from a checkpoint to a model of the studio.
final class FaceNetworks {
    /// Between the written graph and the network as it is published, of colours in 0 to 1.
    private static final double NEAR = 1e-3;

    private static final int WINDOW = Wav2Lip.BANDS * Wav2Lip.COLUMNS;

    private FaceNetworks() {}

    /// The network's own weights under their published names, wherever in the file they lie:
    /// training leaves its own state beside them.
    static LanguageSource open(Path path) {
        var index = Checkpoints.open(path);
        try {
            var prefix = prefix(index);
            var weights =
                    prefix.isEmpty()
                            ? index
                            : Views.under(index, prefix.substring(0, prefix.length() - 1));
            var folder = Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(path);
            return new LanguageSource(weights, MissingNode.getInstance(), folder, Optional.empty());
        } catch (RuntimeException e) {
            index.close();
            throw e;
        }
    }

    private static String prefix(TensorIndex index) {
        var listing = Listing.of(index);
        return FaceSignatures.ALL.stream()
                .flatMap(signature -> signature.match(listing).stream())
                .findFirst()
                .map(Signature.Match::prefix)
                .orElse("");
    }

    /// Writes the graph, and looks at what it gives.
    ///
    /// @throws StudioException when it gives something else than the network
    static Manifest.Kind write(
            String family,
            TensorIndex weights,
            GraphPlan.Precision precision,
            Path folder,
            Progress progress)
            throws IOException {
        var plain = GraphPlan.plain();
        if (family.equals("s3fd")) {
            // In float32 always: sums of squares over 512 channels leave float16.
            S3fdGraph.write(weights, plain, folder, progress);
            Session.open(
                            folder.resolve(FaceDetectors.GRAPH),
                            Device.processor(),
                            SessionPlan.usual())
                    .close();
            return Manifest.Kind.FACE_DETECTOR;
        }
        LipGraph.write(weights, plain.withPrecision(precision), folder, progress);
        if (precision == GraphPlan.Precision.F32) {
            check(weights, folder.resolve(LipNetwork.GRAPH));
        }
        return Manifest.Kind.LIP_SYNC;
    }

    /// A picture of noise through both.
    private static void check(TensorIndex weights, Path graph) {
        var random = new Random(7);
        var network = Wav2Lip.of(weights);
        int size = network.size();
        var sound = numbers(random, WINDOW, 4);
        var faces = numbers(random, Wav2Lip.CHANNELS * size * size, 1);
        float[] expected;
        try (var ops =
                        TorchOps.onProcessor(
                                weights, WeightPlan.all(Dense.FLOAT32), Adapter.none());
                var step = ops.step()) {
            var mel = step.constant(sound, 1, 1, Wav2Lip.BANDS, Wav2Lip.COLUMNS);
            var given = step.constant(faces, 1, Wav2Lip.CHANNELS, size, size);
            expected = step.floats(network.compute(step, mel, given));
        }
        try (var lips = LipNetwork.open(graph, Device.processor())) {
            var found = lips.run(sound, faces);
            for (int i = 0; i < expected.length; i++) {
                if (!(Math.abs(expected[i] - found[i]) < NEAR)) { // not a number is not near
                    throw new StudioException("models.library.brokenConversion");
                }
            }
        }
    }

    private static float[] numbers(Random random, int count, float limit) {
        var numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextFloat() * limit;
        }
        return numbers;
    }

    /// Under what terms the family was published, where nothing beside the file says it.
    static String licence(String family) {
        return switch (family) {
            case "wav2lip" -> "personal, research, non-commercial (trained on LRS2)";
            default -> "";
        };
    }
}
