package studio.likeness.app.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.app.Studio;
import studio.likeness.app.conversation.ReferenceVoice;
import studio.likeness.corpus.voices.InstalledCloning;
import studio.likeness.corpus.voices.Voices;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.voice.profile.VoiceProfile;

/// `likeness voice clone`.
@Command(
        name = "clone",
        mixinStandardHelpOptions = true,
        description = "Give a persona a voice from a few seconds of a recording.")
final class VoiceClone implements Callable<Integer> {
    private static final int RATE = 32_000;
    private static final Duration LONGEST = Duration.ofSeconds(11);

    @ParentCommand private VoiceCommand parent;
    @Spec private CommandSpec spec;

    @Option(names = "--persona", required = true)
    private String persona;

    @Option(
            names = "--reference",
            required = true,
            description = "three to ten seconds in which only this person speaks")
    private Path reference;

    @Option(
            names = "--text",
            defaultValue = "",
            description = "what is said in it; without it the voice is less like")
    private String text;

    @Option(names = "--spoken", defaultValue = "auto", description = "its language: zh, en or auto")
    private String spoken;

    @Option(names = "--name", defaultValue = "", description = "of the voice")
    private String name;

    @Option(
            names = "--codes",
            defaultValue = "",
            description = "id of the GPT-SoVITS model that chooses codes (default: the newest)")
    private String codes;

    @Option(
            names = "--sound",
            defaultValue = "",
            description = "id of the SoVITS model (default: the newest)")
    private String sound;

    @Override
    public Integer call() {
        try (var studio = parent.open()) {
            var id = studio.personas().find(persona).id();
            var models = models(studio);
            var wave = MediaReader.readSound(reference, RATE, LONGEST);
            var copy = temporary(studio);
            Voices.Voice kept;
            try {
                SoundFile.writeWav(wave, copy);
                var sample =
                        new Voices.Sample(
                                "usual", copy, text, spoken, wave.length().toMillis() / 1000.0);
                kept =
                        studio.voices(id)
                                .add(
                                        name.isBlank() ? "Voice" : name,
                                        models,
                                        List.of(sample),
                                        VoiceProfile.Speaking.usual());
            } finally {
                copy.toFile().delete();
            }
            listen(studio, id, kept);
            say(Words.say("app.command.voice.cloned", kept.profile().name(), kept.id()));
            if (models.characters().isEmpty()) {
                say(Words.say("app.command.voice.noCharacters"));
            }
            if (text.isBlank()) {
                say(Words.say("app.command.voice.noText"));
            }
        }
        return 0;
    }

    private static Path temporary(Studio studio) {
        return studio.home().root().resolve(".reference-" + System.nanoTime() + ".wav");
    }

    /// Prepares the reference; a voice that cannot be spoken with is not kept.
    private static void listen(Studio studio, String persona, Voices.Voice kept) {
        if (!(kept.profile() instanceof VoiceProfile.Cloned cloned)) {
            throw new IllegalArgumentException("expected a cloned voice, found " + kept.profile());
        }
        try {
            ReferenceVoice.open(kept, cloned, studio.models(), studio.device().forModel()).close();
        } catch (RuntimeException | Error e) {
            studio.voices(persona).remove(kept.id());
            throw e;
        }
    }

    private VoiceProfile.Models models(Studio studio) {
        var found = InstalledCloning.choose(studio.models(), chosen(codes), chosen(sound));
        return found.models()
                .orElseThrow(
                        () ->
                                new StudioException(
                                        "app.command.voice.noModel",
                                        String.join(", ", found.missing())));
    }

    private static Optional<String> chosen(String id) {
        return Optional.of(id).filter(named -> !named.isEmpty());
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
