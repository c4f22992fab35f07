package studio.likeness.models.signal;

import java.time.Duration;

/// A piece of a stream of sound.
///
/// @param pts when its first sample is heard, from the start of the stream
public record AudioChunk(Waveform sound, Duration pts) {
    public Duration end() {
        return pts.plus(sound.length());
    }
}
