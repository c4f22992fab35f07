package studio.likeness.models.voice.conversion;

/// What the user chooses for a conversion.
///
/// @param speaker of the model, by name or number; empty for the first one
/// @param semitones up, or down when negative
/// @param ownPitch whether the model chooses the melody itself; for speech, never for singing
/// @param noise how freely it draws, 0 to 1; 0.4 usually
/// @param mix how far what is said is drawn to what the model knows of the speaker, 0 to 1; needs
///     clusters or an index
/// @param envelope how much of the input's loudness is kept, 0 to 1; 0 keeps the model's own
/// @param seed the same seed, the same sound
public record ConversionOptions(
        String speaker,
        double semitones,
        boolean ownPitch,
        double noise,
        double mix,
        double envelope,
        long seed) {
    /// so-vits-svc's own.
    public static final long USUAL_SEED = 52_468;

    public ConversionOptions {
        if (!(noise >= 0 && noise <= 1 && mix >= 0 && mix <= 1 && envelope >= 0 && envelope <= 1)) {
            throw new IllegalArgumentException(
                    "expected noise, mix and envelope in 0 to 1, found %s, %s and %s"
                            .formatted(noise, mix, envelope));
        }
        if (!(Math.abs(semitones) <= 48)) {
            throw new IllegalArgumentException("expected -48 to 48 semitones, found " + semitones);
        }
    }

    public static ConversionOptions usual() {
        return new ConversionOptions("", 0, false, 0.4, 0, 0, USUAL_SEED);
    }

    public ConversionOptions withSpeaker(String name) {
        return new ConversionOptions(name, semitones, ownPitch, noise, mix, envelope, seed);
    }

    public ConversionOptions withSemitones(double up) {
        return new ConversionOptions(speaker, up, ownPitch, noise, mix, envelope, seed);
    }

    public ConversionOptions withOwnPitch(boolean own) {
        return new ConversionOptions(speaker, semitones, own, noise, mix, envelope, seed);
    }

    public ConversionOptions withNoise(double much) {
        return new ConversionOptions(speaker, semitones, ownPitch, much, mix, envelope, seed);
    }

    public ConversionOptions withMix(double share) {
        return new ConversionOptions(speaker, semitones, ownPitch, noise, share, envelope, seed);
    }

    public ConversionOptions withEnvelope(double share) {
        return new ConversionOptions(speaker, semitones, ownPitch, noise, mix, share, seed);
    }

    public ConversionOptions withSeed(long other) {
        return new ConversionOptions(speaker, semitones, ownPitch, noise, mix, envelope, other);
    }
}
