package studio.likeness.app.conversation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import studio.likeness.corpus.store.PersonaStore;
import studio.likeness.corpus.voices.HeldOut;
import studio.likeness.models.job.Owned;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.speaker.KnownVoice;
import studio.likeness.models.voice.speaker.KnownVoice.Print;
import studio.likeness.models.voice.speaker.Likeness;
import studio.likeness.models.voice.speaker.SpeakerVector;

/// How a persona's own recordings sound, to measure others by; the other personas are the
/// strangers. Safe for several threads.
public final class HeldOutVoice implements AutoCloseable {
    private static final int RATE = 16_000;

    /// More of a recording tells no more of its voice.
    private static final Duration ENOUGH = Duration.ofSeconds(20);

    /// Shorter sounds tell nothing.
    private static final Duration LEAST = Duration.ofMillis(500);

    private final Owned owned = new Owned();
    private final KnownVoice known;

    /// @param persona its identifier
    /// @param instead what the person is known by where it has recorded nothing
    /// @param encoder of speakers; without one a coarse measure is taken
    /// @throws StudioException when there is nothing to know the person by, or a recording or the
    ///     encoder cannot be opened
    public HeldOutVoice(
            PersonaStore personas,
            String persona,
            Optional<Path> instead,
            Optional<ModelFolder> encoder) {
        try {
            // Small enough for the processor.
            var network = encoder.map(e -> owned.own(SpeakerVector.open(e, Device.processor())));
            var recordings = HeldOut.of(personas, persona);
            var person =
                    recordings.person().isEmpty() ? instead.stream().toList() : recordings.person();
            if (person.isEmpty()) {
                throw new StudioException(
                        "app.conversation.nothingRecorded", personas.find(persona).name());
            }
            known =
                    new KnownVoice(
                            prints(person, network),
                            prints(recordings.strangers(), network),
                            network);
        } catch (RuntimeException e) {
            owned.close();
            throw e;
        }
    }

    private static List<Print> prints(List<Path> files, Optional<SpeakerVector> network) {
        return files.stream().map(file -> Print.of(read(file), network)).toList();
    }

    private static Waveform read(Path file) {
        return MediaReader.readSound(file, RATE, ENOUGH);
    }

    /// Empty where the sound is too short to know a voice by.
    public synchronized Optional<Likeness> likeness(Path sound) {
        var heard = read(sound);
        return heard.length().compareTo(LEAST) < 0
                ? Optional.empty()
                : Optional.of(known.likeness(heard));
    }

    @Override
    public synchronized void close() {
        owned.close();
    }
}
