package studio.likeness.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.app.Studio;
import studio.likeness.models.bench.FaceBench;
import studio.likeness.models.bench.LanguageBench;
import studio.likeness.models.bench.SpeechBench;
import studio.likeness.models.bench.SyntheticCloning;
import studio.likeness.models.bench.SyntheticModel;
import studio.likeness.models.bench.SyntheticModel.Shape;
import studio.likeness.models.bench.SyntheticWhisper;
import studio.likeness.models.bench.VoiceBench;
import studio.likeness.models.library.WeightChoice;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.SessionPlan;

/// `likeness bench`: how fast, beside what this machine can do.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure speed, beside what this machine can do.")
final class BenchCommand {
    private static final int[] BATCHES = {1, 8, 16};

    @ParentCommand private LikenessCommand parent;
    @Spec private CommandSpec spec;

    @Command(
            description = {
                "Decoding of a published shape with random weights: tokens per second, beside the limit",
                "that reading all weights once per token sets."
            })
    int language(
            @Option(
                            names = "--shape",
                            defaultValue = "QWEN2_5_05B",
                            description = "one of: ${COMPLETION-CANDIDATES}")
                    Shape shape,
            @Option(
                            names = "--weights",
                            defaultValue = "FOUR_BIT",
                            description = "one of: ${COMPLETION-CANDIDATES}")
                    WeightChoice weights,
            @Option(
                            names = "--folder",
                            required = true,
                            description = "where the graphs are made, and found again")
                    Path folder)
            throws InterruptedException {
        try (var _ = parent.open()) {
            var bench = new LanguageBench(shape, Device.processor());
            var graph = bench.graph(folder.resolve(shape + "-" + weights), weights.plan());
            var f = bench.measure(graph);
            say("shape                 %s, %s".formatted(shape, weights.word()));
            say("weights per token     %.0f MB".formatted(f.weightBytes() / 1e6));
            say("memory reads          %.1f GB/s".formatted(f.memoryBytesPerSecond() / 1e9));
            say("limit of decoding     %.0f tokens/s".formatted(f.limit()));
            say(
                    "decoding after 256    %.1f tokens/s (%.0f %% of the limit)"
                            .formatted(f.decoding(), 100 * f.decoding() / f.limit()));
            say("prefill of 256        %.0f tokens/s".formatted(f.prefill()));
            say("first token after 500 %.0f ms".formatted(f.firstTokenMillis()));
            say("anonymous memory      %.0f MB".formatted(f.anonymousBytes() / 1e6));
            say("peak memory           %.0f MB".formatted(f.peakBytes() / 1e6));
            return 0;
        }
    }

    @Command(
            description = {
                "Wav2Lip at full size with keyed weights: faces per second as the studio runs it,",
                "beside libtorch."
            })
    int face(
            @Option(
                            names = "--size",
                            defaultValue = "96",
                            description = "pixels of a face: 96 or 256")
                    int size,
            @Option(
                            names = "--folder",
                            required = true,
                            description = "where the graph is made, and found again")
                    Path folder) {
        try (var _ = parent.open()) {
            var bench = new FaceBench(size, Device.processor());
            var graph = bench.graph(folder.resolve("lips-" + size));
            say("large matrices        %.0f GMAC/s".formatted(FaceBench.machine(2) / 1e9));
            for (int batch : BATCHES) {
                double faces = bench.studio(graph, SessionPlan.usual(), batch, 3);
                say("studio, batch %-2d      %.1f faces/s".formatted(batch, faces));
            }
            for (int batch : BATCHES) {
                double faces = bench.libtorch(batch, 3);
                say("libtorch, batch %-2d    %.1f faces/s".formatted(batch, faces));
            }
            return 0;
        }
    }

    @Command(
            description = {
                "Whisper of a published shape with random weights: milliseconds for a window of 30 s,",
                "and per token."
            })
    int speech(
            @Option(
                            names = "--shape",
                            defaultValue = "TINY",
                            description = "one of: ${COMPLETION-CANDIDATES}")
                    SyntheticWhisper shape,
            @Option(
                            names = "--weights",
                            defaultValue = "EIGHT_BIT",
                            description = "one of: ${COMPLETION-CANDIDATES}")
                    WeightChoice weights,
            @Option(
                            names = "--folder",
                            required = true,
                            description = "where the graphs are made, and found again")
                    Path folder) {
        try (var _ = parent.open()) {
            var bench = new SpeechBench(shape, Device.processor());
            var made = folder.resolve("whisper-" + shape + "-" + weights);
            var f = bench.measure(bench.graphs(made, weights.plan(), weights.plan()));
            say("shape                 %s, %s".formatted(shape, weights.word()));
            say("window of 30 s        %.0f ms".formatted(f.encodeMillis()));
            say("token                 %.2f ms".formatted(f.tokenMillis()));
            say("weights               %.0f MB".formatted(f.weightBytes() / 1e6));
            say("anonymous memory      %.0f MB".formatted(f.anonymousBytes() / 1e6));
            say("peak memory           %.0f MB".formatted(f.peakBytes() / 1e6));
            return 0;
        }
    }

    @Command(
            description = {
                "GPT-SoVITS of the published shape (v2) with random weights: codes per second, seconds",
                "per second of sound, and the time to the first sound of a clause."
            })
    int voice(
            @Option(
                            names = "--weights",
                            defaultValue = "EIGHT_BIT",
                            description =
                                    "of the network that chooses codes; one of: ${COMPLETION-CANDIDATES}")
                    WeightChoice weights,
            @Option(names = "--peer", description = "measure libtorch, too") boolean peer,
            @Option(
                            names = "--folder",
                            required = true,
                            description = "where the graphs are made, and found again")
                    Path folder) {
        try (var _ = parent.open()) {
            var bench = new VoiceBench(SyntheticCloning.V2, Device.processor());
            var codes = folder.resolve("codes-" + weights);
            var sound = folder.resolve("sound");
            bench.graphs(codes, sound, weights.plan());
            bench.measure(codes, sound).lines().forEach(this::say);
            if (peer) {
                say("libtorch, sound       %.3f s a second".formatted(bench.libtorch()));
            }
            return 0;
        }
    }

    @Command(description = "Write a model folder of a published shape with random weights.")
    int model(
            @Option(names = "--shape", required = true) Shape shape,
            @Option(names = "--out", required = true) Path out)
            throws IOException {
        try (var model = new SyntheticModel(shape)) {
            model.write(out);
        }
        say(String.format(Locale.ROOT, "%s: %s", shape, out.toAbsolutePath()));
        return 0;
    }

    @Command(
            description = {
                "Time from the end of a turn to the first clause: of recorded answers and quotations, and of a",
                "language model when one is named."
            })
    int turns(
            @Option(names = "--persona", defaultValue = Studio.SAMPLE) String who,
            @Option(
                            names = "--model",
                            paramLabel = "ID",
                            description = "a model as \"likeness models list\" names it")
                    @Nullable String model)
            throws InterruptedException {
        try (var studio = parent.open()) {
            studio.ensureSample();
            var bench = new TurnBench(studio, studio.personas().find(who).id());
            bench.archive().lines().forEach(this::say);
            if (model != null) {
                bench.model(model, Device.processor()).lines().forEach(this::say);
            }
            return 0;
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
