package studio.likeness.app.window.voice;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.likeness.app.ChosenDevice;
import studio.likeness.app.Studio;
import studio.likeness.app.conversation.ConvertedVoice;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.voices.InstalledCloning;
import studio.likeness.corpus.voices.Voices;
import studio.likeness.models.job.Owned;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.speech.Recogniser;
import studio.likeness.models.speech.VoiceActivities;
import studio.likeness.models.speech.VoiceActivity;
import studio.likeness.models.speech.WhisperMel;
import studio.likeness.models.voice.conversion.ConversionOptions;
import studio.likeness.models.voice.conversion.ConverterSettings;
import studio.likeness.models.voice.conversion.LiveConversion;
import studio.likeness.models.voice.conversion.VoiceConverter;
import studio.likeness.models.voice.noise.NoiseRemovals;
import studio.likeness.models.voice.preparation.Preparation;
import studio.likeness.models.voice.preparation.PreparedSet;
import studio.likeness.models.voice.preparation.SpeechSlicer;
import studio.likeness.models.voice.profile.VoiceProfile;
import studio.likeness.models.voice.speaker.Likeness;

/// The tab's work, done by the studio's services.
final class StudioVoiceWork implements VoiceWork {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /// What GPT-SoVITS learns from; others read it as well.
    private static final int CLIPS_RATE = 32_000;

    private final Studio studio;
    private final LoadedVoice loaded;
    private final LoadedLikeness likeness;

    StudioVoiceWork(Studio studio) {
        this.studio = studio;
        loaded = new LoadedVoice(studio.models(), studio.device()::forModel);
        likeness = new LoadedLikeness(studio);
    }

    @Override
    public Means means() {
        return new Means(
                InstalledCloning.choose(studio.models()).missing(),
                Recogniser.find(studio.models()).isPresent(),
                studio.models().list().stream()
                        .filter(m -> m.manifest().kind() == Manifest.Kind.VOICE_CONVERSION)
                        .flatMap(
                                m ->
                                        ConverterSettings.read(m.path())
                                                .speakers()
                                                .keySet()
                                                .stream()
                                                .map(speaker -> new Target(m.id(), speaker)))
                        .toList());
    }

    @Override
    public List<Voices.Voice> list(Persona persona) {
        return voices(persona).list();
    }

    private Voices voices(Persona persona) {
        return studio.voices(persona.id());
    }

    @Override
    public String hear(Path recording, Progress progress) {
        try (var ears = ears()) {
            var sound = MediaReader.readSound(recording, WhisperMel.SAMPLE_RATE_HZ, LONGEST);
            return ears.write(sound, studio.conversations().writing(), progress);
        }
    }

    private VoiceActivity activity() {
        return VoiceActivities.open(studio.models(), ChosenDevice.forSmallNetwork());
    }

    /// One that cannot be spoken with is not kept.
    @Override
    public Voices.Voice clone(Persona persona, String name, Voices.Sample sample) {
        var chosen = InstalledCloning.choose(studio.models());
        var models =
                chosen.models()
                        .orElseThrow(
                                () ->
                                        new StudioException(
                                                "app.window.voice.missing",
                                                String.join(", ", chosen.missing())));
        var voices = voices(persona);
        var kept = voices.add(name, models, List.of(sample), VoiceProfile.Speaking.usual());
        try {
            loaded.prepare(kept);
        } catch (RuntimeException e) {
            voices.remove(kept.id());
            throw e;
        }
        return kept;
    }

    @Override
    public Said say(
            Persona persona, String voice, Wish wish, boolean listen, Path into, Progress progress)
            throws InterruptedException {
        var kept = voices(persona).find(voice);
        if (!listen) {
            write(persona, loaded.say(kept, wish, progress), into);
            return new Said(wish, Optional.empty());
        }
        try (var ears = ears()) {
            var take = loaded.say(kept, wish, ears, progress);
            write(persona, take.sound(), into);
            var differences = take.differences();
            voices(persona)
                    .change(
                            voice,
                            LoadedVoice.cloned(kept)
                                    .heard(differences.wrong(), differences.letters()));
            return new Said(
                    wish.withSeed(take.seed()), Optional.of(new Heard(differences, take.tries())));
        }
    }

