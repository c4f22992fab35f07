package studio.likeness.models.media;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;

/// Plays sound that is made in blocks at uneven times, from a thread of its own, as soon as it can
/// without breaking off. Any thread adds.
public final class CushionedSpeaker implements AutoCloseable {
    /// Half of what the speaker takes at once, so that it is soon full.
    private static final int PIECES_A_SECOND = 20;
    private static final long NAP_MILLIS = 3;

    private final Speaker speaker;
    private final int rate;
    private final Cushion cushion;
    private final Duration before;
    private final Thread thread;
    private long sent;
    private boolean closed;
    private @Nullable RuntimeException failure;

    /// @param speaker stays open; nothing else plays on it
    /// @param reserve silence before the first sound, so that a block may be so much later than the
    ///     first one
    public CushionedSpeaker(Speaker speaker, int sampleRateHz, Duration reserve) {
        this.speaker = speaker;
        rate = sampleRateHz;
        before = speaker.heard();
        cushion = new Cushion(rate, (int) Waveform.samplesIn(reserve, rate));
        thread = Thread.ofPlatform().daemon().name("cushioned-speaker").start(this::run);
    }

    /// Does not wait.
    ///
    /// @return how long until the first of these samples is heard
    public synchronized Duration add(float[] samples) {
        if (failure != null) {
            throw failure;
        }
        int ahead = cushion.add(samples, unheard());
        notifyAll();
        return Waveform.lengthOf(ahead, rate);
    }

    /// How often the sound broke off because more came too late.
    public synchronized int gaps() {
        return cushion.gaps();
    }

    /// In the speaker's own queue.
    private int unheard() {
        var heard = speaker.heard().minus(before);
        return (int) Math.max(0, sent - Waveform.samplesIn(heard, rate));
    }

    private void run() {
        try {
            for (var next = next(); next.isPresent(); next = next()) {
                speaker.play(next.get());
            }
        } catch (InterruptedException _) {
            // Closed: this thread ends here.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private synchronized void fail(RuntimeException e) {
        failure = e;
    }

    /// Waits for it; empty at the end.
    private synchronized Optional<AudioChunk> next() throws InterruptedException {
        while (!closed) {
            var piece = cushion.next(unheard(), rate / PIECES_A_SECOND);
            if (piece.length > 0) {
                var at = Waveform.lengthOf(sent, rate);
                sent += piece.length;
                return Optional.of(new AudioChunk(new Waveform(piece, rate), at));
            }
            wait(NAP_MILLIS);
        }
        return Optional.empty();
    }

    /// What was not heard yet is not played any more, but for what the speaker has.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        thread.interrupt();
        try {
            // The speaker may be closed next.
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
