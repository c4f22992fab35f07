package studio.likeness.models.voice.preparation;

import java.util.EnumSet;
import java.util.Set;

/// How good a clip is to learn from.
///
/// @param seconds long
/// @param rmsDb of the clip as it is kept
/// @param peakDb likewise
/// @param clipped samples of the recording that were cut off at full scale
/// @param snrDb by how much speech is louder than what is between it
/// @param speech share of the clip in which somebody speaks, 0 to 1
public record ClipQuality(
        double seconds, double rmsDb, double peakDb, int clipped, double snrDb, double speech) {
    /// Between these the level of every clip lies, unless its peaks forbid more.
    public static final double LOWEST_RMS_DB = -30;

    public static final double HIGHEST_RMS_DB = -14;

    /// No clip is louder.
    public static final double HIGHEST_PEAK_DB = -0.9;

    /// What speaks against a clip.
    public enum Flaw {
        CLIPPED,
        NOISY,
        SHORT,
        LONG,
        QUIET,
        LITTLE_SPEECH
    }

    public Set<Flaw> flaws() {
        var flaws = EnumSet.noneOf(Flaw.class);
        add(flaws, Flaw.CLIPPED, clipped > 0);
        add(flaws, Flaw.NOISY, snrDb < 15);
        add(flaws, Flaw.SHORT, seconds < 1);
        add(flaws, Flaw.LONG, seconds > 15);
        add(flaws, Flaw.QUIET, rmsDb < LOWEST_RMS_DB);
        add(flaws, Flaw.LITTLE_SPEECH, speech < 0.5);
        return flaws;
    }

    private static void add(Set<Flaw> flaws, Flaw flaw, boolean there) {
        if (there) {
            flaws.add(flaw);
        }
    }
}
