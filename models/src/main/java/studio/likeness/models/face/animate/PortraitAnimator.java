package studio.likeness.models.face.animate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.face.Bearing;
import studio.likeness.models.face.LipSync;
import studio.likeness.models.face.MouthShape;
import studio.likeness.models.face.Portrait;
import studio.likeness.models.face.Portrait.Mood;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.voice.SpokenChunk;

/// A portrait, drawn or of a photo, where nobody has made a profile of a face.
public final class PortraitAnimator implements FaceAnimator {
    private final Portrait portrait;
    // Guarded by this.
    private Bearing bearing = Bearing.steady(Mood.IDLE);

    public PortraitAnimator(Portrait portrait) {
        this.portrait = portrait;
    }

    @Override
    public int width() {
        return portrait.width();
    }

    @Override
    public int height() {
        return portrait.height();
    }

    @Override
    public String engine() {
        return "models.face.animate.engine.portrait";
    }

    @Override
    public Device device() {
        return Device.processor();
    }

    @Override
    public Picture idle(Mood mood, Duration time) {
        return draw(MouthShape.CLOSED, mood, time).at(time);
    }

    private synchronized Picture draw(MouthShape mouth, Mood mood, Duration time) {
        bearing = bearing.turn(mood, time);
        return portrait.draw(mouth, bearing, time);
    }

    @Override
    public Talk begin(Duration since) {
        return new Spoken(since);
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private final class Spoken implements Talk {
        private final LipSync sync = new LipSync();
        private final Duration since;
        private Duration heard = Duration.ZERO;
        private Duration at = Duration.ZERO;
        private boolean ended;

        Spoken(Duration since) {
            this.since = since;
        }

        @Override
        public void hear(AudioChunk chunk, List<SpokenChunk.Phoneme> phonemes) {
            if (phonemes.isEmpty()) {
                sync.hear(chunk);
            } else {
                sync.hear(chunk, phonemes);
            }
            heard = chunk.end();
        }

        @Override
        public void end() {
            sync.end();
            ended = true;
        }

        @Override
        public Optional<Picture> next() {
            if (at.compareTo(ended ? heard : sync.ready()) >= 0) {
                return Optional.empty();
            }
            var picture = draw(sync.at(at), Mood.SPEAKING, since.plus(at)).at(at);
            at = at.plus(FRAME);
            return Optional.of(picture);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
