package studio.likeness.models.voice.pitch;

/// How high a voice is. Not thread-safe.
public interface PitchTracker extends AutoCloseable {
    int SAMPLE_RATE_HZ = 16_000;

    /// Values a second.
    int RATE = 100;

    double LOWEST_HZ = 50;
    double HIGHEST_HZ = 1100;

    /// For people.
    String name();

    /// @param samples mono at 16 kHz
    /// @return hertz every 10 ms, 0 where there is no pitch; `[1 + samples / 160]`
    float[] track(float[] samples);

    @Override
    void close();
}
