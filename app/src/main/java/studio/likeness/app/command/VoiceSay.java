package studio.likeness.app.command;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.app.Studio;
import studio.likeness.app.conversation.ReferenceVoice;
import studio.likeness.corpus.voices.Voices;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.speech.Recogniser;
import studio.likeness.models.voice.cloning.Manner;
import studio.likeness.models.voice.profile.VoiceProfile;

/// `likeness voice say`.
@Command(
        name = "say",
        mixinStandardHelpOptions = true,
        description = "Say a text in a persona's cloned voice.")
final class VoiceSay implements Callable<Integer> {
    @ParentCommand private VoiceCommand parent;
    @Spec private CommandSpec spec;

    @Option(names = "--persona", required = true)
    private String persona;

    @Option(
            names = "--voice",
            defaultValue = "",
            description = "one of the persona's (default: the one it speaks with)")
    private String voice;

    @Option(names = "--out", required = true, paramLabel = "O.wav")
    private Path out;

    @Option(names = "--seed", defaultValue = "-1", description = "the same seed, the same sound")
    private long seed;

    @Option(
            names = "--speed",
            defaultValue = "0",
            description = "0.5 to 2 (default: the voice's own)")
    private double speed;

    @Option(names = "--spoken", defaultValue = "auto", description = "zh, en or auto")
    private String spoken;

    @Option(
            names = "--check",
            description =
                    "listen to it with the installed Whisper, and say it anew when it differs")
    private boolean check;

    @Parameters(paramLabel = "TEXT")
    private String text;

    @Override
    public Integer call() throws InterruptedException {
        try (var studio = parent.open()) {
            var person = studio.personas().find(persona);
            var voices = studio.voices(person.id());
            var kept = kept(voices);
            if (!(kept.profile() instanceof VoiceProfile.Cloned cloned)) {
                throw new StudioException("app.command.voice.notCloned", kept.profile().name());
            }
            try (var speaker =
                    ReferenceVoice.open(
                            kept, cloned, studio.models(), studio.device().forModel())) {
                if (speaker.readsSoundsOnly()) {
                    spec.commandLine()
                            .getErr()
                            .println(Words.say("app.command.voice.noCharacters"));
                }
                var sound = said(studio, voices, kept, cloned, speaker);
                SoundFile.writeWav(sound, out, tags(person.name()));
                say(Words.say("app.command.voice.said", sound.length().toMillis() / 1000.0, out));
            }
        }
        return 0;
    }

    private static Map<String, String> tags(String name) {
        return Map.of(
                "title", Words.say("app.command.voice.title", name),
                "comment", Words.say("app.command.voice.comment", name));
    }

    private Voices.Voice kept(Voices voices) {
        return voice.isEmpty()
                ? voices.used()
                        .orElseThrow(() -> new StudioException("app.command.voice.none", persona))
                : voices.find(voice);
    }

    private Manner manner(VoiceProfile.Cloned cloned) {
        var manner = cloned.speaking().manner();
        manner = seed < 0 ? manner : manner.withSeed(seed);
        if (speed != 0 && !(speed >= 0.5 && speed <= 2)) {
            throw new StudioException("app.command.voice.speed", speed);
        }
        return speed == 0 ? manner : manner.withSpeed(speed);
    }

    private Waveform said(
            Studio studio,
            Voices voices,
            Voices.Voice kept,
            VoiceProfile.Cloned cloned,
            ReferenceVoice speaker)
            throws InterruptedException {
        var manner = manner(cloned);
        if (!check) {
            return speaker.say(text, spoken, manner);
        }
        var ears = Recogniser.find(studio.models(), "");
        try (var recogniser = Recogniser.open(ears, studio.models(), studio.device().forModel())) {
            var take = speaker.sayUntilHeard(text, spoken, manner, recogniser, Progress.none());
            var differences = take.differences();
            voices.change(kept.id(), cloned.heard(differences.wrong(), differences.letters()));
            say(
                    Words.say(
                            "app.command.voice.heard",
                            take.heard(),
                            100 * take.errorRate(),
                            take.tries()));
            differences.parts().stream()
                    .filter(part -> !part.same())
                    .forEach(
                            part ->
                                    say(
                                            Words.say(
                                                    "app.command.voice.otherwise",
                                                    part.said().strip(),
                                                    part.heard().strip())));
            return take.sound();
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
