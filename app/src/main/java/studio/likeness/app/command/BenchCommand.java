package studio.likeness.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.app.Studio;
import studio.likeness.models.bench.ConversionBench;
import studio.likeness.models.bench.FaceBench;
import studio.likeness.models.bench.LanguageBench;
import studio.likeness.models.bench.SpeechBench;
import studio.likeness.models.bench.SyntheticCloning;
import studio.likeness.models.bench.SyntheticModel;
import studio.likeness.models.bench.SyntheticModel.Shape;
import studio.likeness.models.bench.SyntheticWhisper;
import studio.likeness.models.bench.VoiceBench;
import studio.likeness.models.face.animate.AnimationBench;
import studio.likeness.models.library.WeightChoice;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.SessionPlan;
import studio.likeness.models.voice.conversion.LiveConversion;

/// `likeness bench`: how fast, beside what this machine can do.
@Command(
        name = "bench",
        subcommands = BenchLips.class,
        mixinStandardHelpOptions = true,
        description = "Measure speed, beside what this machine can do.")
final class BenchCommand {
    private static final int[] BATCHES = {1, 8, 16};

    /// Of [#ROWS]: where the mask of a face begins in the shared clip, at its highest and lowest.
    private static final int[] SHOWN_FROM = {39, 51};

    private static final int ROWS = 96;
    private static final int TURNS = 3;

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
                            names = "--beside-even",
                            description =
                                    "also all weights in even blocks of 32 with 4 bits, in turns")
                    boolean besideEven,
            @Option(
                            names = "--folder",
                            required = true,
                            description = "where the graphs are made, and found again")
                    Path folder)
            throws InterruptedException {
        try (var _ = parent.open()) {
            var bench = new LanguageBench(shape, Device.processor());
            var usual = bench.graph(folder.resolve(shape + "-" + weights), weights.plan());
            if (!besideEven) {
                say(shape, weights.word(), bench.measure(usual, weights.plan()));
                return 0;
            }
            var even = bench.graph(folder.resolve(shape + "-EVEN"), LanguageBench.EVEN);
            for (int turn = 0; turn < TURNS; turn++) {
                say(shape, weights.word(), bench.measure(usual, weights.plan()));
                say(
                        shape,
                        "4-bit throughout, even blocks of 32",
                        bench.measure(even, LanguageBench.EVEN));
            }
            return 0;
        }
    }

    private void say(Shape shape, String weights, LanguageBench.Figures f) {
        say("shape                 %s, %s".formatted(shape, weights));
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
    }

    @Command(
            description = {
                "Wav2Lip at full size with keyed weights: the way from sound to a film at 720p, step by step",
                "and as a whole; then faces per second as the studio runs it, beside libtorch."
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
                    Path folder,
            @Option(
                            names = "--pictures",
                            defaultValue = "200",
                            description = "of the film that is made, at 720p")
                    int pictures,
            @Option(
                            names = "--film-only",
                            description = "only the way from sound to film, not the network alone")
                    boolean filmOnly)
            throws InterruptedException {
        try (var _ = parent.open()) {
            var bench = new FaceBench(size, Device.processor());
            var graph = bench.graph(folder.resolve("wav2lip-" + size));
            film(folder, graph, pictures);
            if (filmOnly) {
                return 0;
            }
            say("large matrices        %.0f GMAC/s".formatted(FaceBench.machine(2) / 1e9));
            for (int batch : BATCHES) {
                double faces = bench.studio(graph, SessionPlan.usual(), batch, 3);
                say("studio, batch %-2d      %.1f faces/s".formatted(batch, faces));
            }
            for (int top : SHOWN_FROM) {
                for (int batch : BATCHES) {
                    double faces = bench.shown(graph, batch, top * size / ROWS, 3);
                    say(
                            "rows from %d on, two batches of %-2d at once  %.1f faces/s"
                                    .formatted(top * size / ROWS, batch, faces));
                }
            }
            for (int batch : BATCHES) {
                double faces = bench.libtorch(batch, 3);
                say("libtorch, batch %-2d    %.1f faces/s".formatted(batch, faces));
            }
            return 0;
        }
    }

    /// Milliseconds a picture, and of the processor, which other programs do not lengthen much.
    private void film(Path folder, Path graph, int pictures) throws InterruptedException {
        var whole = new AnimationBench(folder, pictures);
        for (var step : whole.steps(graph, Device.processor())) {
            say(line(step));
        }
        // The first is made while Java still compiles, the second as any longer film goes on.
        for (var which : List.of("first", "second")) {
            var film = whole.film(graph, Device.processor());
            say(line(film));
            say("pictures a second     %.1f, %s film".formatted(1000 / film.wall(), which));
        }
        say(line(whole.talk(graph, Device.processor())));
        say(
                "first picture        %6.0f ms"
                        .formatted(whole.firstPicture(graph, Device.processor())));
    }

    private static String line(AnimationBench.Step step) {
        return "%-21s %6.2f ms, %6.2f ms of the processor"
                .formatted(step.name(), step.wall(), step.processor());
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
                "so-vits-svc of its published shape with keyed weights: seconds of computing for a second of",
                "sound, by the clock and of all cores; the parts, the whole way, a live monitor."
            })
    int convert(
            @Option(
                            names = "--folder",
                            required = true,
                            description = "where the graphs are made, and found again")
                    Path folder) {
        try (var _ = parent.open()) {
            var bench = new ConversionBench(folder.resolve("convert"), Device.processor()).made();
            say("network               %s".formatted(factor(bench.network(4, 5))));
            say("network, libtorch     %s".formatted(factor(bench.libtorch(4, 3))));
            say("ContentVec            %s".formatted(factor(bench.content(4, 5))));
            say("RMVPE                 %s".formatted(factor(bench.pitch(4, 5))));
            say("whole, RMVPE          %s".formatted(factor(bench.whole(8, 3, true))));
            say("whole, autocorrelation %s".formatted(factor(bench.whole(8, 3, false))));
            var shape = LiveConversion.Shape.usual();
            var live = bench.live(shape, 8);
            say(
                    "live, blocks of %d ms %d ms late (waiting %d, computing %d, slowest %d), factor %.2f"
                            .formatted(
                                    shape.block(),
                                    live.latency().toMillis(),
                                    live.waiting().toMillis(),
                                    live.computing().toMillis(),
                                    live.slowest().toMillis(),
                                    live.factor()));
            say("peak memory           %.0f MB".formatted(ConversionBench.peakBytes() / 1e6));
            return 0;
        }
    }

    private static String factor(ConversionBench.Factor factor) {
        return String.format(
                Locale.ROOT, "%.3f by the clock, %.3f of all cores", factor.wall(), factor.cpu());
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
            @Option(names = "--out", required = true) Path out,
            @Option(
                            names = "--tokenizer",
                            paramLabel = "FILE",
                            description = {
                                "a published one, such as qwen.tiktoken or a tokenizer.json;",
                                "without it, a token per byte"
                            })
                    @Nullable Path tokenizer)
            throws IOException {
        try (var model = new SyntheticModel(shape)) {
            if (tokenizer == null) {
                model.write(out);
            } else {
                model.write(out, tokenizer);
            }
        }
        say(String.format(Locale.ROOT, "%s: %s", shape, out.toAbsolutePath()));
        return 0;
    }

    @Command(
            description = {
                "Time from the end of a turn to the first clause: of recorded answers and quotations, and of a",
                "language model when one is named, in a talk of so many turns. With --model: tokens of the",
                "prompt, and of them those read in the turn; time to the model's first piece of text and to",
                "the end of its first clause (or of its answer), and until something could be spoken, which",
                "for a model that invents is the honest sentence after its answer was cut; processor time of",
                "the whole turn over all threads."
            })
    int turns(
            @Option(names = "--persona", defaultValue = Studio.SAMPLE) String who,
            @Option(
                            names = "--model",
                            paramLabel = "ID",
                            description = "a model as \"likeness models list\" names it")
                    @Nullable String model,
            @Option(names = "--turns", defaultValue = "20") int turns,
            @Option(
                            names = "--reply",
                            paramLabel = "TOKENS",
                            defaultValue = "24",
                            description = "the longest answer (default: ${DEFAULT-VALUE})")
                    int reply,
            @Option(
                            names = "--pause",
                            paramLabel = "SECONDS",
                            defaultValue = "4",
                            description =
                                    "between an answer and the next question (default: ${DEFAULT-VALUE})")
                    double pause)
            throws InterruptedException {
        try (var studio = parent.open()) {
            studio.ensureSample();
            var id = studio.personas().find(who).id();
            new TurnBench(studio, id).archive().lines().forEach(this::say);
            if (model != null) {
                var plan =
                        new TalkBench.Plan(turns, reply, Duration.ofMillis((long) (1000 * pause)));
                new TalkBench(studio, id, model, Device.processor(), plan).run(this::say);
            }
            return 0;
        }
    }

    Studio open() {
        return parent.open();
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
