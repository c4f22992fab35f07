package studio.likeness.app.window.voice;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.likeness.app.Studio;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.voices.Voices;
import studio.likeness.models.job.Owned;
import studio.likeness.models.job.Progress;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.voice.speaker.Similarity;
import studio.likeness.models.voice.speaker.SpeakerVector;

/// The tab's work, done by the studio's services.
final class StudioVoiceWork implements VoiceWork {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int RATE = 16_000;

    private final Studio studio;

    StudioVoiceWork(Studio studio) {
        this.studio = studio;
    }

    @Override
    public Means means() {
        throw new UnsupportedOperationException();
    }

    private boolean has(Manifest.Kind kind) {
        return studio.models().list().stream().anyMatch(m -> m.manifest().kind() == kind);
    }

    @Override
    public List<Voices.Voice> list(Persona persona) {
        return voices(persona).list();
    }

    private Voices voices(Persona persona) {
        return new Voices(studio.personas(), persona.id());
    }

    @Override
    public String hear(Path recording, Progress progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Voices.Voice clone(Persona persona, String name, Voices.Sample sample) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void say(Persona persona, String voice, Wish wish, Path into, Progress progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Similarity similarity(Persona persona, String voice, Path sound) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void convert(Persona persona, Path recording, Path into, Progress progress) {
        throw new UnsupportedOperationException();
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
    public Path folder(Persona persona) {
        return studio.corpus(persona.id()).folder().resolve("takes");
    }
}
