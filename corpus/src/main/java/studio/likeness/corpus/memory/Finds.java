package studio.likeness.corpus.memory;

import java.util.Optional;

/// How a memory finds, and what decides whether a recorded answer is played. Meaning finds passages
/// and candidates with any encoder; it has a say in what is played only with the one that the
/// selector's weights were fitted on, because what is near for one model is far for another.
public enum Finds {
    /// By words and meaning; both decide.
    WORDS_AND_MEANING,

    /// By words alone: there is no encoder, or it cannot run.
    WITHOUT_ENCODER,

    /// Words decide alone: nothing was fitted on this encoder.
    OTHER_ENCODER,

    /// Words serve alone until the encoder has been through the answers.
    NOT_READY;

    /// Of a memory whose encoder has been through everything.
    ///
    /// @param encoder as [Embedder#id] has it; empty where there is none
    public static Finds with(Optional<String> encoder) {
        if (encoder.isEmpty()) {
            return WITHOUT_ENCODER;
        }
        return encoder.flatMap(Calibration::of).isPresent() ? WORDS_AND_MEANING : OTHER_ENCODER;
    }
}
