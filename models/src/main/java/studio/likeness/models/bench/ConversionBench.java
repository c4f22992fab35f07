package studio.likeness.models.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;
import studio.likeness.models.nn.Adapter;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.TorchOps;
import studio.likeness.models.nn.WeightFormat.Dense;
import studio.likeness.models.nn.WeightPlan;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.content.ContentEncoder;
import studio.likeness.models.voice.content.ContentGraphs;
import studio.likeness.models.voice.content.ContentKind;
import studio.likeness.models.voice.content.ContentNames;
import studio.likeness.models.voice.conversion.ConversionOptions;
import studio.likeness.models.voice.conversion.Converter;
import studio.likeness.models.voice.conversion.ConverterGraphs;
import studio.likeness.models.voice.conversion.ConverterNetwork;
import studio.likeness.models.voice.conversion.ConverterSettings;
import studio.likeness.models.voice.conversion.LiveConversion;
import studio.likeness.models.voice.conversion.VoiceConverter;
import studio.likeness.models.voice.pitch.AutocorrelationPitch;
import studio.likeness.models.voice.pitch.PitchGraphs;
import studio.likeness.models.voice.pitch.PitchTracker;
import studio.likeness.models.voice.pitch.RmvpePitch;
import studio.likeness.models.voice.vits.VitsNames;

/// How fast a so-vits-svc of its published shape converts: the network alone, the whole way with
/// what it listens with, and block by block for a live monitor.
public final class ConversionBench {
    private static final SyntheticConverter SHAPE = SyntheticConverter.REAL;
    private static final long SEED = 7;

    private final Path folder;
    private final Device device;

    /// @param folder where the graphs are made, and found again
    public ConversionBench(Path folder, Device device) {
        this.folder = folder;
        this.device = device;
    }

    /// What one second of sound takes; the best of some rounds.
    ///
    /// @param wall seconds by the clock
    /// @param cpu seconds of all cores together
    public record Factor(double wall, double cpu) {
        static Factor best(Factor a, Factor b) {
            return new Factor(Math.min(a.wall, b.wall), Math.min(a.cpu, b.cpu));
        }
    }

