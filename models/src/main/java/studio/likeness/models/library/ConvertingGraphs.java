package studio.likeness.models.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import studio.likeness.models.checkpoint.Checkpoints;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.checkpoint.Views;
import studio.likeness.models.job.Progress;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;
import studio.likeness.models.voice.content.ContentEncoder;
import studio.likeness.models.voice.content.ContentGraphs;
import studio.likeness.models.voice.content.ContentNames;
import studio.likeness.models.voice.conversion.ContentMixes;
import studio.likeness.models.voice.conversion.ConverterGraphs;
import studio.likeness.models.voice.conversion.ConverterNetwork;
import studio.likeness.models.voice.conversion.ConverterSettings;
import studio.likeness.models.voice.pitch.CrepePitch;
import studio.likeness.models.voice.pitch.PitchGraphs;
import studio.likeness.models.voice.pitch.RmvpePitch;
import studio.likeness.models.voice.speaker.SpeakerFamily;
import studio.likeness.models.voice.speaker.SpeakerGraphs;
import studio.likeness.models.voice.vits.VitsNames;

/// Networks that make one voice another's: so-vits-svc and what it listens with; those that compare
/// speakers.
final class ConvertingGraphs {
    private static final Set<String> CONVERTERS =
            Set.of("so-vits-svc", "so-vits-svc-4.0", "so-vits-svc-4.1");
    private static final Set<String> ENCODERS = Set.of("contentvec", "hubert-soft");
    private static final Set<String> TRACKERS = Set.of("rmvpe", "crepe");

    /// Lies beside so-vits-svc's weights where its user has made it.
    private static final String CLUSTERS = "kmeans_*.pt";

    private ConvertingGraphs() {}

    static boolean knows(Recognized found) {
        return found.family().filter(ConvertingGraphs::knows).isPresent();
    }

    static boolean knows(String family) {
        return CONVERTERS.contains(family)
                || ENCODERS.contains(family)
                || TRACKERS.contains(family)
                || SpeakerFamily.named(family).isPresent();
    }

    /// Whether its weights are convolutions, which have no form in few bits.
    static boolean isExact(Recognized found) {
        return knows(found) && !ENCODERS.contains(found.family().orElseThrow());
    }

    /// Whether the weights' shapes say all there is to know.
    static boolean needsNoConfig(String family) {
        return knows(family) && !CONVERTERS.contains(family);
    }

    /// In float32 always: phases, sums over a whole recording and squares of logarithms leave
    /// float16.
    static Manifest.Kind write(
            Recognized found,
            LanguageSource source,
            Path folder,
            GraphPlan.Precision precision,
            WeightChoice choice,
            Progress progress)
            throws IOException {
        var family = found.family().orElseThrow();
        var weights = own(family, source.weights());
        var plan = GraphPlan.plain();
        if (CONVERTERS.contains(family)) {
            return converter(source, weights, plan, folder, progress);
        }
        if (ENCODERS.contains(family)) {
            return encoder(family, weights, plan.withWeights(choice.plan()), folder, progress);
        }
        if (TRACKERS.contains(family)) {
            return tracker(family, weights, plan, folder, progress);
        }
        var speaker = SpeakerFamily.named(family).orElseThrow();
        SpeakerGraphs.write(speaker, weights, plan, folder, progress);
        open(folder.resolve(SpeakerGraphs.GRAPH));
        return Manifest.Kind.SPEAKER_VECTOR;
    }

    /// The network's tensors under their published names, without what training left beside them.
    private static TensorIndex own(String family, TensorIndex weights) {
        var listing = Listing.of(weights);
        var prefix =
                VoiceSignatures.ALL.stream()
                        .filter(signature -> signature.family().equals(family))
                        .flatMap(signature -> signature.match(listing).stream())
                        .findFirst()
                        .map(Signature.Match::prefix)
                        .orElse("");
        return prefix.isEmpty()
                ? weights
                : Views.under(weights, prefix.substring(0, prefix.length() - 1));
    }

    private static Manifest.Kind converter(
            LanguageSource source,
            TensorIndex weights,
            GraphPlan plan,
            Path folder,
            Progress progress)
            throws IOException {
        var named = VitsNames.published(weights);
        var settings = ConverterSettings.of(source.config(), named);
        ConverterGraphs.write(named, settings, plan, folder, progress);
        keepClusters(source.folder(), settings, folder);
        // Opened once, so that nothing is listed that does not load.
        ConverterNetwork.open(folder, Device.processor()).close();
        return Manifest.Kind.VOICE_CONVERSION;
    }

    private static void keepClusters(Path from, ConverterSettings settings, Path folder)
            throws IOException {
        try (var files = Files.newDirectoryStream(from, CLUSTERS)) {
            for (var file : files) {
                try (var clusters = Checkpoints.open(file)) {
                    if (ContentMixes.keepClusters(clusters, settings.content().width(), folder)) {
                        return;
                    }
                }
            }
        }
    }

    private static Manifest.Kind encoder(
            String family, TensorIndex weights, GraphPlan plan, Path folder, Progress progress)
            throws IOException {
        boolean soft = family.equals("hubert-soft");
        var named = soft ? ContentNames.ofSoft(weights) : ContentNames.ofFairseq(weights);
        for (var kind : ContentGraphs.write(named, soft, plan, folder, progress)) {
            ContentEncoder.open(folder, kind, Device.processor()).close();
        }
        return Manifest.Kind.SPEECH_CONTENT;
    }

    private static Manifest.Kind tracker(
            String family, TensorIndex weights, GraphPlan plan, Path folder, Progress progress)
            throws IOException {
        if (family.equals("rmvpe")) {
            PitchGraphs.writeRmvpe(weights, plan, folder, progress);
            RmvpePitch.open(folder, Device.processor()).close();
        } else {
            PitchGraphs.writeCrepe(weights, plan, folder, progress);
            CrepePitch.open(folder, Device.processor()).close();
        }
        return Manifest.Kind.PITCH;
    }

    private static void open(Path graph) {
        Session.open(graph, Device.processor(), SessionPlan.usual()).close();
    }
}
