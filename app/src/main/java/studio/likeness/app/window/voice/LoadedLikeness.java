package studio.likeness.app.window.voice;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.Studio;
import studio.likeness.app.conversation.HeldOutVoice;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.voice.speaker.Likeness;
import studio.likeness.models.voice.speaker.SpeakerVector;

/// How the person that was measured last sounds, kept for the next sentence. Thread-safe.
final class LoadedLikeness implements AutoCloseable {
    private final Studio studio;
    private String of = "";
    private @Nullable HeldOutVoice voice;

    LoadedLikeness(Studio studio) {
        this.studio = studio;
    }

    /// @param reference what the person is known by where it has recorded nothing
    synchronized Optional<Likeness> likeness(Persona persona, Path reference, Path sound) {
        return opened(persona, reference).likeness(sound);
    }

    private HeldOutVoice opened(Persona persona, Path reference) {
        var encoder = SpeakerVector.find(studio.models());
        var key = persona.id() + "|" + reference + "|" + encoder.map(e -> e.id()).orElse("");
        var known = voice;
        if (known != null && of.equals(key)) {
            return known;
        }
        close();
        var opened =
                new HeldOutVoice(studio.personas(), persona.id(), Optional.of(reference), encoder);
        voice = opened;
        of = key;
        return opened;
    }

    @Override
    public synchronized void close() {
        if (voice != null) {
            voice.close();
            voice = null;
            of = "";
        }
    }
}
