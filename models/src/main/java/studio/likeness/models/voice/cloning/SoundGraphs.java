package studio.likeness.models.voice.cloning;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;
import studio.likeness.models.nn.ElementType;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.OnnxOps;
import studio.likeness.models.nn.Value;
import studio.likeness.models.nn.WeightFile;

/// Writes the network that makes a sound of codes as four graphs beside one file of weights: what a
/// reference sounds like, which codes it says, what the vocoder makes a sound of, and the vocoder.
///
/// @param weights as [studio.likeness.models.voice.vits.VitsNames] has them
/// @param model the `model` part of the published config
public record SoundGraphs(
        TensorIndex weights, JsonNode model, SoundSettings settings, GraphPlan.Precision type) {
    public static final String VOICE = "voice.onnx";
    public static final String CODES = "codes.onnx";
    public static final String LATENT = "latent.onnx";
    public static final String VOCODER = "vocoder.onnx";

    private static final String WEIGHTS = "sound.weights";
    private static final String TABLE = "quantizer.vq.layers.0._codebook.embed";

    /// Of a speaker's vector.
    static final int SPEAKER = 20_480;

    /// In all versions the code of silence.
    private static final int MUTE = 486;

    /// How like the code of silence each code is: the cosine of their vectors.
    public static float[] likeSilence(TensorIndex weights) {
        var table = weights.get(TABLE);
        int codes = (int) table.shape()[0];
        int width = (int) table.shape()[1];
        var all = table.floats();
        int mute = Math.min(MUTE, codes - 1);
        var like = new float[codes];
        for (int code = 0; code < codes; code++) {
            double product = 0;
            double a = 0;
            double b = 0;
            for (int i = 0; i < width; i++) {
                double x = all[code * width + i];
                double y = all[mute * width + i];
                product += x * y;
                a += x * x;
                b += y * y;
            }
            like[code] = a == 0 || b == 0 ? 0 : (float) (product / Math.sqrt(a * b));
        }
        return like;
    }

    public void write(Path folder, Progress progress) throws IOException {
        settings.write(folder);
        var network = new SemanticToSound(model);
        long speaker = weights.get("dec.cond.weight").shape()[1];
        long content = weights.get("ssl_proj.weight").shape()[1];
        try (var file = new WeightFile(folder.resolve(WEIGHTS))) {
            write(
                    file,
                    folder.resolve(VOICE),
                    ops -> {
                        var seen = floats(ops, "reference", settings.bins(), "frames");
                        var vector =
                                settings.listensToSpeaker()
                                        ? Optional.of(
                                                ops.input(
                                                        "speaker", ElementType.FLOAT32, 1, SPEAKER))
                                        : Optional.<Value>empty();
                        ops.output("voice", network.voice(ops, seen, vector));
                    },
                    progress);
            write(
                    file,
                    folder.resolve(CODES),
                    ops -> {
                        var heard = floats(ops, "content", content, "time");
                        ops.output("codes", network.codes(ops, heard));
                    },
                    progress);
            write(
                    file,
                    folder.resolve(LATENT),
                    ops -> {
                        var codes = ops.input("codes", ElementType.INT64, 1, 1, "codes");
                        var text = ops.input("phonemes", ElementType.INT64, 1, "time");
                        var voice = floats(ops, "voice", speaker, 1);
                        var noise = floats(ops, "noise", settings.channels(), "frames");
                        ops.output("latent", network.latent(ops, codes, text, voice, noise));
                    },
                    progress);
            write(
                    file,
                    folder.resolve(VOCODER),
                    ops -> {
                        var latent = floats(ops, "latent", settings.channels(), "frames");
                        var voice = floats(ops, "voice", speaker, 1);
                        ops.output("sound", network.vocode(ops, latent, voice));
                    },
                    progress);
        }
    }

    private static Value floats(OnnxOps ops, String name, Object... sizes) {
        return ops.input(name, ElementType.FLOAT32, 1, sizes[0], sizes[1]);
    }

    private void write(WeightFile file, Path graph, Consumer<OnnxOps> body, Progress progress)
            throws IOException {
        var ops = new OnnxOps(weights, GraphPlan.plain().withPrecision(type), file);
        body.accept(ops);
        ops.write(graph, progress);
    }
}
