package studio.likeness.app.conversation;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import studio.likeness.models.face.Portrait.Mood;
import studio.likeness.models.face.animate.FaceAnimator;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.voice.SpokenChunk;

/// A face of one colour that is as quick as one can be; for tests. Counts what is asked of it.
public final class GreyFace implements FaceAnimator {
    private static final int SIDE = 16;

    public final AtomicInteger talks = new AtomicInteger();
    public final AtomicInteger ended = new AtomicInteger();
    public final AtomicInteger closed = new AtomicInteger();

    /// The picture at which it breaks; none at first.
    public volatile int breaksAt = Integer.MAX_VALUE;

    @Override
    public int width() {
        return SIDE;
    }

    @Override
    public int height() {
        return SIDE;
    }

    @Override
    public String engine() {
        return "models.face.animate.engine.warp";
    }

    @Override
    public Device device() {
        return Device.processor();
    }

    @Override
    public Picture idle(Mood mood, Duration time) {
        var bgr = new byte[SIDE * SIDE * 3];
        Arrays.fill(bgr, (byte) 0x80);
        return new Picture(bgr, SIDE, SIDE, time);
    }

    @Override
    public Talk begin(Duration since) {
        talks.incrementAndGet();
        return new Talk() {
            private Duration heard = Duration.ZERO;
            private int given;

            @Override
            public void hear(AudioChunk chunk, List<SpokenChunk.Phoneme> phonemes) {
                heard = chunk.end();
            }

            @Override
            public void end() {}

            @Override
            public Optional<Picture> next() {
                var at = FRAME.multipliedBy(given);
                if (at.compareTo(heard) >= 0) {
                    return Optional.empty();
                }
                if (given++ == breaksAt) {
                    throw new StudioException("models.face.animate.cannotWrite", "a picture");
                }
                return Optional.of(idle(Mood.SPEAKING, at));
            }

            @Override
            public void close() {
                ended.incrementAndGet();
            }
        };
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }
}
