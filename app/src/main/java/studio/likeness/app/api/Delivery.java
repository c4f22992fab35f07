package studio.likeness.app.api;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.api.Answers.Promise;
import studio.likeness.app.conversation.Reply;
import studio.likeness.models.job.StudioException;

/// Brings one answer to the client while it is made. The answer is made on a thread of its own,
/// because native code holds the thread it runs on; the thread of the request watches meanwhile. A
/// client that has gone away, or no longer reads, is noticed by the next write, which in a pause is
/// a pulse; then the answer is interrupted.
final class Delivery implements Answers.Ear {
    private static final System.Logger LOG = System.getLogger(Delivery.class.getName());

    private static final Duration WATCH = Duration.ofMillis(100);

    /// A pause that long is worth a look whether somebody still waits.
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    /// Nobody who reads takes that long for a piece.
    private static final long STUCK_NANOS = Duration.ofSeconds(60).toNanos();

    private final Call call;
    private final Wire wire;
    private final boolean streaming;
    private final BooleanSupplier closing;

    private final ReentrantLock writing = new ReentrantLock();
    private @Nullable OutputStream out;
    private volatile boolean ready;
    private volatile boolean gone;
    private volatile long wrote = System.nanoTime();

    /// @param closing whether the server wants to end
    Delivery(Call call, Wire wire, boolean streaming, BooleanSupplier closing) {
        this.call = call;
        this.wire = wire;
        this.streaming = streaming;
        this.closing = closing;
    }

    private sealed interface Outcome {
        record Answered(Said said) implements Outcome {}

        record Failed(Refused why) implements Outcome {}

        /// Interrupted: the client or the server is going.
        record Ended() implements Outcome {}
    }

    /// @param promise closed as soon as the answer is made, however long the client takes to read
    /// @throws IOException when the client has gone, or cannot be told otherwise that there is no
    ///     answer
    void bring(Promise promise) throws IOException, InterruptedException {
        var outcome = new AtomicReference<Outcome>(new Outcome.Ended());
        var maker = Thread.ofPlatform().name("answer").unstarted(() -> make(promise, outcome));
        wrote = System.nanoTime();
        maker.start();
        try {
            while (!maker.join(WATCH)) {
                watch(maker);
            }
        } finally {
            if (maker.isAlive()) {
                maker.interrupt();
                maker.join();
            }
        }
        finish(Objects.requireNonNull(outcome.get()));
    }

    private void make(Promise promise, AtomicReference<Outcome> outcome) {
        try (promise) {
            outcome.set(new Outcome.Answered(promise.keep(this)));
        } catch (InterruptedException _) {
            outcome.set(new Outcome.Ended()); // this thread's only work ends here
        } catch (Refused e) {
            outcome.set(new Outcome.Failed(e));
        } catch (StudioException e) {
            outcome.set(new Outcome.Failed(Refused.because(e)));
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "no answer", e);
            outcome.set(
                    new Outcome.Failed(
                            new Refused(500, "Likeness could not answer: " + e, "", "")));
        }
    }

    private void watch(Thread maker) {
        long pause = System.nanoTime() - wrote;
        if (gone || closing.getAsBoolean() || (writing.isLocked() && pause > STUCK_NANOS)) {
            maker.interrupt();
        } else if (ready && pause > PAUSE_NANOS && writing.tryLock()) {
            try {
                write(wire.pulse());
            } finally {
                writing.unlock();
            }
            if (gone) {
                maker.interrupt();
            }
        }
    }

    @Override
    public void ready() {
        wrote = System.nanoTime();
        ready = true;
    }

    @Override
    public void decided(Reply reply, List<String> ignored) {
        wire.decided(reply, ignored);
    }

    @Override
    public void said(String piece) {
        if (streaming) {
            tell(wire.said(piece));
        }
    }

    @Override
    public void thought(String piece) {
        if (streaming) {
            tell(wire.thought(piece));
        }
    }

    /// On the thread that makes the answer.
    private void tell(byte[] bytes) {
        writing.lock();
        try {
            write(bytes);
        } finally {
            writing.unlock();
        }
        if (gone) {
            Thread.currentThread().interrupt(); // ends the answer at its next token
        }
    }

    /// Holding the lock.
    private void write(byte[] bytes) {
        if (gone || bytes.length == 0) {
            return;
        }
        wrote = System.nanoTime();
        try {
            opened().write(bytes);
            opened().flush();
        } catch (IOException _) {
            gone = true; // the client has gone away; nobody is left to be told
        }
        wrote = System.nanoTime();
    }

    private OutputStream opened() throws IOException {
        var now = out;
        if (now == null) {
            now = call.stream(streaming ? wire.type() : Call.jsonType());
            out = now;
        }
        return now;
    }

    private void finish(Outcome outcome) throws IOException {
        switch (outcome) {
            case Outcome.Answered(var said) -> {
                if (streaming) {
                    complete(wire.end(said));
                } else if (call.begun()) {
                    complete(wire.whole(said));
                } else {
                    call.send(200, Call.jsonType(), wire.whole(said));
                }
            }
            case Outcome.Failed(var why) -> {
                if (!call.begun()) {
                    throw why;
                }
                if (!streaming) {
                    // The status said that all is well; only a broken response takes that back.
                    throw new IOException(why.getMessage(), why);
                }
                complete(wire.failure(why));
            }
            case Outcome.Ended() -> {
                if (!gone && !call.begun()) {
                    throw new Refused(503, "Likeness is closing", "closing", "");
                }
                throw new IOException("the client or the server is going");
            }
        }
    }

    private void complete(byte[] last) throws IOException {
        write(last);
        if (gone) {
            throw new IOException("the client has gone away");
        }
        Optional.ofNullable(out).orElseThrow().close();
    }
}
