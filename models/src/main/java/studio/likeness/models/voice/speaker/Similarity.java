package studio.likeness.models.voice.speaker;

import java.util.Optional;
import java.util.OptionalDouble;
import studio.likeness.models.signal.Waveform;

/// How alike two recordings' voices are, and what that number means.
///
/// @param value of a network the cosine of its vectors, -1 to 1; of the coarse measure 0 to 1
/// @param by the network's family, or `coarse`
/// @param within how alike each recording's own halves are, the lesser of the two; empty when one
///     is too short for halves
public record Similarity(double value, Meaning meaning, String by, OptionalDouble within) {
    public static final String COARSE = "coarse";

    /// Each half must be long enough to know a voice by.
    private static final double LEAST_SECONDS = 4;

    /// Values so near a threshold are on neither side.
    private static final double NEAR = 0.1;

    /// What can be said of the number.
    public enum Meaning {
        ONE_VOICE,
        UNSURE,
        TWO_VOICES,
        /// No threshold is known; but the recordings are as alike as one of them is to itself.
        AS_ITS_HALVES,
        /// No threshold is known; but one recording is more like itself than like the other.
        LESS_THAN_ITS_HALVES,
        /// No threshold is known, and a recording is too short to compare it with itself.
        UNKNOWN
    }

    /// @param network stays open; without one the coarse measure is taken
    public static Similarity of(Waveform a, Waveform b, Optional<SpeakerVector> network) {
        return network.map(vectors -> byNetwork(a, b, vectors)).orElseGet(() -> coarse(a, b));
    }

    private static Similarity coarse(Waveform a, Waveform b) {
        double value = CoarseVoice.of(a).similarity(CoarseVoice.of(b));
        return new Similarity(value, against(value, 0.5), COARSE, OptionalDouble.empty());
    }

    private static Similarity byNetwork(Waveform a, Waveform b, SpeakerVector vectors) {
        double value = SpeakerVector.cosine(vectors.of(a), vectors.of(b));
        var within =
                seconds(a) < LEAST_SECONDS || seconds(b) < LEAST_SECONDS
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Math.min(halves(a, vectors), halves(b, vectors)));
        var same = vectors.family().usuallySame();
        var meaning =
                same.isPresent() ? against(value, same.getAsDouble()) : against(value, within);
        return new Similarity(value, meaning, vectors.family().word(), within);
    }

    private static double seconds(Waveform sound) {
        return sound.length().toMillis() / 1000.0;
    }

    private static double halves(Waveform sound, SpeakerVector vectors) {
        int middle = sound.samples().length / 2;
        return SpeakerVector.cosine(
                vectors.of(sound.slice(0, middle)),
                vectors.of(sound.slice(middle, sound.samples().length)));
    }

    private static Meaning against(double value, double threshold) {
        return value >= threshold + NEAR
                ? Meaning.ONE_VOICE
                : value < threshold - NEAR ? Meaning.TWO_VOICES : Meaning.UNSURE;
    }

    private static Meaning against(double value, OptionalDouble within) {
        return within.isEmpty()
                ? Meaning.UNKNOWN
                : value >= within.getAsDouble() - NEAR
                        ? Meaning.AS_ITS_HALVES
                        : Meaning.LESS_THAN_ITS_HALVES;
    }
}
