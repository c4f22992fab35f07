package studio.likeness.models.job;

import java.util.concurrent.CancellationException;

/// How far a long piece of work is. Calling it is also how work learns that it was cancelled: it
/// asks between steps, so that no writer is ever interrupted in the middle of a file.
@FunctionalInterface
public interface Progress {
    /// @param total 0 when unknown
    /// @param doing a key of [Words] that names the step
    /// @throws CancellationException when the user has cancelled
    void at(long done, long total, String doing);

    /// For work nobody watches.
    static Progress none() {
        return (_, _, _) -> {};
    }
}
