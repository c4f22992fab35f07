package studio.likeness.models.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import studio.likeness.models.job.Progress;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.nn.GraphPlan.Precision;
import studio.likeness.models.nn.WeightPlan;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.speech.AlignmentHead;
import studio.likeness.models.speech.SpeechModel;
import studio.likeness.models.speech.Whisper;
import studio.likeness.models.speech.WhisperGraphs;
import studio.likeness.models.speech.WhisperSettings;

/// How fast a Whisper of a published shape listens to a window of 30 s and writes a token.
public final class SpeechBench {
    private static final int ROUNDS = 5;
    private static final int WRITTEN = 64;

    private final SyntheticWhisper shape;
    private final Device device;

    public SpeechBench(SyntheticWhisper shape, Device device) {
        this.shape = shape;
        this.device = device;
    }

    /// What was measured; the best of some rounds each.
    ///
    /// @param encodeMillis of a whole window, the decoder's keys and values included
    /// @param tokenMillis over 64 tokens after a prompt of four
    /// @param weightBytes of all graphs
    /// @param anonymousBytes resident after loading and a window, that is not a mapped file
    public record Figures(
            double encodeMillis,
            double tokenMillis,
            long weightBytes,
            long anonymousBytes,
            long peakBytes) {}

    /// Writes the graphs, unless an earlier run left them in the folder.
    public Path graphs(Path folder, WeightPlan listening, WeightPlan writing) {
        if (Files.exists(folder.resolve(WhisperGraphs.ALIGNMENT))) {
            return folder;
        }
        var dims = shape.dims();
        var settings = new WhisperSettings(dims, AlignmentHead.of(dims, false));
        try (var weights = shape.weights()) {
            Files.createDirectories(folder);
            new WhisperGraphs(new Whisper(dims), weights, settings, Precision.F32)
                    .write(folder, listening, writing, Progress.none());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    /// As the studio runs it.
    public Figures measure(Path folder) {
        long before = Resident.anonymousBytes();
        try (var model = SpeechModel.open(folder, device)) {
            double encode = Double.MAX_VALUE;
            double token = Double.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                var trial = model.trial(sound(), WRITTEN);
                encode = Math.min(encode, trial.encodeMillis());
                token = Math.min(token, trial.tokenMillis());
            }
            return new Figures(
                    encode,
                    token,
                    bytes(folder, ModelFolder.ENCODER) + bytes(folder, ModelFolder.DECODER),
                    Resident.anonymousBytes() - before,
                    Resident.peakBytes());
        }
    }

    /// Noise in the bands, as loud as speech.
    private float[][] sound() {
        var random = new Random(11);
        var mel = new float[shape.dims().mels()][2 * shape.dims().audioContext()];
        for (var row : mel) {
            for (int t = 0; t < row.length; t++) {
                row[t] = random.nextFloat() - 0.5f;
            }
        }
        return mel;
    }

    private static long bytes(Path folder, String graph) {
        try {
            return Files.size(folder.resolve(graph.replace(".onnx", ".weights")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