    /// Writes the graphs, unless an earlier run left them.
    public ConversionBench made() {
        try {
            Files.createDirectories(folder);
            if (!Files.exists(folder.resolve("done"))) {
                var plan = GraphPlan.plain();
                var weights = VitsNames.published(SHAPE.weights());
                var settings = ConverterSettings.of(SHAPE.config(), weights);
                ConverterGraphs.write(weights, settings, plan, folder, Progress.none());
                var content = ContentNames.ofFairseq(SyntheticListener.contentVec(12, 3072));
                ContentGraphs.write(content, false, plan, folder, Progress.none());
                PitchGraphs.writeRmvpe(
                        SyntheticListener.rmvpe(16, 4), plan, folder, Progress.none());
                Files.createFile(folder.resolve("done"));
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The network alone, as the studio runs it.
    public Factor network(double seconds, int rounds) {
        try (var network = ConverterNetwork.open(folder, device)) {
            var piece = piece(network.settings(), network.hop(), seconds);
            return best(seconds, rounds, () -> network.sound(piece, 0, 0.4, SEED, false));
        }
    }

    /// The same on DJL's libtorch, operation by operation, with the weight norms folded alike.
    public Factor libtorch(double seconds, int rounds) {
        var weights = VitsNames.published(SHAPE.weights());
        var settings = ConverterSettings.of(SHAPE.config(), weights);
        var network = new Converter(settings.model(), settings.sampleRateHz());
        var piece = piece(settings, network.hop(), seconds);
        try (var ops = torch(weights)) {
            return best(seconds, rounds, () -> run(ops, network, piece));
        }
    }

    private static TorchOps torch(TensorIndex weights) {
        return TorchOps.onProcessor(weights, WeightPlan.all(Dense.FLOAT32), Adapter.none());
    }

    private static void run(TorchOps ops, Converter network, ConverterNetwork.Piece piece) {
        int frames = piece.frames();
        var content = new float[piece.content().length * frames];
        for (int i = 0; i < piece.content().length; i++) {
            System.arraycopy(piece.content()[i], 0, content, i * frames, frames);
        }
        var voiced = new long[frames];
        java.util.Arrays.fill(voiced, 1);
        try (var step = ops.step()) {
            var input =
                    new Converter.Input<>(
                            step.constant(content, 1, piece.content().length, frames),
                            step.constant(piece.hertz(), 1, frames),
                            step.constant(voiced, 1, frames),
                            step.constant(new long[] {0}, 1, 1),
                            step.constant(new float[192 * frames], 1, 192, frames),
                            Optional.empty(),
                            Optional.empty());
            step.floats(network.convert(step, input, 0.4, false));
        }
    }

    /// From a recording to the other voice.
    ///
    /// @param rmvpe whether the network follows the pitch, or what is always there
    public Factor whole(double seconds, int rounds, boolean rmvpe) {
        try (var converter = converter(rmvpe)) {
            var sound = voice(seconds);
            return best(
                    seconds,
                    rounds,
                    () -> converter.convert(sound, ConversionOptions.usual(), Progress.none()));
        }
    }

    /// A live monitor's figures.
    public LiveConversion.Figures live(LiveConversion.Shape shape, double seconds) {
        try (var converter = converter(false)) {
            var sound = voice(seconds);
            var live = new LiveConversion(converter, shape, ConversionOptions.usual(), 44_100);
            int step = 882;
            for (int at = 0; at + step <= sound.samples().length; at += step) {
                live.push(sound.slice(at, at + step).samples());
            }
            return live.figures();
        }
    }

    private VoiceConverter converter(boolean rmvpe) {
        PitchTracker pitch = rmvpe ? RmvpePitch.open(folder, device) : new AutocorrelationPitch();
        return new VoiceConverter(
                ConverterNetwork.open(folder, device),
                ContentEncoder.open(folder, ContentKind.VEC768L12, device),
                pitch,
                Map.of());
    }

    /// The pitch tracker alone.
    public Factor pitch(double seconds, int rounds) {
        try (var tracker = RmvpePitch.open(folder, device)) {
            var samples = voice(seconds).slice(0, (int) (seconds * 16_000)).samples();
            return best(seconds, rounds, () -> tracker.track(samples));
        }
    }

    /// The content encoder alone.
    public Factor content(double seconds, int rounds) {
        try (var encoder = ContentEncoder.open(folder, ContentKind.VEC768L12, device)) {
            var samples = voice(seconds).slice(0, (int) (seconds * 16_000)).samples();
            return best(seconds, rounds, () -> encoder.features(samples));
        }
    }

    /// Of this process so far.
    public static long peakBytes() {
        return Resident.peakBytes();
    }

    private static ConverterNetwork.Piece piece(
            ConverterSettings settings, int hop, double seconds) {
        int frames = (int) (seconds * settings.sampleRateHz() / hop);
        var random = new Random(3);
        var content = new float[settings.content().width()][frames];
        for (var row : content) {
            for (int t = 0; t < frames; t++) {
                row[t] = random.nextFloat() - 0.5f;
            }
        }
        var hertz = new float[frames];
        var voiced = new boolean[frames];
        for (int t = 0; t < frames; t++) {
            hertz[t] = 180 + 60 * (float) Math.sin(t / 20.0);
            voiced[t] = true;
        }
        return new ConverterNetwork.Piece(content, hertz, voiced, new float[frames], 0, 0);
    }

    /// A buzz that goes up and down, without a pause.
    private static Waveform voice(double seconds) {
        int rate = 44_100;
        var samples = new float[(int) (seconds * rate)];
        double phase = 0;
        for (int i = 0; i < samples.length; i++) {
            phase += (160 + 40 * Math.sin(3.0 * i / rate)) / rate;
            samples[i] = (float) (0.3 * (2 * (phase - Math.floor(phase)) - 1));
        }
        return new Waveform(samples, rate);
    }

    private static Factor best(double seconds, int rounds, Runnable call) {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        call.run();
        var best = new Factor(Double.MAX_VALUE, Double.MAX_VALUE);
        for (int i = 0; i < rounds; i++) {
            long wall = System.nanoTime();
            long cpu = system.getProcessCpuTime();
            call.run();
            best =
                    Factor.best(
                            best,
                            new Factor(
                                    (System.nanoTime() - wall) / 1e9 / seconds,
                                    (system.getProcessCpuTime() - cpu) / 1e9 / seconds));
        }
        return best;
    }
}
