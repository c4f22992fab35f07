package studio.likeness.app.window.sound;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.AudioChunk;

/// Writes a take while it is spoken. Its thread owns the file and is never interrupted, because an
/// interrupt closes a file for good: it is asked to stop by the end of its queue.
public final class Pen {
    private final BlockingQueue<Optional<AudioChunk>> pages = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile @Nullable StudioException problem;

    public Pen(Sounds sounds, Path file) {
        thread = Thread.ofPlatform().name("recorder").start(() -> write(sounds, file));
    }

    /// Never waits; a disk that stalls makes the queue longer, by 96 KB a second.
    void take(AudioChunk chunk) {
        pages.add(Optional.of(chunk));
    }

    private void write(Sounds sounds, Path file) {
        try (var take = sounds.record(file)) {
            for (var page = pages.take(); page.isPresent(); page = pages.take()) {
                take.write(page.get());
            }
        } catch (StudioException e) {
            problem = e;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody may interrupt the recorder", e);
        }
    }

    /// Asks it to complete the file, without waiting.
    public void end() {
        pages.add(Optional.empty());
    }

    /// Waits until the file is complete.
    ///
    /// @throws StudioException when it could not be written
    public void finish() throws InterruptedException {
        thread.join();
        var failure = problem;
        if (failure != null) {
            throw failure;
        }
    }

    public Optional<StudioException> problem() {
        return Optional.ofNullable(problem);
    }
}
