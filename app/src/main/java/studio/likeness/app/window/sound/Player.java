package studio.likeness.app.window.sound;

import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.Speaker;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;

/// Plays a stretch of a track, once or in a loop, on a thread of its own. One sound at a time:
/// playing another stops the first. Thread-safe.
public final class Player implements AutoCloseable {
    /// Where it is.
    ///
    /// @param position in samples of the track
    /// @param problem why it could not play; the speaker's own sentence
    public record Status(boolean playing, int position, Optional<StudioException> problem) {}

    /// 20 ms: short enough that a pause is heard at once.
    private static final int CHUNKS_A_SECOND = 50;

    private final IntFunction<Speaker> speakers;
    private @Nullable Session session;

    /// @param speakers opens one at a sample rate in hertz
    public Player(IntFunction<Speaker> speakers) {
        this.speakers = speakers;
    }

    /// @param span what is heard, and repeated when looping
    /// @param start inside the span
    public synchronized void play(Track track, Span span, int start, boolean loop) {
        stop();
        var next = new Session(track, span, start, loop);
        session = next;
        next.thread = Thread.ofPlatform().daemon().name("player").start(() -> next.run(speakers));
    }

    public synchronized void stop() {
        if (session != null && session.thread != null) {
            session.thread.interrupt();
        }
        session = null;
    }

    public synchronized Status status() {
        return session == null ? new Status(false, 0, Optional.empty()) : session.status();
    }

    @Override
    public void close() {
        stop();
    }

    private static final class Session {
        private final Track track;
        private final Span span;
        private final int start;
        private final boolean loop;
        private @Nullable Thread thread;
        private volatile @Nullable Speaker speaker;
        private volatile boolean over;
        private volatile @Nullable StudioException problem;

        Session(Track track, Span span, int start, boolean loop) {
            this.track = track;
            this.span = span;
            this.start = start;
            this.loop = loop;
        }

        void run(IntFunction<Speaker> speakers) {
            try (var opened = speakers.apply(track.sampleRateHz())) {
                speaker = opened;
                feed(opened);
                opened.drain();
            } catch (InterruptedException _) {
                // Somebody pressed pause, or plays something else: this thread ends here.
                Thread.currentThread().interrupt();
            } catch (StudioException e) {
                problem = e;
            } finally {
                over = true;
            }
        }

        private void feed(Speaker into) throws InterruptedException {
            int step = Math.max(1, track.sampleRateHz() / CHUNKS_A_SECOND);
            long sent = 0;
            int at = start;
            while (!Thread.currentThread().isInterrupted()) {
                if (at >= span.to()) {
                    if (!loop) {
                        return;
                    }
                    at = span.from();
                }
                var sound = track.cut(at, Math.min(at + step, span.to()));
                into.play(new AudioChunk(sound, Waveform.lengthOf(sent, track.sampleRateHz())));
                sent += sound.samples().length;
                at += sound.samples().length;
            }
            throw new InterruptedException();
        }

        Status status() {
            var why = Optional.ofNullable(problem);
            var hears = speaker;
            var heard = hears == null || over ? Duration.ZERO : hears.heard();
            long played = start + Waveform.samplesIn(heard, track.sampleRateHz());
            if (over) {
                played = why.isPresent() ? start : span.to();
            } else if (played >= span.to()) {
                played = loop ? span.from() + (played - span.to()) % span.length() : span.to();
            }
            return new Status(!over, (int) played, why);
        }
    }
}
