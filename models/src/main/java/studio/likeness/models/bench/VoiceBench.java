package studio.likeness.models.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;
import studio.likeness.models.nn.Adapter;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.TorchOps;
import studio.likeness.models.nn.WeightFormat.Dense;
import studio.likeness.models.nn.WeightPlan;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.voice.cloning.CloningTrial;
import studio.likeness.models.voice.cloning.SemanticGraphs;
import studio.likeness.models.voice.cloning.SemanticSettings;
import studio.likeness.models.voice.cloning.SemanticToSound;
import studio.likeness.models.voice.cloning.SoundGraphs;
import studio.likeness.models.voice.cloning.SoundSettings;
import studio.likeness.models.voice.vits.VitsNames;

/// How fast GPT-SoVITS of the published shape (v2) speaks, beside libtorch on the same weights.
public final class VoiceBench {
    private static final int ROUNDS = 4;
    private static final int CODES = 100;
    private static final double SECONDS = CODES * 0.04;

    private final SyntheticCloning shape;
    private final Device device;

    public VoiceBench(SyntheticCloning shape, Device device) {
        this.shape = shape;
        this.device = device;
    }

    /// What was measured; the best of some rounds each. Times of the processor are of all threads
    /// together and say more than the clock on a machine that does other work.
    ///
    /// @param beginMillis reading a reference of 5 s and a clause of 20 characters
    /// @param codesPerSecond 25 are a second of sound
    /// @param latent seconds for a second of sound, all codes at once
    /// @param vocoder likewise
    /// @param streamed both, block by block
    /// @param charactersMillis what each character of that clause means
    /// @param first from the clause's sounds to the first block of its sound
    public record Figures(
            double beginMillis,
            double codesPerSecond,
            double codeProcessorMillis,
            double latent,
            double vocoder,
            double streamed,
            double streamedProcessor,
            double charactersMillis,
            CloningTrial.First first,
            double firstSoundProcessorMillis,
            long anonymousBytes,
            long peakBytes) {
        /// Seconds that a second of streamed sound takes, all in all.
        public double realTime() {
            return 25 / codesPerSecond + streamed;
        }

        public double realTimeProcessor() {
            return 25 * codeProcessorMillis / 1000 + streamedProcessor;
        }

        /// For people.
        public List<String> lines() {
            return List.of(
                    "reading before        %.0f ms".formatted(beginMillis),
                    "codes                 %.1f a second (%.2f ms of processor each)"
                            .formatted(codesPerSecond, codeProcessorMillis),
                    "before the vocoder    %.3f s a second".formatted(latent),
                    "vocoder               %.3f s a second".formatted(vocoder),
                    "sound, in blocks      %.3f s a second (%.3f of processor)"
                            .formatted(streamed, streamedProcessor),
                    "all in all            %.3f s a second (%.3f of processor)"
                            .formatted(realTime(), realTimeProcessor()),
                    "share of it           codes %.0f %%, sound %.0f %%"
                            .formatted(
                                    2500 / codesPerSecond / realTime(),
                                    100 * streamed / realTime()),
                    "first sound           %.0f ms (%.0f of processor without the characters)"
                            .formatted(
                                    charactersMillis + first.millis(), firstSoundProcessorMillis),
                    "share of it           characters %.0f ms, reading %.0f, codes %.0f, sound %.0f"
                            .formatted(
                                    charactersMillis, first.begin(), first.codes(), first.sound()),
                    "anonymous memory      %.0f MB".formatted(anonymousBytes / 1e6),
                    "peak memory           %.0f MB".formatted(peakBytes / 1e6));
        }
    }

