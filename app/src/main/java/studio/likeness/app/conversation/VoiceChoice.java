package studio.likeness.app.conversation;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import studio.likeness.corpus.voices.Voices;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.voice.SystemVoice;
import studio.likeness.models.voice.conversion.ConvertedSystemVoice;
import studio.likeness.models.voice.profile.VoiceProfile;

/// With which voice a persona speaks: the one it was given; where that cannot be had, another of
/// its own that is made of the system's; else the system's.
///
/// @param opened loads one of the persona's
/// @param system opens the system's
record VoiceChoice(Voices voices, Function<Voices.Voice, Voice> opened, Supplier<Voice> system) {
    private static final System.Logger LOG = System.getLogger(VoiceChoice.class.getName());

    /// With what is installed.
    static VoiceChoice of(Voices voices, ModelFolders models, Device device) {
        return new VoiceChoice(voices, kept -> open(kept, models, device), Voice::ofSystem);
    }

    /// Loaded in the background, where it was given one.
    Voice voice() {
        Optional<Voices.Voice> used;
        try {
            used = voices.used();
        } catch (StudioException e) {
            return PersonaVoice.standIn(instead(Optional.empty()), e.explanation());
        }
        return used.<Voice>map(
                        kept ->
                                new PersonaVoice(
                                        kept.profile().name(),
                                        () -> opened.apply(kept),
                                        () -> instead(used)))
                .orElseGet(system);
    }

    private Voice instead(Optional<Voices.Voice> failed) {
        for (var other : voices.list()) {
            boolean tried = failed.filter(voice -> voice.id().equals(other.id())).isPresent();
            if (!tried && other.profile() instanceof VoiceProfile.Converted) {
                try {
                    return opened.apply(other);
                } catch (StudioException e) {
                    LOG.log(System.Logger.Level.WARNING, "nor that one: " + e.getMessage());
                }
            }
        }
        return system.get();
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
            return Voice.of(
                    new ConvertedSystemVoice(
                            system,
                            ConvertedVoice.converter(profile, models, device),
                            ConvertedVoice.options(profile)),
                    Voice.Kind.CONVERTED);
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
    }
}
