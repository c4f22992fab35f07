package studio.likeness.app.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.app.Studio;
import studio.likeness.models.job.Words;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.speech.ChineseScript;
import studio.likeness.models.speech.LongTranscription;
import studio.likeness.models.speech.Recogniser;
import studio.likeness.models.speech.Search;
import studio.likeness.models.speech.Transcript;
import studio.likeness.models.speech.VoiceActivity;

/// `likeness voice …`.
@Command(
        name = "voice",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Clone and convert voices; write down, compare and prepare recordings.",
        subcommands = {
            VoiceClone.class,
            VoiceSay.class,
            VoiceConvert.class,
            VoicePrepare.class,
            VoiceSimilarity.class
        })
final class VoiceCommand {
    @ParentCommand private LikenessCommand parent;
    @Spec private CommandSpec spec;

    Studio open() {
        return parent.open();
    }

    @Command(description = "Write down what is said in a recording or a video.")
    int transcribe(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(
                            names = "--model",
                            defaultValue = "",
                            description = "a speech model's id (default: the only or newest one)")
                    String model,
            @Option(
                            names = "--spoken",
                            defaultValue = "",
                            description =
                                    "language of the recording: zh, en, … (default: find out)")
                    String spoken,
            @Option(
                            names = "--beams",
                            defaultValue = "5",
                            description =
                                    "1 to 20 texts followed side by side (default:"
                                            + " ${DEFAULT-VALUE}); 1 is fastest")
                    int beams,
            @Option(
                            names = "--script",
                            description =
                                    "of Chinese: simplified, traditional or any (default: as the"
                                            + " settings say)")
                    @Nullable ChineseScript script,
            @Option(names = "--words", description = "with the time of each word") boolean words,
            @Option(names = "--json") boolean json)
            throws InterruptedException {
        try (var studio = parent.open();
                var bar = new ProgressLine(spec)) {
            var chosen = Recogniser.find(studio.models(), model);
            var options = studio.conversations().writing();
            var asked =
                    (spoken.isEmpty() ? options : options.withLanguage(spoken))
                            .withSearch(search(beams))
                            .withScript(script == null ? options.script() : script);
            return new CommandJob(studio, spec, bar)
                    .run(
                            "app.command.job.transcribe",
                            List.of(String.valueOf(file.getFileName())),
                            progress -> {
                                try (var recogniser =
                                        Recogniser.open(
                                                chosen,
                                                studio.models(),
                                                studio.device().forModel())) {
                                    var transcript =
                                            new LongTranscription(
                                                            recogniser.transcriber(),
                                                            recogniser.activity(),
                                                            kept(studio, file))
                                                    .transcribe(
                                                            file,
                                                            words ? asked.withWords() : asked,
                                                            segment -> each(segment, json, bar),
                                                            progress);
                                    bar.clear();
                                    tell(transcript, chosen, json, recogniser.activity());
                                    return "";
                                }
                            });
        }
    }

    private Search search(int beams) {
        if (beams < 1 || beams > 20) {
            throw new ParameterException(
                    spec.commandLine(), Words.say("app.command.transcribe.beams", beams));
        }
        return beams == 1 ? Search.GREEDY : new Search(beams, beams, OptionalDouble.empty());
    }

    private void each(Transcript.Segment segment, boolean json, ProgressLine bar) {
        if (!json) {
            bar.clear();
            say(line(segment));
        }
    }

    private void tell(
            Transcript transcript, ModelFolder model, boolean json, VoiceActivity activity) {
        if (activity.simple()) {
            spec.commandLine().getErr().println(Words.say("models.speech.simple"));
        }
        if (json) {
            say(Json.line(json(transcript, model)));
        } else if (transcript.segments().isEmpty()) {
            say(Words.say("models.speech.nothing"));
        }
    }

    /// Where a broken-off transcription of this file goes on.
    private static Path kept(Studio studio, Path file) {
        var name = Integer.toHexString(file.toAbsolutePath().hashCode());
        return studio.home().root().resolve("transcripts").resolve(name + ".json");
    }

    private static String line(Transcript.Segment segment) {
        return String.format(
                Locale.ROOT,
                "[%s - %s] %s",
                clock(segment.from()),
                clock(segment.to()),
                segment.text().strip());
    }

    private static String clock(double seconds) {
        long hundredths = Math.round(seconds * 100);
        return String.format(
                Locale.ROOT,
                "%02d:%02d.%02d",
                hundredths / 6000,
                hundredths / 100 % 60,
                hundredths % 100);
    }

    private static Map<String, Object> json(Transcript transcript, ModelFolder model) {
        var o = new LinkedHashMap<String, Object>();
        o.put("text", transcript.text());
        o.put("language", transcript.language());
        o.put("model", model.id());
        o.put("segments", transcript.segments().stream().map(VoiceCommand::json).toList());
        return o;
    }

    private static Map<String, Object> json(Transcript.Segment segment) {
        var o = new LinkedHashMap<String, Object>();
        o.put("start", rounded(segment.from()));
        o.put("end", rounded(segment.to()));
        o.put("text", segment.text());
        o.put("avgLogprob", rounded(segment.quality().logProbability()));
        o.put("noSpeechProb", rounded(segment.quality().noSpeech()));
        o.put("compressionRatio", rounded(segment.quality().compression()));
        o.put("temperature", segment.quality().temperature());
        if (!segment.words().isEmpty()) {
            o.put("words", segment.words().stream().map(VoiceCommand::json).toList());
        }
        return o;
    }

    private static Map<String, Object> json(Transcript.Word word) {
        var o = new LinkedHashMap<String, Object>();
        o.put("word", word.text());
        o.put("start", rounded(word.from()));
        o.put("end", rounded(word.to()));
        o.put("probability", rounded(word.chance()));
        return o;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
