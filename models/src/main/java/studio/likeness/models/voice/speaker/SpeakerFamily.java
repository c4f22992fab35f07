package studio.likeness.models.voice.speaker;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/// The networks that know speakers, as their authors publish them.
public enum SpeakerFamily {
    CAMPPLUS("campplus", Fbank.BANDS, OptionalDouble.empty()),
    ECAPA_TDNN("ecapa-tdnn", Fbank.BANDS, OptionalDouble.empty()),
    ERES2NETV2("eres2netv2", Fbank.BANDS, OptionalDouble.empty()),
    RESEMBLYZER("resemblyzer", 40, OptionalDouble.of(0.75));

    private final String word;
    private final int bands;
    private final OptionalDouble same;

    SpeakerFamily(String word, int bands, OptionalDouble same) {
        this.word = word;
        this.bands = bands;
        this.same = same;
    }

    /// @param family of a manifest
    public static Optional<SpeakerFamily> named(String family) {
        return Arrays.stream(values()).filter(known -> known.word.equals(family)).findFirst();
    }

    public String word() {
        return word;
    }

    int bands() {
        return bands;
    }

    /// From which on two recordings usually are of one speaker, where that is known of the
    /// published weights.
    public OptionalDouble usuallySame() {
        return same;
    }
}
