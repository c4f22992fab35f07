package studio.likeness.app.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.app.ChosenDevice;
import studio.likeness.app.Studio;
import studio.likeness.app.conversation.HeldOutVoice;
import studio.likeness.models.job.Owned;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.speaker.Likeness;
import studio.likeness.models.voice.speaker.Similarity;
import studio.likeness.models.voice.speaker.SpeakerVector;

/// `likeness voice similarity`.
@Command(
        name = "similarity",
        mixinStandardHelpOptions = true,
        description = "How alike the voices of two recordings are, and what the number means.")
final class VoiceSimilarity implements Callable<Integer> {
    private static final int RATE = 16_000;

    /// More of a voice tells no more.
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @ParentCommand private VoiceCommand parent;
    @Spec private CommandSpec spec;

    @Option(
            names = "--model",
            defaultValue = "",
            description = "a speaker encoder's id (default: the newest one)")
    private String model;

    @Option(names = "--json")
    private boolean json;

    @Parameters(index = "0", paramLabel = "A")
    private Path a;

    @Parameters(
            index = "1",
            paramLabel = "B",
            arity = "0..1",
            description = "another recording; none with --persona")
    private Optional<Path> b = Optional.empty();

    @Option(
            names = "--persona",
            defaultValue = "",
            description = "compare with this persona's recorded answers, and with other people's")
    private String persona;

    @Override
    public Integer call() {
        try (var studio = parent.open();
                var owned = new Owned()) {
            if (!persona.isEmpty()) {
                beside(studio);
                return 0;
            }
            var other =
                    b.orElseThrow(
                            () ->
                                    new ParameterException(
                                            spec.commandLine(),
                                            Words.say("app.command.similarity.other")));
            var found = Similarity.of(sound(a), sound(other), network(studio, owned));
            boolean coarse = found.by().equals(Similarity.COARSE);
            var meaning = Words.say("models.voice.speaker.meaning." + found.meaning());
            if (json) {
                var o = new LinkedHashMap<String, Object>();
                o.put("similarity", rounded(found.value()));
                o.put("meaning", found.meaning().name().toLowerCase(Locale.ROOT));
                o.put("by", found.by());
                found.within().ifPresent(value -> o.put("withinOne", rounded(value)));
                say(Json.line(o));
            } else {
                say(String.format(Locale.ROOT, "%.2f  %s", found.value(), meaning));
                found.within().ifPresent(v -> say(Words.say("app.command.withinOne", rounded(v))));
                if (coarse) {
                    say(Words.say("models.voice.speaker.coarse"));
                }
            }
        }
        return 0;
    }

    /// A recording beside the persona's own.
    private void beside(Studio studio) {
        var id = studio.personas().find(persona).id();
        Likeness likeness;
        try (var known =
                new HeldOutVoice(studio.personas(), id, Optional.empty(), encoder(studio))) {
            likeness =
                    known.likeness(a)
                            .orElseThrow(
                                    () ->
                                            new StudioException(
                                                    "models.voice.speaker.tooShort", 0.5));
        }
        if (json) {
            var o = new LinkedHashMap<String, Object>();
            o.put("similarity", rounded(likeness.value()));
            o.put("meaning", likeness.meaning().name().toLowerCase(Locale.ROOT));
            o.put("by", likeness.by());
            o.put("recordings", likeness.recordings());
            likeness.same().ifPresent(span -> o.put("same", figures(span)));
            likeness.strangers().ifPresent(span -> o.put("strangers", figures(span)));
            say(Json.line(o));
            return;
        }
        say(
                String.format(
                        Locale.ROOT,
                        "%.2f  %s",
                        likeness.value(),
                        Words.say("models.voice.speaker.likeness." + likeness.meaning())));
        likeness.same().ifPresent(span -> line("app.command.similarity.same", span));
        likeness.strangers().ifPresent(span -> line("app.command.similarity.strangers", span));
        if (likeness.by().equals(Similarity.COARSE)) {
            say(Words.say("models.voice.speaker.coarse"));
        }
    }

    private void line(String key, Likeness.Span span) {
        say(Words.say(key, span.least(), span.most()));
    }

    private static List<Double> figures(Likeness.Span span) {
        return List.of(rounded(span.least()), rounded(span.most()));
    }

    private static Waveform sound(Path file) {
        return MediaReader.readSound(file, RATE, LONGEST);
    }

    private Optional<SpeakerVector> network(Studio studio, Owned owned) {
        return encoder(studio)
                .map(
                        folder ->
                                owned.own(
                                        SpeakerVector.open(
                                                folder, ChosenDevice.forSmallNetwork())));
    }

    private Optional<ModelFolder> encoder(Studio studio) {
        return model.isEmpty()
                ? SpeakerVector.find(studio.models())
                : Optional.of(studio.models().find(model));
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
