package studio.likeness.app.command;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.app.Studio;
import studio.likeness.app.conversation.ConvertedVoice;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.voice.conversion.ConversionOptions;
import studio.likeness.models.voice.conversion.VoiceConverter;
import studio.likeness.models.voice.profile.VoiceProfile;

/// `likeness voice convert`.
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Say in another voice what a recording says.")
final class VoiceConvert implements Callable<Integer> {
    @ParentCommand private VoiceCommand parent;
    @Spec private CommandSpec spec;

    @Option(
            names = "--model",
            defaultValue = "",
            description = "a converting model's id (default: the newest one)")
    private String model;

    @Option(
            names = "--speaker",
            defaultValue = "",
            description = "whose voice, by name or number (default: the model's first)")
    private String speaker;

    @Option(
            names = "--transpose",
            defaultValue = "0",
            description = "semitones up, or down when negative")
    private double transpose;

    @Option(
            names = "--auto-pitch",
            description = "let the model choose the melody; for speech, never for singing")
    private boolean autoPitch;

    @Option(
            names = "--mix",
            defaultValue = "0",
            description = "0 to 1: draw what is said to how the speaker says it")
    private double mix;

    @Option(names = "--noise", defaultValue = "0.4", description = "0 to 1: how freely it speaks")
    private double noise;

    @Option(
            names = "--envelope",
            defaultValue = "0",
            description = "0 to 1: how much of the recording's loudness is kept")
    private double envelope;

    @Option(
            names = "--seed",
            defaultValue = "" + ConversionOptions.USUAL_SEED,
            description = "the same seed, the same sound")
    private long seed;

    @Option(
            names = "--persona",
            defaultValue = "",
            description =
                    "convert to this persona's converted voice, where it has one; the other options"
                            + " then do not count")
    private String persona;

    @Option(
            names = "--keep",
            defaultValue = "",
            paramLabel = "NAME",
            description = "keep the model, the speaker and the numbers as a voice of the persona")
    private String keep;

    @Parameters(index = "0", paramLabel = "IN", description = "a recording or a video")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT.wav")
    private Path out;

    @Override
    public Integer call() throws InterruptedException {
        if (persona.isEmpty() && !keep.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), Words.say("app.command.convert.whose"));
        }
        try (var studio = parent.open();
                var bar = new ProgressLine(spec)) {
            return new CommandJob(studio, spec, bar)
                    .run(
                            "app.command.job.convert",
                            List.of(String.valueOf(in.getFileName())),
                            progress -> converted(studio, progress));
        }
    }

    private String converted(Studio studio, Progress progress) {
        var kept = keep.isEmpty() ? known(studio) : Optional.<VoiceProfile.Converted>empty();
        var options =
                kept.map(profile -> ConvertedVoice.options(profile).withSeed(seed))
                        .orElseGet(this::options);
        try (var converter =
                kept.isPresent()
                        ? ConvertedVoice.converter(
                                kept.get(), studio.models(), studio.device().forModel())
                        : VoiceConverter.open(
                                chosen(studio), studio.models(), studio.device().forModel())) {
            var sound = converter.convert(in, out, options, progress);
            if (!keep.isEmpty()) {
                var profile =
                        ConvertedVoice.profile(keep, chosen(studio), options, studio.models());
                studio.voices(studio.personas().find(persona).id()).add(profile);
            }
            return Words.say(
                    "app.command.converted",
                    sound.length().toMillis() / 1000.0,
                    out,
                    converter.pitchTracker());
        }
    }

    private Optional<VoiceProfile.Converted> known(Studio studio) {
        return persona.isEmpty()
                ? Optional.empty()
                : ConvertedVoice.of(studio.voices(studio.personas().find(persona).id()));
    }

    private ConversionOptions options() {
        return new ConversionOptions(speaker, transpose, autoPitch, noise, mix, envelope, seed);
    }

    private ModelFolder chosen(Studio studio) {
        if (!model.isEmpty()) {
            return studio.models().find(model);
        }
        return studio.models().list().stream()
                .filter(known -> known.manifest().kind() == Manifest.Kind.VOICE_CONVERSION)
                .max(Comparator.comparing(known -> known.manifest().created()))
                .orElseThrow(() -> new StudioException("models.voice.conversion.noModel"));
    }
}
