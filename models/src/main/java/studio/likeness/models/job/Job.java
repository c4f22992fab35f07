package studio.likeness.models.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/// Long work that the user can watch, pause and cancel. Thread-safe.
public final class Job {
    /// Where it stands.
    public enum State {
        QUEUED,
        RUNNING,
        PAUSED,
        DONE,
        FAILED,
        CANCELLED;

        public boolean over() {
            return this == DONE || this == FAILED || this == CANCELLED;
        }
    }

    /// What is known of a job at a moment; also what `job.json` keeps.
    ///
    /// @param title a key of [Words] with its arguments
    /// @param total 0 when unknown
    /// @param doing a key of [Words], or empty
    /// @param outcome a sentence in the program's language once it is over, or empty
    public record Snapshot(
            String id,
            String title,
            List<String> titleArgs,
            State state,
            long done,
            long total,
            String doing,
            Instant started,
            Duration worked,
            String outcome) {
        /// How much longer at the speed so far; empty before there is one.
        public Optional<Duration> remaining() {
            if (state.over() || done <= 0 || total <= done || worked.toMillis() < 500) {
                return Optional.empty();
            }
            return Optional.of(
                    Duration.ofMillis(worked.toMillis() * (total - done) / Math.max(1, done)));
        }

        public double perSecond() {
            return worked.isZero() ? 0 : done * 1000.0 / Math.max(1, worked.toMillis());
        }
    }

    private final Consumer<Job> changed;
    private Snapshot now;
    private boolean cancelled;
    private Instant resumed = Instant.now();

    Job(Snapshot first, Consumer<Job> changed) {
        this.now = first;
        this.changed = changed;
    }

    public synchronized Snapshot snapshot() {
        now = with(now.state(), now.outcome());
        return now;
    }

    /// Asks the work to stop at its next step; what it had stored stays whole.
    public void cancel() {
        synchronized (this) {
            cancelled = true;
            if (now.state() == State.QUEUED) {
                now = with(State.CANCELLED, "");
            }
            notifyAll();
        }
        changed.accept(this);
    }

    public void pause() {
        move(State.RUNNING, State.PAUSED);
    }

    public void resume() {
        move(State.PAUSED, State.RUNNING);
    }

    /// Waits until it is over.
    public synchronized Snapshot await() throws InterruptedException {
        while (!now.state().over()) {
            wait();
        }
        return now;
    }

    synchronized boolean begin() {
        if (now.state() != State.QUEUED) {
            return false;
        }
        resumed = Instant.now();
        now = with(State.RUNNING, "");
        return true;
    }

    void progress(long done, long total, String doing) {
        synchronized (this) {
            while (now.state() == State.PAUSED && !cancelled) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    cancelled = true;
                }
            }
            if (cancelled) {
                throw new CancellationException(now.title());
            }
            var base = with(now.state(), "");
            now =
                    new Snapshot(
                            base.id(),
                            base.title(),
                            base.titleArgs(),
                            base.state(),
                            done,
                            total,
                            doing,
                            base.started(),
                            base.worked(),
                            "");
        }
        changed.accept(this);
    }

    void over(State state, String outcome) {
        synchronized (this) {
            now = with(state, outcome);
            notifyAll();
        }
        changed.accept(this);
    }

    private void move(State from, State to) {
        synchronized (this) {
            if (now.state() != from) {
                return;
            }
            now = with(to, "");
            resumed = Instant.now();
            notifyAll();
        }
        changed.accept(this);
    }

    private Snapshot with(State state, String outcome) {
        var worked = now.worked();
        if (now.state() == State.RUNNING) {
            var moment = Instant.now();
            worked = worked.plus(Duration.between(resumed, moment));
            resumed = moment;
        }
        return new Snapshot(
                now.id(),
                now.title(),
                now.titleArgs(),
                state,
                now.done(),
                now.total(),
                now.doing(),
                now.started(),
                worked,
                outcome);
    }
}
