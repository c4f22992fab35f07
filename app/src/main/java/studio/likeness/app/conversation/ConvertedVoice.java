package studio.likeness.app.conversation;

import java.util.Optional;
import studio.likeness.corpus.voices.Voices;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.voice.content.ContentEncoder;
import studio.likeness.models.voice.conversion.ConversionOptions;
import studio.likeness.models.voice.conversion.ConverterSettings;
import studio.likeness.models.voice.conversion.VoiceConverter;
import studio.likeness.models.voice.profile.VoiceProfile;

/// A persona's converted voice: what its profile says, as a converter wants it, and back.
public final class ConvertedVoice {
    private ConvertedVoice() {}

    /// With the models that the profile names. Close it.
    ///
    /// @throws StudioException when one is missing
    public static VoiceConverter converter(
            VoiceProfile.Converted profile, ModelFolders models, Device device) {
        return VoiceConverter.open(
                models.find(profile.model()),
                named(profile.content(), models),
                named(profile.pitch(), models),
                models,
                device);
    }

    private static Optional<ModelFolder> named(String id, ModelFolders models) {
        return id.isEmpty() ? Optional.empty() : Optional.of(models.find(id));
    }

    public static ConversionOptions options(VoiceProfile.Converted profile) {
        return ConversionOptions.usual()
                .withSpeaker(profile.speaker())
                .withSemitones(profile.semitones())
                .withOwnPitch(profile.ownPitch())
                .withNoise(profile.noise());
    }

    /// The profile of a voice that is converted so, with the best pitch tracker there is.
    ///
    /// @throws StudioException when the encoder is not installed, or the model does not know the
    ///     speaker
    public static VoiceProfile.Converted profile(
            String name, ModelFolder model, ConversionOptions options, ModelFolders models) {
        var settings = ConverterSettings.read(model.path());
        settings.speaker(options.speaker());
        var content =
                ContentEncoder.find(models, settings.content())
                        .orElseThrow(
                                () ->
                                        new StudioException(
                                                "models.voice.conversion.noContent",
                                                settings.content().word()));
        return new VoiceProfile.Converted(
                name,
                model.id(),
                content.id(),
                "",
                options.speaker(),
                options.semitones(),
                options.ownPitch(),
                options.noise());
    }

    /// The one that a persona speaks with, else its first.
    public static Optional<VoiceProfile.Converted> of(Voices voices) {
        return voices.list().stream()
                .sorted((a, b) -> Boolean.compare(b.used(), a.used()))
                .map(Voices.Voice::profile)
                .filter(VoiceProfile.Converted.class::isInstance)
                .map(VoiceProfile.Converted.class::cast)
                .findFirst();
    }
}
