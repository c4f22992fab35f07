package studio.likeness.models.voice.noise;

import studio.likeness.models.media.SoundFilter;
import studio.likeness.models.signal.Waveform;

/// FFmpeg's `afftdn`: lowers what the spectrum has all the time. Needs no network, so it is always
/// there.
public final class FilterNoise implements NoiseRemoval {
    /// Decibels taken off at most.
    private static final double REDUCTION = 12;

    @Override
    public String name() {
        return "afftdn";
    }

    @Override
    public Waveform clean(Waveform sound) {
        return SoundFilter.spectralDenoise(sound, REDUCTION);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