    private Recogniser ears() {
        return Recogniser.open(
                Recogniser.find(studio.models(), ""), studio.models(), studio.device().forModel());
    }

    private static void write(Persona persona, Waveform sound, Path into) {
        SoundFile.writeWav(
                sound,
                into,
                Map.of(
                        "title", Words.say("app.command.voice.title", persona.name()),
                        "comment", Words.say("app.command.voice.comment", persona.name())));
    }

    @Override
    public Optional<Likeness> likeness(Persona persona, String voice, Path sound) {
        var kept = voices(persona).find(voice);
        var reference = LoadedVoice.cloned(kept).references().getFirst().file();
        return likeness.likeness(persona, kept.folder().resolve(reference), sound);
    }

    @Override
    public void convert(Turn turn, Path recording, Path into, Progress progress) {
        try (var converter = converter(turn)) {
            converter.convert(recording, into, options(turn), progress);
        }
    }

    private VoiceConverter converter(Turn turn) {
        return VoiceConverter.open(
                studio.models().find(turn.target().model()),
                studio.models(),
                studio.device().forModel());
    }

    private static ConversionOptions options(Turn turn) {
        return ConversionOptions.usual()
                .withSpeaker(turn.target().speaker())
                .withSemitones(turn.semitones())
                .withOwnPitch(turn.ownPitch());
    }

    @Override
    public Voices.Voice keep(Persona persona, Turn turn) {
        var models = studio.models();
        return voices(persona)
                .add(
                        ConvertedVoice.profile(
                                turn.target().speaker(),
                                models.find(turn.target().model()),
                                options(turn),
                                models));
    }

    @Override
    public Live live(Turn turn, int sampleRateHz) {
        var converter = converter(turn);
        try {
            return Live.of(
                    new LiveConversion(
                            converter, LiveConversion.Shape.usual(), options(turn), sampleRateHz),
                    converter);
        } catch (RuntimeException e) {
            converter.close();
            throw e;
        }
    }

    @Override
    public PreparedSet prepared(Persona persona) {
        return PreparedSet.open(clips(persona));
    }

    private Path clips(Persona persona) {
        return studio.corpus(persona.id()).folder().resolve("clips");
    }

    @Override
    public PreparedSet prepare(Persona persona, List<Path> recordings, Progress progress) {
        try (var owned = new Owned()) {
            var ears = Recogniser.find(studio.models()).map(_ -> owned.own(ears()));
            var activity = ears.map(Recogniser::activity).orElseGet(() -> owned.own(activity()));
            var noise =
                    owned.own(NoiseRemovals.open(studio.models(), ChosenDevice.forSmallNetwork()));
            return new Preparation(
                            activity,
                            Optional.of(noise),
                            ears.map(Recogniser::transcriber),
                            studio.conversations().writing(),
                            CLIPS_RATE,
                            SpeechSlicer.USUAL)
                    .prepare(recordings, clips(persona), progress);
        }
    }

    @Override
    public void use(Persona persona, String voice) {
        voices(persona).use(voice);
    }

    @Override
    public void useNone(Persona persona) {
        voices(persona).useNone();
    }

    @Override
    public void remove(Persona persona, String voice) {
        voices(persona).remove(voice);
    }

    @Override
    public String restore(Persona persona, String voice) {
        return voices(persona).restore(voice);
    }

    @Override
    public Path folder(Persona persona) {
        return studio.corpus(persona.id()).folder().resolve("takes").resolve("voice");
    }

    @Override
    public void close() {
        try (loaded) {
            likeness.close();
        }
    }
}
