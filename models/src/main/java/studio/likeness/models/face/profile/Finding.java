package studio.likeness.models.face.profile;

import java.util.Locale;
import studio.likeness.models.job.Words;

/// One thing that was looked at in a picture or a clip, and how good it is for a face that speaks.
///
/// @param value the figure behind it, in the unit that [Aspect] names
/// @param reason `good`, or what is not good about it; the end of its words' key
public record Finding(Aspect aspect, Verdict verdict, double value, String reason) {
    /// From best to worst.
    public enum Verdict {
        GOOD,
        FAIR,
        BAD;

        Verdict worse(Verdict other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    /// What can be looked at; the first seven in a single picture too.
    public enum Aspect {
        /// How many there are.
        FACE,
        /// The face's height, as a share of the picture's.
        SIZE,
        /// How far the face's middle is from the picture's, in shares of its width.
        CENTRED,
        /// Degrees by which the head is turned away.
        FRONTAL,
        /// Variance of the Laplacian within the face, at one size, over the variance of its light.
        SHARP,
        /// The worst of: how unlike the cheeks are, what is burnt out, what is black; 0 is even.
        LIGHT,
        /// How unlike the skin around the mouth is to that of the cheeks; 0 is alike.
        MOUTH,
        /// Seconds of the clip.
        LENGTH,
        /// Looked-at frames with the face in them, as a share of all.
        FOUND,
        /// How much the steadied landmarks tremble, in shares of the face's height.
        STEADY,
        /// How many there are in the clip.
        CUTS,
        /// Seconds in which the mouth rests.
        REST,
        /// The jump where the clip begins anew, in its own usual changes between frames; 0 where
        /// it is played back and forth.
        LOOP,
        /// 1 with, 0 without.
        SOUND;

        private String key() {
            return "models.face.profile." + name().toLowerCase(Locale.ROOT);
        }

        /// What it is called, in the program's language.
        public String title() {
            return Words.say(key());
        }
    }

    static Finding good(Aspect aspect, double value) {
        return new Finding(aspect, Verdict.GOOD, value, "good");
    }

    static Finding fair(Aspect aspect, double value, String reason) {
        return new Finding(aspect, Verdict.FAIR, value, reason);
    }

    static Finding bad(Aspect aspect, double value, String reason) {
        return new Finding(aspect, Verdict.BAD, value, reason);
    }

    /// Good up to a limit, then fair, and bad beyond another.
    static Finding upTo(double good, double fair, Aspect aspect, double value, String reason) {
        return value <= good
                ? good(aspect, value)
                : value <= fair ? fair(aspect, value, reason) : bad(aspect, value, reason);
    }

    /// Good from a limit on, then fair, and bad below another.
    static Finding from(double good, double fair, Aspect aspect, double value, String reason) {
        return value >= good
                ? good(aspect, value)
                : value >= fair ? fair(aspect, value, reason) : bad(aspect, value, reason);
    }

    /// Of a sentence; what to do about it has its own key below it.
    public String key() {
        return aspect.key() + "." + reason;
    }

    /// What was found, in the program's language.
    public String sentence() {
        return Words.say(key());
    }

    /// What to do about it; empty when there is nothing to do.
    public String remedy() {
        return Words.has(key() + ".remedy") ? Words.say(key() + ".remedy") : "";
    }
}
