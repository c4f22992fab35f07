package studio.likeness.models.voice.noise;

import studio.likeness.models.signal.Waveform;

/// Takes what is no voice out of a recording. Not thread-safe.
public interface NoiseRemoval extends AutoCloseable {
    /// For people.
    String name();

    /// @param sound of any rate
    /// @return as long, at the same rate; nothing is moved in time
    Waveform clean(Waveform sound);

    @Override
    void close();
}
