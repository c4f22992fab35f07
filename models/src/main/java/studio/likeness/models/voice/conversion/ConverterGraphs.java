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
import studio.likeness.models.voice.vits.HifiGan.Margins;

/// Writes a converter's graphs over one file of weights: of a whole piece and of the last frames of
/// one, each told the pitch and, where the model can, choosing it itself.
public final class ConverterGraphs {
    /// What a live voice makes no sound of at the edges of what its vocoder sees: before, as far as
    /// the vocoder looks; behind, less than that, because it has to be waited for.
    static final Margins LIVE = new Margins(12, 4);

    private static final String WEIGHTS = "converter.weights";

    private ConverterGraphs() {}

    /// @param live whether of the last frames only
    static String file(boolean ownPitch, boolean live) {
        return "converter%s%s.onnx".formatted(ownPitch ? "-own-pitch" : "", live ? "-live" : "");
    }

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
            for (boolean ownPitch : ways(settings.ownPitch())) {
                for (boolean live : ways(true)) {
                    var ops = new OnnxOps(weights, plan, file);
                    compute(ops, settings, ownPitch, live);
                    ops.write(folder.resolve(file(ownPitch, live)), progress);
                }
            }
        }
    }

    private static boolean[] ways(boolean both) {
        return both ? new boolean[] {false, true} : new boolean[] {false};
    }

    private static void compute(
            OnnxOps ops, ConverterSettings settings, boolean ownPitch, boolean live) {
        var network = new Converter(settings.model(), settings.sampleRateHz());
        var floats = ElementType.FLOAT32;
        var whole = ElementType.INT64;
        var content = ops.input("content", floats, 1, settings.content().width(), "time");
        var pitch = ops.input("pitch", floats, 1, "time");
        var voiced = ops.input("voiced", whole, 1, "time");
        var speaker = ops.input("speaker", whole, 1, 1);
        var noise = ops.input("noise", floats, 1, settings.channels(), "time");
        var breath = ops.input("breath", floats, 1, live ? "last" : "time", network.hop());
        var phases = ops.input("phases", floats, 1, HarmonicSource.HARMONICS);
        Optional<Value> loudness =
                settings.loudness()
                        ? Optional.of(ops.input("loudness", floats, 1, "time"))
                        : Optional.empty();
        var last = ops.size(breath, 1);
        var samples = last.times(network.hop());
        var spread = ops.reshape(breath, Dim.of(1), samples, Dim.of(1));
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
        var margins = live ? LIVE : Margins.NONE;
        ops.output("sound", network.convert(ops, input, 1, ownPitch, last, margins));
    }
}
