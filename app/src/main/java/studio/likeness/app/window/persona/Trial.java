package studio.likeness.app.window.persona;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.conversation.Clauses;
import studio.likeness.app.conversation.Reply;
import studio.likeness.corpus.store.Persona;

/// An answer on its way, on a thread of the background; the screen looks at it once a frame.
final class Trial {
    /// @param tried empty when it was stopped
    record End(Optional<Minds.Tried> tried) {}

    private final Minds minds;
    private final Persona persona;
    private final String question;
    private final long begun = System.nanoTime();
    private final AtomicReference<@Nullable Reply> decided = new AtomicReference<>();
    private final AtomicReference<@Nullable Duration> firstClause = new AtomicReference<>();

    // Guarded by this.
    private final StringBuilder written = new StringBuilder();
    private @Nullable Thread thread;
    private boolean stopped;

    Trial(Minds minds, Persona persona, String question) {
        this.minds = minds;
        this.persona = persona;
        this.question = question;
    }

    End run() {
        synchronized (this) {
            if (stopped) {
                return new End(Optional.empty());
            }
            thread = Thread.currentThread();
        }
        try {
            var cutter = new Clauses();
            var tried =
                    minds.answer(
                            persona,
                            question,
                            decided::set,
                            piece -> {
                                write(piece);
                                if (!cutter.add(piece).isEmpty()) {
                                    clauseIsWhole();
                                }
                            });
            clauseIsWhole();
            return new End(Optional.of(tried));
        } catch (InterruptedException _) {
            // Stopped by the user, which is an end like another.
            return new End(Optional.empty());
        } finally {
            synchronized (this) {
                thread = null;
                // A stop that came with the end must not interrupt what the thread does next.
                var _ = Thread.interrupted();
            }
        }
    }

    /// A short answer is a clause by its end.
    private void clauseIsWhole() {
        firstClause.compareAndSet(null, Duration.ofNanos(System.nanoTime() - begun));
    }

    private synchronized void write(String piece) {
        written.append(piece);
    }

    synchronized void stop() {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    Optional<Reply> decided() {
        return Optional.ofNullable(decided.get());
    }

    /// From the question to where a voice could have begun.
    Optional<Duration> firstClause() {
        return Optional.ofNullable(firstClause.get());
    }

    /// What was written since this was last asked; nothing of a reply that is known at once.
    synchronized String written() {
        var decision = decided.get();
        boolean streams = decision != null && decision.text().isEmpty();
        var fresh = streams ? written.toString() : "";
        written.setLength(0);
        return fresh;
    }
}
