package studio.likeness.models.media;

import java.time.Duration;
import java.util.List;
import studio.likeness.models.signal.AudioChunk;

/// Plays sound and is the clock of a turn. Where the machine has no speaker, [#silent] keeps the
/// same time.
public interface Speaker extends AutoCloseable {
    record Device(String id, String name) {}

    /// Waits while more than about 100 ms are queued.
    void play(AudioChunk chunk) throws InterruptedException;

    /// How much has been heard since it was opened or last flushed; never runs backwards or past
    /// what was played.
    Duration heard();

    /// Waits until everything played has been heard.
    void drain() throws InterruptedException;

    /// Drops what is queued, at once.
    void flush();

    /// @param gain 0 to 1
    void volume(double gain);

    @Override
    void close();

    static List<Device> devices() {
        throw new UnsupportedOperationException();
    }

    /// @param id `default` for the system's choice
    /// @throws studio.likeness.models.job.StudioException when it cannot be opened
    static Speaker open(String id, int sampleRateHz) {
        throw new UnsupportedOperationException();
    }

    /// Hears everything in real time and sounds nothing.
    static Speaker silent() {
        throw new UnsupportedOperationException();
    }
}
