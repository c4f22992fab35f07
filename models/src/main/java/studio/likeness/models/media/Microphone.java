package studio.likeness.models.media;

import java.util.List;
import studio.likeness.models.signal.AudioChunk;

/// A source of live sound.
public interface Microphone extends AutoCloseable {
    /// @param id what the settings keep; `default` is the system's choice, `file:/path.wav` plays a
    ///     file as if spoken
    record Device(String id, String name) {}

    /// Waits for the next 20 ms or so.
    AudioChunk read() throws InterruptedException;

    @Override
    void close();

    /// What the system offers; empty where there is none.
    static List<Device> devices() {
        throw new UnsupportedOperationException();
    }

    /// @throws studio.likeness.models.job.StudioException when there is no such microphone or it
    ///     gives nothing
    static Microphone open(String id, int sampleRateHz) {
        throw new UnsupportedOperationException();
    }
}