    /// Writes the graphs, unless an earlier run left them there.
    public void graphs(Path codes, Path sound, WeightPlan plan) {
        try {
            if (!Files.exists(codes.resolve(SemanticGraphs.BEGIN))) {
                Files.createDirectories(codes);
                try (var weights = shape.semantic()) {
                    new SemanticGraphs(
                                    VitsNames.published(weights),
                                    SemanticSettings.of(weights, 0),
                                    GraphPlan.Precision.F32)
                            .write(codes, plan, Progress.none());
                }
            }
            SyntheticReader.REAL.graph(characters(codes), plan);
            if (!Files.exists(sound.resolve(SoundGraphs.VOCODER))) {
                Files.createDirectories(sound);
                try (var weights = sounding()) {
                    var settings =
                            new SoundSettings(
                                    "v2",
                                    32_000,
                                    640,
                                    shape.hidden(),
                                    1025,
                                    false,
                                    SoundGraphs.likeSilence(weights));
                    new SoundGraphs(weights, shape.config(), settings, GraphPlan.Precision.F32)
                            .write(sound, Progress.none());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path characters(Path codes) {
        return codes.resolveSibling(codes.getFileName() + "-characters");
    }

    private TensorIndex sounding() {
        return VitsNames.published(shape.sound(732, false));
    }

    /// As the studio runs it.
    public Figures measure(Path codes, Path sound) {
        double characters = SyntheticReader.REAL.millis(characters(codes), device);
        long before = Resident.anonymousBytes();
        try (var trial = new CloningTrial(codes, sound, device)) {
            trial.codes(4);
            trial.sound(20);
            double begin = Double.MAX_VALUE;
            double perSecond = 0;
            double codeCpu = Double.MAX_VALUE;
            double latent = Double.MAX_VALUE;
            double vocoder = Double.MAX_VALUE;
            double streamed = Double.MAX_VALUE;
            double streamedCpu = Double.MAX_VALUE;
            var first = new CloningTrial.First(Double.MAX_VALUE, 0, 0);
            double firstCpu = Double.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long cpu = processorNanos();
                var few = trial.codes(1);
                long beginCpu = processorNanos() - cpu;
                cpu = processorNanos();
                var made = trial.codes(CODES);
                codeCpu = Math.min(codeCpu, (processorNanos() - cpu - beginCpu) / 1e6 / CODES);
                begin = Math.min(begin, Math.min(few.beginMillis(), made.beginMillis()));
                perSecond = Math.max(perSecond, made.perSecond());
                cpu = processorNanos();
                var heard = trial.sound(CODES);
                double all = heard.latent() + heard.vocoder() + heard.streamed();
                double share = heard.streamed() / all;
                streamedCpu =
                        Math.min(streamedCpu, share * (processorNanos() - cpu) / 1e9 / SECONDS);
                latent = Math.min(latent, heard.latent());
                vocoder = Math.min(vocoder, heard.vocoder());
                streamed = Math.min(streamed, heard.streamed());
                cpu = processorNanos();
                var now = trial.firstSound();
                first = now.millis() < first.millis() ? now : first;
                firstCpu = Math.min(firstCpu, (processorNanos() - cpu) / 1e6);
            }
            return new Figures(
                    begin,
                    perSecond,
                    codeCpu,
                    latent,
                    vocoder,
                    streamed,
                    streamedCpu,
                    characters,
                    first,
                    firstCpu,
                    Resident.anonymousBytes() - before,
                    Resident.peakBytes());
        }
    }

    private static long processorNanos() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    /// Seconds that libtorch needs for a second of sound: all codes at once, the same weights,
    /// operation by operation. Of its transposed convolutions zeros are multiplied too, for DJL has
    /// no others.
    public double libtorch() {
        var random = new SplittableRandom(2);
        var network = new SemanticToSound(shape.config());
        var codes = random.longs(CODES, 0, 1024).toArray();
        var sounds = random.longs(40, 0, 732).toArray();
        var voice = new float[shape.voice()];
        var noise = new float[shape.hidden() * 2 * CODES];
        try (var ops =
                TorchOps.onProcessor(sounding(), WeightPlan.all(Dense.FLOAT32), Adapter.none())) {
            double best = Double.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                try (var step = ops.step()) {
                    var whose = step.constant(voice, 1, voice.length, 1);
                    var latent =
                            network.latent(
                                    step,
                                    step.constant(codes, 1, 1, CODES),
                                    step.constant(sounds, 1, sounds.length),
                                    whose,
                                    step.constant(noise, 1, shape.hidden(), 2L * CODES));
                    step.floats(network.vocode(step, latent, whose));
                }
                best = Math.min(best, (System.nanoTime() - start) / 1e9 / SECONDS);
            }
            return best;
        }
    }
}
