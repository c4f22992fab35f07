package studio.likeness.app.window.sound;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.Microphone;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Levels;

/// Listens to the microphone on a thread of its own, from the opening of the booth on, so that a
/// recording starts without losing its first word. What is heard moves the level; only what comes
/// between [#record] and [#stop] is kept.
public final class Ears implements AutoCloseable {
    /// Quieter than this nobody speaks and no room is.
    private static final double DEAF_DB = -58;

    private final Level level;
    private final Queue<AudioChunk> fresh = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean listening = true;
    private volatile long lastSound = System.nanoTime();
    private volatile @Nullable StudioException problem;
    private volatile int sampleRateHz;
    private @Nullable Pen pen;

    public Ears(Supplier<Microphone> microphone, Level level) {
        this.level = level;
        thread = Thread.ofPlatform().daemon().name("microphone").start(() -> listen(microphone));
    }

    private void listen(Supplier<Microphone> source) {
        try (var microphone = source.get()) {
            lastSound = System.nanoTime();
            while (listening) {
                hear(microphone.read());
            }
        } catch (InterruptedException _) {
            // Closed while the microphone was silent; there is nothing more to hear.
            Thread.currentThread().interrupt();
        } catch (StudioException e) {
            problem = e;
        }
    }

    private synchronized void hear(AudioChunk chunk) {
        var sound = chunk.sound();
        sampleRateHz = sound.sampleRateHz();
        level.add(sound.samples(), sound.sampleRateHz());
        float loudest = 0;
        for (float sample : sound.samples()) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        if (Levels.decibels(loudest) > DEAF_DB) {
            lastSound = System.nanoTime();
        }
        if (pen != null) {
            pen.take(chunk);
            fresh.add(chunk);
        }
    }

    /// From the next sound on, everything goes to the pen.
    public synchronized void record(Pen into) {
        fresh.clear();
        lastSound = System.nanoTime();
        pen = into;
    }

    public synchronized void stop() {
        pen = null;
    }

    /// What was recorded since this was last asked; for the screen.
    public List<AudioChunk> fresh() {
        var all = new java.util.ArrayList<AudioChunk>();
        for (var chunk = fresh.poll(); chunk != null; chunk = fresh.poll()) {
            all.add(chunk);
        }
        return all;
    }

    /// How long there has been no sound at all.
    public java.time.Duration silence() {
        return java.time.Duration.ofNanos(System.nanoTime() - lastSound);
    }

    /// 0 before the first sound.
    public int sampleRateHz() {
        return sampleRateHz;
    }

    public Optional<StudioException> problem() {
        return Optional.ofNullable(problem);
    }

    /// Does not wait: a microphone that hangs must not hang the window.
    @Override
    public void close() {
        listening = false;
        thread.interrupt();
    }
}
