package studio.likeness.models.face;

import java.time.Duration;
import java.util.List;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.voice.SpokenChunk;

/// Turns a stream of sound (and phonemes, where they are known) into mouth shapes over time. Fed by
/// one thread and asked by the same one.
public final class LipSync {
    /// Sound of a recording: visemes from spectral features.
    public void hear(AudioChunk chunk) {
        throw new UnsupportedOperationException();
    }

    /// Synthesised speech: visemes from its phonemes, or from its sound where there are none.
    public void hear(AudioChunk chunk, List<SpokenChunk.Phoneme> phonemes) {
        throw new UnsupportedOperationException();
    }

    /// No more sound will come; the mouth closes after the last.
    public void end() {
        throw new UnsupportedOperationException();
    }

    /// Up to when shapes are settled: what was heard less the look-ahead.
    public Duration ready() {
        throw new UnsupportedOperationException();
    }

    /// The mouth at a time; closed before the sound, in its silences and after it.
    public MouthShape at(Duration time) {
        throw new UnsupportedOperationException();
    }

    public Viseme visemeAt(Duration time) {
        throw new UnsupportedOperationException();
    }
}
