package studio.likeness.models.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import studio.likeness.models.job.Owned;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;

/// A camera and a microphone at work. Every picture is shown; while a film is made, both go into
/// it. What was filmed is whole whatever happens: a device that is unplugged ends the film, it does
/// not spoil it. Thread-safe.
public final class Filming implements AutoCloseable {
    private static final int SAMPLE_RATE_HZ = 48_000;

    /// Over which the rate of pictures is measured.
    private static final long RATE_NANOS = 2_000_000_000L;

    /// Is told what comes, each kind by one thread of its own.
    public interface Watcher {
        void saw(Picture picture);

        void heard(AudioChunk sound);

        /// A device has stopped; the film, if one was made, is complete up to here.
        void lost(StudioException why);
    }

    private final Camera camera;
    private final Optional<Microphone> microphone;
    private final Watcher watcher;
    private final CountDownLatch running;
    private final Thread seeing;
    private final Optional<Thread> hearing;

    // Guarded by this.
    private final Deque<Long> arrivals = new ArrayDeque<>();
    private @Nullable Mp4Writer film;
    private Optional<RuntimeException> unwritten = Optional.empty();
    private long filmBegan;
    private Duration filmed = Duration.ZERO;
    private boolean closed;

    /// @param camera closed with this
    /// @param microphone closed with this; empty for a film without sound
    public Filming(Camera camera, Optional<Microphone> microphone, Watcher watcher) {
        this.camera = camera;
        this.microphone = microphone;
        this.watcher = watcher;
        running = new CountDownLatch(microphone.isPresent() ? 2 : 1);
        seeing = Thread.ofPlatform().daemon().name("filming").start(() -> run(this::see));
        hearing =
                microphone.map(
                        ears ->
                                Thread.ofPlatform()
                                        .daemon()
                                        .name("filming-sound")
                                        .start(() -> run(() -> hear(ears))));
    }

    /// Reads one device until it stops.
    private interface Reading {
        void run() throws InterruptedException;
    }

    private void run(Reading reading) {
        try {
            reading.run();
        } catch (InterruptedException e) {
            // Only closing interrupts.
            Thread.currentThread().interrupt();
        } catch (StudioException e) {
            if (!isClosed()) {
                endFilm();
                watcher.lost(e);
            }
        } catch (IllegalStateException e) {
            if (!isClosed()) {
                throw e;
            }
        } finally {
            running.countDown();
        }
    }

    private void see() throws InterruptedException {
        while (!isClosed()) {
            var picture = camera.read();
            arrived(picture);
            watcher.saw(picture);
        }
    }

    private void hear(Microphone ears) throws InterruptedException {
        while (!isClosed()) {
            var chunk = ears.read();
            arrived(chunk);
            watcher.heard(chunk);
        }
    }

    private synchronized void arrived(Picture picture) {
        long now = System.nanoTime();
        arrivals.add(now);
        while (now - arrivals.getFirst() > RATE_NANOS) {
            arrivals.removeFirst();
        }
        if (film != null) {
            var at = Duration.ofNanos(now - filmBegan);
            write(writer -> writer.write(even(picture).at(at)));
            filmed = at;
        }
    }

    private synchronized void arrived(AudioChunk chunk) {
        if (film != null) {
            // It was heard before it came.
            var at = Duration.ofNanos(System.nanoTime() - filmBegan).minus(chunk.sound().length());
            write(writer -> writer.write(placed(chunk, at)));
        }
    }

    /// What was heard before the film began is not in it.
    private static AudioChunk placed(AudioChunk chunk, Duration at) {
        if (!at.isNegative()) {
            return new AudioChunk(chunk.sound(), at);
        }
        long early = Waveform.samplesIn(at.negated(), chunk.sound().sampleRateHz());
        return new AudioChunk(
                chunk.sound().slice((int) early, chunk.sound().samples().length), Duration.ZERO);
    }

    /// Writes one thing.
    private interface Step {
        void to(Mp4Writer writer);
    }

    /// A disk that is full does not stop the camera; [#stop] says it.
    private void write(Step step) {
        var writer = film;
        if (writer != null && unwritten.isEmpty()) {
            try {
                step.to(writer);
            } catch (RuntimeException e) {
                unwritten = Optional.of(e);
            }
        }
    }

    /// The encoder wants even sides; an odd last row or column is left out.
    private static Picture even(Picture picture) {
        int width = picture.width() & ~1;
        int height = picture.height() & ~1;
        if (width == picture.width() && height == picture.height()) {
            return picture;
        }
        var bgr = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            System.arraycopy(picture.bgr(), y * picture.width() * 3, bgr, y * width * 3, width * 3);
        }
        return new Picture(bgr, width, height, picture.pts());
    }

    /// Begins a film; replaces what is there.
    ///
    /// @throws StudioException when the file cannot be written
    public synchronized void record(Path file) {
        if (closed || film != null) {
            throw new IllegalStateException("a film is being made, or nothing films");
        }
        unwritten = Optional.empty();
        filmed = Duration.ZERO;
        film =
                Mp4Writer.create(
                        file,
                        new Mp4Writer.Format(
                                camera.width() & ~1,
                                camera.height() & ~1,
                                25,
                                SAMPLE_RATE_HZ,
                                Map.of()));
        filmBegan = System.nanoTime();
    }

    /// Completes the film, if one is made.
    ///
    /// @throws StudioException when not all of it could be written
    public void stop() {
        endFilm();
        Optional<RuntimeException> failure;
        synchronized (this) {
            failure = unwritten;
            unwritten = Optional.empty();
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private synchronized void endFilm() {
        if (film != null) {
            write(Mp4Writer::close);
            film = null;
        }
    }

    public synchronized boolean isRecording() {
        return film != null;
    }

    /// How long the film is; of the last one, when none is made.
    public synchronized Duration filmed() {
        return filmed;
    }

    /// How many pictures a second have come in the last two seconds.
    public synchronized double framesPerSecond() {
        if (arrivals.size() < 2) {
            return 0;
        }
        return (arrivals.size() - 1) * 1e9 / (arrivals.getLast() - arrivals.getFirst());
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /// Completes the film and lets go of the devices.
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try (var owned = new Owned()) {
            owned.own(camera);
            microphone.ifPresent(owned::own);
            seeing.interrupt();
            hearing.ifPresent(Thread::interrupt);
            running.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            endFilm();
        }
    }
}
