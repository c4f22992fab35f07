package studio.likeness.app.command;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.app.Studio;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.voice.conversion.ConversionOptions;
import studio.likeness.models.voice.conversion.VoiceConverter;

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

    @Parameters(index = "0", paramLabel = "IN", description = "a recording or a video")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT.wav")
    private Path out;

    @Override
    public Integer call() {
        try (var studio = parent.open();
                var progress = new ProgressLine(spec);
                var converter =
                        VoiceConverter.open(chosen(studio), studio.models(), Device.processor())) {
            var options =
                    new ConversionOptions(
                            speaker, transpose, autoPitch, noise, mix, envelope, seed);
            var sound = converter.convert(in, out, options, progress);
            progress.clear();
            spec.commandLine()
                    .getOut()
                    .println(
                            Words.say(
                                    "app.command.converted",
                                    sound.length().toMillis() / 1000.0,
                                    out,
                                    converter.pitchTracker()));
        }
        return 0;
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
