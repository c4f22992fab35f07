package studio.likeness.models.face.profile;

import studio.likeness.models.job.Words;

/// One thing that was looked at in a picture or a clip, and how good it is for a face that speaks.
///
/// @param value the figure behind it, in the unit that [Aspect] names
public record Finding(Aspect aspect, Verdict verdict, double value) {
    public enum Verdict {
        GOOD,
        FAIR,
        BAD
    }

    /// What can be looked at; the first seven in a single picture too.
    public enum Aspect {
        /// How many there are.
        FACE,
        /// The face's height, as a share of the picture's.
        SIZE,
        /// How far the face's middle is from the picture's, in shares of its sides.
        CENTRED,
        /// Degrees by which the head is turned away, the largest of the three angles.
        FRONTAL,
        /// Variance of the Laplacian within the face, brought to one size.
        SHARP,
        /// What is worst of: sides unlike each other, too bright, too dark; 0 is even.
        LIGHT,
        /// How unlike the mouth's surroundings are to the rest of the skin; 0 is free.
        MOUTH,
        /// Seconds of the clip.
        LENGTH,
        /// Frames without a face, as a share of all.
        FOUND,
        /// How much the steadied points tremble, in shares of the face's height.
        STEADY,
        /// Cuts in the clip.
        CUTS,
        /// Seconds in which the mouth rests.
        REST,
        /// The jump at the join of the loop, in the clip's own usual changes between frames.
        LOOP,
        /// Sound: 1 with, 0 without.
        SOUND;

        private String key() {
            return "models.face.profile." + name().toLowerCase(java.util.Locale.ROOT);
        }

        /// What it is called, in the program's language.
        public String title() {
            return Words.say(key());
        }
    }

    /// The key of a sentence for a [Verdict] that is not good; the remedy has its own below it.
    public String key() {
        return aspect.key()
                + "."
                + verdict.name().toLowerCase(java.util.Locale.ROOT);
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
