package studio.likeness.models.face.animate;

import java.time.Duration;
import java.util.Optional;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.signal.Picture;

/// From frames and mouths to pictures: the mouth at rest and the one that speaks laid over the
/// frame, in its light. Keeps the light of the picture before, so that it does not flicker: one for
/// each stream of pictures. Not thread-safe.
final class Finishing {
    /// Of the way to the light that is found, per picture.
    private static final double FOLLOW = 0.3;

    /// Frames around one that rests in which the mouth laid over it comes and goes.
    private static final int FADE = 3;

    private final FaceProfile profile;
    private final RestMouth rest;
    private final Mouth mouth;
    private Optional<Tone> restTone = Optional.empty();
    private Optional<Tone> spokenTone = Optional.empty();
    private Optional<Picture> last = Optional.empty();

    Finishing(FaceProfile profile, RestMouth rest, Mouth mouth) {
        this.profile = profile;
        this.rest = rest;
        this.mouth = mouth;
    }

    /// @param painted of this shot; empty where it is held or at rest
    Picture finish(Shot shot, Optional<Picture> painted) {
        if (painted.isPresent()) {
            last = painted;
        }
        double speaking = shot.speaking();
        var made = speaking > 0 ? mouth.made(shot, last) : Optional.<Mouth.Made>empty();
        double resting = speaking < 1 || made.isEmpty() ? cover(shot.number()) : 0;
        if (resting == 0 && made.isEmpty()) {
            return shot.frame();
        }
        var frame = shot.frame();
        var bgr = frame.bgr().clone();
        if (resting > 0) {
            var at = rest.at(profile.points().get(shot.number()));
            restTone = Optional.of(tone(restTone, rest.layer(), at, frame));
            rest.layer().over(bgr, frame.width(), frame.height(), at, restTone.get(), resting);
        }
        if (made.isPresent()) {
            var layer = made.get().layer();
            var at = made.get().at();
            spokenTone = Optional.of(tone(spokenTone, layer, at, frame));
            layer.over(bgr, frame.width(), frame.height(), at, spokenTone.get(), speaking);
        }
        return new Picture(bgr, frame.width(), frame.height(), Duration.ZERO);
    }

    private static Tone tone(Optional<Tone> before, Layer layer, Placement at, Picture frame) {
        var found = Tone.between(layer, at, frame.bgr(), frame.width(), frame.height());
        return before.map(tone -> tone.towards(found, FOLLOW)).orElse(found);
    }

    /// How much of the frame's own mouth must be covered for it to be at rest.
    private double cover(int number) {
        int moving = 0;
        for (int i = number - FADE; i <= number + FADE; i++) {
            moving += isMoving(i) ? 1 : 0;
        }
        return moving / (2.0 * FADE + 1);
    }

    /// Itself, or as near as the fade is long, so that those are covered whole.
    private boolean isMoving(int number) {
        for (int i = number - FADE; i <= number + FADE; i++) {
            if (!profile.rest().get(Math.clamp(i, 0, profile.frames() - 1))) {
                return true;
            }
        }
        return false;
    }
}
