package studio.likeness.app.conversation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import studio.likeness.models.face.SourceMark;
import studio.likeness.models.media.Mp4Writer;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;

/// A live talk on its way into an MP4. Its writer has a thread of its own, which is asked to stop
/// and never interrupted.
final class SessionRecording implements AutoCloseable {
    // Two seconds of pictures; when the encoder is slower than that, pictures are left out, sound
    // never.
    private static final int AHEAD = 100;

    /// Writes one thing.
    private interface Step {
        void to(Mp4Writer writer);
    }

    private final Mp4Writer writer;
    private final Path file;
    private final Locale locale;
    private final long began = System.nanoTime();
    private final BlockingQueue<Optional<Step>> steps = new ArrayBlockingQueue<>(AHEAD);
    private final Thread thread;
    // Written by the recording thread, read after it has ended.
    private Optional<RuntimeException> failure = Optional.empty();
    private Optional<SourceMark> mark = Optional.empty();
    private Optional<Duration> turnBegan = Optional.empty();

    SessionRecording(Path file, Mp4Writer.Format format, Locale locale) {
        this.file = file;
        this.locale = locale;
        writer = Mp4Writer.create(file, format);
        thread = Thread.ofPlatform().name("session-recording").start(this::write);
    }

    Path file() {
        return file;
    }

    /// Goes on taking steps after a failure (a full disk), so that the talk never waits for a file;
    /// [#close] throws the failure.
    private void write() {
        try {
            for (var step = steps.take(); step.isPresent(); step = steps.take()) {
                if (failure.isEmpty()) {
                    attempt(step.get());
                }
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; if the JVM's end does, the file is complete but for
            // its last second.
            Thread.currentThread().interrupt();
        } finally {
            attempt(Mp4Writer::close);
        }
    }

    private void attempt(Step step) {
        try {
            step.to(writer);
        } catch (RuntimeException e) {
            if (failure.isEmpty()) {
                failure = Optional.of(e);
            }
        }
    }

    synchronized void begin(Reply reply) {
        mark = Optional.of(FileStage.markOf(reply, locale));
        turnBegan = Optional.empty();
    }

    /// Sound of the turn, just before it is heard: the first chunk places the turn on the
    /// recording's time line.
    void heard(AudioChunk chunk) throws InterruptedException {
        var at = turnStart().plus(chunk.pts());
        steps.put(Optional.of(to -> to.write(new AudioChunk(chunk.sound(), at))));
    }

    private synchronized Duration turnStart() {
        var start = turnBegan.orElseGet(this::now);
        turnBegan = Optional.of(start);
        return start;
    }

    /// A frame of the turn.
    synchronized void shown(Picture frame) {
        var at = turnBegan.map(start -> start.plus(frame.pts())).orElseGet(this::now);
        offer(mark, frame, at);
    }

    /// A frame between turns.
    synchronized void idle(Picture frame) {
        offer(Optional.empty(), frame, now());
    }

    private void offer(Optional<SourceMark> label, Picture frame, Duration at) {
        steps.offer(Optional.of(to -> to.write(label.map(l -> l.on(frame)).orElse(frame).at(at))));
    }

    private Duration now() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        while (true) {
            try {
                steps.put(Optional.empty());
                thread.join();
                break;
            } catch (InterruptedException _) {
                // The file is completed first; the interrupt is kept for whoever waits for it.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }
}
