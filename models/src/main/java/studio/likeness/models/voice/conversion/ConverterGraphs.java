package studio.likeness.models.voice.conversion;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;
import studio.likeness.models.nn.Dim;
import studio.likeness.models.nn.ElementType;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.OnnxOps;
import studio.likeness.models.nn.Value;
import studio.likeness.models.nn.WeightFile;
import studio.likeness.models.voice.vits.HarmonicSource;

/// Writes a converter's graphs over one file of weights: one that is told the pitch, and where the
/// model can, one that chooses it itself.
public final class ConverterGraphs {
    static final String TOLD = "converter.onnx";
    static final String OWN_PITCH = "converter-own-pitch.onnx";

    private static final String WEIGHTS = "converter.weights";

    private ConverterGraphs() {}

    /// @param weights of [studio.likeness.models.voice.vits.VitsNames]
    /// @param plan in float32: phases and products of long sums leave float16
    public static void write(
            TensorIndex weights,
            ConverterSettings settings,
            GraphPlan plan,
            Path folder,
            Progress progress)
            throws IOException {
        settings.write(folder);
        try (var file = new WeightFile(folder.resolve(WEIGHTS))) {
            var told = new OnnxOps(weights, plan, file);
            compute(told, settings, false);
            told.write(folder.resolve(TOLD), progress);
            if (settings.ownPitch()) {
                var own = new OnnxOps(weights, plan, file);
                compute(own, settings, true);
                own.write(folder.resolve(OWN_PITCH), progress);
            }
        }
    }

    private static void compute(OnnxOps ops, ConverterSettings settings, boolean ownPitch) {
        var network = new Converter(settings.model(), settings.sampleRateHz());
        var floats = ElementType.FLOAT32;
        var whole = ElementType.INT64;
        var content = ops.input("content", floats, 1, settings.content().width(), "time");
        var pitch = ops.input("pitch", floats, 1, "time");
        var voiced = ops.input("voiced", whole, 1, "time");
        var speaker = ops.input("speaker", whole, 1, 1);
        var noise = ops.input("noise", floats, 1, settings.channels(), "time");
        int wide = network.hop() * HarmonicSource.HARMONICS;
        var breath = ops.input("breath", floats, 1, "time", wide);
        var phases = ops.input("phases", floats, 1, HarmonicSource.HARMONICS);
        Optional<Value> loudness =
                settings.loudness()
                        ? Optional.of(ops.input("loudness", floats, 1, "time"))
                        : Optional.empty();
        var samples = ops.size(pitch, 1).times(network.hop());
        var spread = ops.reshape(breath, Dim.of(1), samples, Dim.of(HarmonicSource.HARMONICS));
        var input =
                new Converter.Input<>(
                        content,
                        pitch,
                        voiced,
                        speaker,
                        noise,
                        loudness,
                        Optional.of(spread),
                        Optional.of(phases));
        ops.output("sound", network.convert(ops, input, 1, ownPitch));
    }
}
