package studio.likeness.app.conversation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import studio.likeness.corpus.voices.Voices;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.SpokenChunk;
import studio.likeness.models.voice.SystemVoice;
import studio.likeness.models.voice.conversion.ConversionOptions;
import studio.likeness.models.voice.conversion.ConvertedSystemVoice;
import studio.likeness.models.voice.conversion.VoiceConverter;
import studio.likeness.models.voice.profile.VoiceProfile;

/// Speaks what is not a recording.
public interface Voice extends AutoCloseable {
    /// For the user; empty where nothing sounds.
    String name();

    /// Speaks a clause; returns the time after its last sample.
    ///
    /// @param start the time of its first sample in the turn
    Duration speak(String clause, String language, Duration start, SystemVoice.Listener listener)
            throws InterruptedException;

    @Override
    void close();

    /// The operating system's voice, or [#text] where it has none.
    static Voice ofSystem() {
        return SystemVoice.find().<Voice>map(Voice::of).orElseGet(Voice::text);
    }

    /// The voice a persona was given; where it cannot be had, the system's, which says so.
    ///
    /// @param device for its networks; nothing else is tried instead
    static Voice of(Voices voices, ModelFolders models, Device device) {
        Optional<Voices.Voice> used;
        try {
            used = voices.used();
        } catch (StudioException e) {
            return PersonaVoice.standIn(ofSystem(), e.explanation());
        }
        return used.<Voice>map(
                        kept ->
                                new PersonaVoice(
                                        kept.profile().name(),
                                        () -> open(kept, models, device),
                                        () -> next(kept, voices, models, device)))
                .orElseGet(Voice::ofSystem);
    }

    /// Another voice of the persona that needs no clone, else the system's.
    private static Voice next(
            Voices.Voice failed, Voices voices, ModelFolders models, Device device) {
        for (var other : voices.list()) {
            if (!other.id().equals(failed.id())
                    && other.profile() instanceof VoiceProfile.Converted converted) {
                try {
                    return converted(converted, models, device);
                } catch (StudioException e) {
                    System.getLogger(Voice.class.getName())
                            .log(System.Logger.Level.WARNING, "nor that one: " + e.getMessage());
                }
            }
        }
        return ofSystem();
    }

    private static Voice open(Voices.Voice kept, ModelFolders models, Device device) {
        return switch (kept.profile()) {
            case VoiceProfile.Cloned cloned -> ReferenceVoice.open(kept, cloned, models, device);
            case VoiceProfile.Converted converted -> converted(converted, models, device);
        };
    }

    private static Voice converted(
            VoiceProfile.Converted profile, ModelFolders models, Device device) {
        var system =
                SystemVoice.find()
                        .orElseThrow(() -> new StudioException("app.conversation.noSystemVoice"));
        try {
            var converter = VoiceConverter.open(models.find(profile.model()), models, device);
            var options =
                    ConversionOptions.usual()
                            .withSpeaker(profile.speaker())
                            .withSemitones(profile.semitones())
                            .withOwnPitch(profile.ownPitch())
                            .withNoise(profile.noise());
            return of(new ConvertedSystemVoice(system, converter, options));
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
    }

    static Voice of(SystemVoice system) {
        return new Voice() {
            @Override
            public String name() {
                return system.name();
            }

            @Override
            public Duration speak(
                    String clause, String language, Duration start, SystemVoice.Listener listener)
                    throws InterruptedException {
                return system.speak(clause, language, start, listener);
            }

            @Override
            public void close() {
                system.close();
            }
        };
    }

    /// No voice: silence for as long as reading takes, so that captions can be followed.
    static Voice text() {
        return new Voice() {
            private static final int RATE = 16_000;

            @Override
            public String name() {
                return "";
            }

            @Override
            public Duration speak(
                    String clause, String language, Duration start, SystemVoice.Listener listener)
                    throws InterruptedException {
                // Chinese is read at about six characters a second, English at fifteen letters.
                long perSecond = language.equals("zh") ? 6 : 15;
                var end = start.plusMillis(300 + clause.length() * 1000L / perSecond);
                var step = Duration.ofMillis(100);
                for (var at = start; at.compareTo(end) < 0; at = at.plus(step)) {
                    listener.accept(
                            new SpokenChunk(
                                    new AudioChunk(Waveform.silence(step, RATE), at), List.of()));
                }
                return start.plus(
                        step.multipliedBy((end.minus(start).toMillis() + 99) / step.toMillis()));
            }

            @Override
            public void close() {}
        };
    }
}
