package studio.likeness.models.runtime;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.CancellationException;

/// The run options through which another thread ends a run.
final class Ending implements AutoCloseable {
    private final OrtSessions sessions;
    private final MemorySegment options;
    private boolean running;
    private boolean cancelled;
    private boolean closed;

    Ending(OrtSessions sessions) {
        this.sessions = sessions;
        options = sessions.runOptions();
    }

    MemorySegment options() {
        return options;
    }

    /// From here to [#stopped], cancelling means something.
    synchronized void started() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        running = true;
        cancelled = false;
        sessions.resume(options);
    }

    synchronized void stopped() {
        running = false;
    }

    synchronized void cancel() {
        if (running && !closed) {
            cancelled = true;
            sessions.terminate(options);
        }
    }

    /// Asked before each run, because one that has not begun has nothing to end.
    synchronized void refuseWhenCancelled() {
        if (cancelled) {
            throw new CancellationException("the run was cancelled");
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            sessions.releaseRunOptions(options);
        }
    }
}
