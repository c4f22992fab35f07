package studio.likeness.models.voice;

import java.time.Duration;
import java.util.List;
import studio.likeness.models.signal.AudioChunk;

/// A piece of synthesised speech and the phonemes that begin within it.
///
/// @param phonemes in order; empty where the synthesiser does not tell
public record SpokenChunk(AudioChunk audio, List<Phoneme> phonemes) {
    /// @param symbol espeak-ng's mnemonic
    /// @param at from the start of the stream
    public record Phoneme(String symbol, Duration at) {}
}
