package studio.likeness.models.voice.cloning;

import java.io.IOException;
import java.nio.file.Path;

/// What a model folder keeps of a network that makes a sound of codes, beside its graphs.
///
/// @param version `v1`, `v2`, `v2Pro` or `v2ProPlus`
/// @param sampleRateHz of its sound
/// @param hop samples a frame; two frames a code
/// @param channels of the noise
/// @param bins of the reference's spectrogram
/// @param listensToSpeaker whether it also wants a speaker's vector (v2Pro)
/// @param mute how like silence each code sounds, -1 to 1
public record SoundSettings(
        String version,
        int sampleRateHz,
        int hop,
        int channels,
        int bins,
        boolean listensToSpeaker,
        float[] mute) {
    public static final String FILE = "sound.json";

    public SoundSettings {
        if (sampleRateHz < 8_000 || hop < 1 || channels < 1 || bins < 2) {
            throw new IllegalArgumentException(
                    "expected a rate and sizes above 0, found %d Hz, hop %d, %d channels, %d bins"
                            .formatted(sampleRateHz, hop, channels, bins));
        }
    }

    /// Whether its phonemes are those of the first version.
    public boolean first() {
        return version.equals("v1");
    }

    void write(Path folder) throws IOException {
        SettingsFile.write(folder.resolve(FILE), this);
    }

    static SoundSettings read(Path folder) {
        return SettingsFile.read(folder.resolve(FILE), SoundSettings.class);
    }
}
