package studio.likeness.models.voice;

import java.time.Duration;
import java.util.Optional;

/// The operating system's synthesiser: espeak-ng on Linux, SAPI on Windows. Not thread-safe; one
/// sentence at a time.
public interface SystemVoice extends AutoCloseable {
    /// Where speech goes as it is made.
    @FunctionalInterface
    interface Listener {
        void accept(SpokenChunk chunk) throws InterruptedException;
    }

    /// For the user, for example `espeak-ng 1.51`.
    String name();

    /// Speaks a clause; returns when all of it went to the listener.
    ///
    /// @param language `zh` or `en`
    /// @param start the time of the first sample in the stream
    /// @return the time after the last sample
    Duration speak(String clause, String language, Duration start, Listener listener)
            throws InterruptedException;

    @Override
    void close();

    /// The machine's voice, if it has one.
    static Optional<SystemVoice> find() {
        throw new UnsupportedOperationException();
    }
}
