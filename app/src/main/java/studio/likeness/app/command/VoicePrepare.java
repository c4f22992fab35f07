package studio.likeness.app.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.app.ChosenDevice;
import studio.likeness.app.Studio;
import studio.likeness.models.job.Owned;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.Words;
import studio.likeness.models.speech.Recogniser;
import studio.likeness.models.speech.VoiceActivities;
import studio.likeness.models.voice.noise.NoiseRemoval;
import studio.likeness.models.voice.noise.NoiseRemovals;
import studio.likeness.models.voice.preparation.Preparation;
import studio.likeness.models.voice.preparation.PreparedClip;
import studio.likeness.models.voice.preparation.PreparedSet;
import studio.likeness.models.voice.preparation.SpeechSlicer;

/// `likeness voice prepare`.
@Command(
        name = "prepare",
        mixinStandardHelpOptions = true,
        description = {
            "Make clips to learn a voice from out of recordings: cut between words, one loudness, noise",
            "taken out where there is much. Broken off, it goes on where it stopped."
        })
final class VoicePrepare implements Callable<Integer> {
    @ParentCommand private VoiceCommand parent;
    @Spec private CommandSpec spec;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "gets the clips, clips.json and clips.list")
    private Path out;

    @Option(
            names = "--rate",
            defaultValue = "44100",
            description = "samples a second (default: ${DEFAULT-VALUE}; GPT-SoVITS wants 32000)")
    private int rate;

    @Option(names = "--keep-noise", description = "take no noise out")
    private boolean keepNoise;

    @Option(names = "--no-text", description = "write nothing down, even with a Whisper at hand")
    private boolean noText;

    @Option(names = "--json")
    private boolean json;

    @Parameters(arity = "1..*", paramLabel = "FILES")
    private List<Path> files;

    @Override
    public Integer call() throws InterruptedException {
        try (var studio = parent.open();
                var bar = new ProgressLine(spec)) {
            return new CommandJob(studio, spec, bar)
                    .run(
                            "app.command.job.prepare",
                            List.of(Integer.toString(files.size())),
                            progress -> {
                                var set = prepared(studio, progress);
                                bar.clear();
                                tell(set);
                                return "";
                            });
        }
    }

    private PreparedSet prepared(Studio studio, Progress progress) {
        try (var owned = new Owned()) {
            var recogniser = recogniser(studio, owned);
            var activity =
                    recogniser
                            .map(Recogniser::activity)
                            .orElseGet(
                                    () ->
                                            owned.own(
                                                    VoiceActivities.open(
                                                            studio.models(),
                                                            ChosenDevice.forSmallNetwork())));
            Optional<NoiseRemoval> noise =
                    keepNoise
                            ? Optional.empty()
                            : Optional.of(
                                    owned.own(
                                            NoiseRemovals.open(
                                                    studio.models(),
                                                    ChosenDevice.forSmallNetwork())));
            if (activity.simple()) {
                spec.commandLine().getErr().println(Words.say("models.speech.simple"));
            }
            return new Preparation(
                            activity,
                            noise,
                            recogniser.map(Recogniser::transcriber),
                            studio.conversations().writing(),
                            rate,
                            SpeechSlicer.USUAL)
                    .prepare(files, out, progress);
        }
    }

    private void tell(PreparedSet set) {
        if (json) {
            say(Json.line(Map.of("clips", set.clips().stream().map(VoicePrepare::json).toList())));
        } else {
            set.clips().forEach(clip -> say(line(clip)));
            say(summary(set));
        }
    }

    private Optional<Recogniser> recogniser(Studio studio, Owned owned) {
        return Recogniser.find(studio.models())
                .filter(_ -> !noText)
                .map(
                        model ->
                                owned.own(
                                        Recogniser.open(
                                                model,
                                                studio.models(),
                                                studio.device().forModel())));
    }

    private static String line(PreparedClip clip) {
        var flaws =
                clip.quality().flaws().stream()
                        .map(flaw -> Words.say("models.voice.preparation.flaw." + flaw))
                        .collect(Collectors.joining(", "));
        return String.format(
                        Locale.ROOT,
                        "%s  %.1f s  %.0f dB  %s %s",
                        clip.file(),
                        clip.quality().seconds(),
                        clip.quality().rmsDb(),
                        clip.text().strip(),
                        flaws.isEmpty() ? "" : "(" + flaws + ")")
                .strip();
    }

    private static String summary(PreparedSet set) {
        double seconds = set.clips().stream().mapToDouble(c -> c.quality().seconds()).sum();
        long good = set.clips().stream().filter(c -> c.quality().flaws().isEmpty()).count();
        return Words.say("app.command.prepared", set.clips().size(), seconds / 60, good);
    }

    private static Map<String, Object> json(PreparedClip clip) {
        var quality = clip.quality();
        var o = new LinkedHashMap<String, Object>();
        o.put("file", clip.file());
        o.put("recording", clip.recording());
        o.put("start", clip.fromSeconds());
        o.put("end", clip.toSeconds());
        o.put("seconds", quality.seconds());
        o.put("rmsDb", quality.rmsDb());
        o.put("peakDb", quality.peakDb());
        o.put("snrDb", quality.snrDb());
        o.put("clipped", quality.clipped());
        o.put("speech", quality.speech());
        o.put("denoisedBy", clip.denoisedBy());
        o.put("language", clip.language());
        o.put("text", clip.text());
        o.put(
                "flaws",
                quality.flaws().stream().map(f -> f.name().toLowerCase(Locale.ROOT)).toList());
        return o;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
