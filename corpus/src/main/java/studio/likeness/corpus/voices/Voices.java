package studio.likeness.corpus.voices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.store.PersonaStore;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.voice.profile.VoiceProfile;

/// One persona's voices: profiles and reference recordings lie in `voices/<id>/`.
public final class Voices {
    private final PersonaStore store;
    private final String persona;

    /// @param persona its identifier
    public Voices(PersonaStore store, String persona) {
        this.store = store;
        this.persona = persona;
    }

    /// @param used whether the persona speaks with it
    public record Voice(String id, VoiceProfile profile, Path folder, boolean used) {}

    /// A reference recording that is to be kept.
    ///
    /// @param file a WAV of 3 to 10 s
    /// @param text what is said; blank where that is not known
    public record Sample(String mood, Path file, String text, String language, double seconds) {}

    /// In alphabetical order; those whose description is damaged are left out.
    public List<Voice> list() {
        try (var corpus = store.open(persona)) {
            var folders = corpus.voices();
            var all = new ArrayList<Voice>();
            for (var id : folders.list()) {
                var folder = folders.find(id);
                try {
                    all.add(voice(id, folder));
                } catch (StudioException e) {
                    System.getLogger(Voices.class.getName())
                            .log(System.Logger.Level.WARNING, e.getMessage());
                }
            }
            return all;
        }
    }

    /// @throws StudioException when there is none, or its description is damaged
    public Voice find(String id) {
        try (var corpus = store.open(persona)) {
            return voice(id, corpus.voices().find(id));
        }
    }

    /// The one that the persona speaks with; empty for the system's.
    ///
    /// @throws StudioException when it is gone or damaged
    public Optional<Voice> used() {
        var id = store.find(persona).parts().voice();
        return id.isEmpty() ? Optional.empty() : Optional.of(find(id));
    }

    private Voice voice(String id, Path folder) {
        boolean used = store.find(persona).parts().voice().equals(id);
        return new Voice(id, VoiceProfile.read(folder), folder, used);
    }

    /// Keeps a cloned voice, and uses it when it is the persona's first.
    ///
    /// @param samples by mood, the usual one first
    public Voice add(
            String name,
            VoiceProfile.Models models,
            List<Sample> samples,
            VoiceProfile.Speaking speaking) {
        try (var corpus = store.open(persona);
                var draft = corpus.voices().begin()) {
            var kept = new ArrayList<VoiceProfile.Recording>();
            for (var sample : samples) {
                kept.add(keep(sample, draft.path(), kept.size()));
            }
            VoiceProfile.Cloned.unheard(name, models, kept, speaking).write(draft.path());
            return published(draft.publish(name));
        }
    }

    /// Keeps a voice that needs no recordings.
    public Voice add(VoiceProfile.Converted profile) {
        try (var corpus = store.open(persona);
                var draft = corpus.voices().begin()) {
            profile.write(draft.path());
            return published(draft.publish(profile.name()));
        }
    }

    private Voice published(String id) {
        if (store.find(persona).parts().voice().isEmpty()) {
            use(id);
        }
        return find(id);
    }

    private static VoiceProfile.Recording keep(Sample sample, Path folder, int number) {
        var file = "reference-" + (number + 1) + ".wav";
        try {
            Files.copy(sample.file(), folder.resolve(file));
            return new VoiceProfile.Recording(
                    sample.mood(),
                    file,
                    sha256(folder.resolve(file)),
                    sample.text(),
                    sample.language(),
                    sample.seconds());
        } catch (IOException e) {
            throw new StudioException(e, "corpus.voices.cannotKeep", sample.file().getFileName());
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Another description of the same voice: other numbers, a measured figure.
    public Voice change(String id, VoiceProfile profile) {
        var voice = find(id);
        profile.write(voice.folder());
        return find(id);
    }

    /// Speaks with it from now on.
    public Persona use(String id) {
        find(id);
        return with(id);
    }

    /// Speaks with none of them: the system's voice.
    public Persona useNone() {
        return with("");
    }

    private Persona with(String id) {
        var old = store.find(persona);
        return store.update(old.withParts(old.parts().withVoice(id)));
    }

    /// Moves it to the persona's trash; where it was in use, none is any more.
    public void remove(String id) {
        try (var corpus = store.open(persona)) {
            corpus.voices().remove(id);
            if (store.find(persona).parts().voice().equals(id)) {
                useNone();
            }
        }
    }

    /// Takes the latest of that identifier back.
    ///
    /// @return its identifier now; another where its own is taken meanwhile
    public String restore(String id) {
        try (var corpus = store.open(persona)) {
            return corpus.voices().restore(id);
        }
    }
}
