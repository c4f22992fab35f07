package studio.likeness.models.face;

import java.util.ArrayDeque;
import java.util.Deque;

/// What a mouth does to make a sound, by rule: how loud it is against the noise and against the
/// speaker says whether anything is said, where the power lies tells hissing from voice, the first
/// formant how far the jaw is open, the second and third how the lips are drawn. The thresholds
/// were set on two clips of one reader (`LipSyncLibrivoxTest` measures them on a third).
final class SoundVisemes {
    /// @param open 0 to 1
    /// @param quiet no louder than the noise: silence, or the stop before a p, t or k
    record Reading(Viseme viseme, double open, boolean quiet) {}

    private static final int NOISE_FRAMES = 150;
    private static final double NOISE_MARGIN_DB = 8;
    private static final double QUIETEST_BELOW_SPEECH_DB = 40;
    private static final double LOUDEST_BELOW_SPEECH_DB = 12;

    /// Assumed until somebody speaks.
    private static final double SPEECH_DB = -25;

    private static final double LOWEST_SPEECH_DB = -45;
    private static final double SPEECH_FALL_DB = 0.02;

    private static final Reading STOPPED = new Reading(Viseme.DD, 0.08, true);

    private final Deque<Double> recent = new ArrayDeque<>();
    private double speech = SPEECH_DB;

    /// Frames come in order; each is read with its neighbours, whose medians take out single
    /// mistakes.
    Reading read(SoundFeatures.Frame before, SoundFeatures.Frame frame, SoundFeatures.Frame after) {
        double level = median(before.level(), frame.level(), after.level());
        boolean quiet = quiet(level);
        if (quiet) {
            return STOPPED;
        }
        double hiss =
                median(
                        before.high() - before.low(),
                        frame.high() - frame.low(),
                        after.high() - after.low());
        double loudness = Math.clamp((level - speech + 25) / 15, 0, 1);
        if (hiss > -9) {
            return new Reading(hissing(frame, loudness), 0.12, false);
        }
        double murmur =
                median(
                        before.middle() - before.low(),
                        frame.middle() - frame.low(),
                        after.middle() - after.low());
        return voiced(
                median(before.f1(), frame.f1(), after.f1()),
                median(before.f2(), frame.f2(), after.f2()),
                median(before.f3(), frame.f3(), after.f3()),
                murmur,
                loudness);
    }

    private boolean quiet(double level) {
        recent.addLast(level);
        if (recent.size() > NOISE_FRAMES) {
            recent.removeFirst();
        }
        double noise = level;
        for (double past : recent) {
            noise = Math.min(noise, past);
        }
        double threshold =
                Math.clamp(
                        noise + NOISE_MARGIN_DB,
                        speech - QUIETEST_BELOW_SPEECH_DB,
                        speech - LOUDEST_BELOW_SPEECH_DB);
        boolean quiet = level < threshold;
        if (!quiet) {
            speech = Math.max(Math.max(level, speech - SPEECH_FALL_DB), LOWEST_SPEECH_DB);
        }
        return quiet;
    }

    private static Viseme hissing(SoundFeatures.Frame frame, double loudness) {
        if (loudness < 0.35) {
            return Viseme.FF;
        }
        return frame.middle() > frame.high() - 3 ? Viseme.CH : Viseme.SS;
    }

    /// Comparisons with a formant that was not found are false: the mouth is then half open.
    private static Reading voiced(double f1, double f2, double f3, double murmur, double loudness) {
        if (f1 < 260 && f2 < 1_450 && murmur < -22) {
            return new Reading(Viseme.PP, 0, false);
        }
        // Above 1 kHz it is no first formant.
        double jaw = f1 <= 1_000 ? Math.clamp((f1 - 300) / 420, 0, 1) : 0.3;
        double open = (0.1 + 0.7 * jaw) * loudness;
        return new Reading(vowel(jaw, f2, f3), open, false);
    }

    private static Viseme vowel(double jaw, double f2, double f3) {
        if (jaw > 0.6) {
            return Viseme.AA;
        }
        if (f3 < 2_350 && f3 - f2 < 800) {
            return Viseme.RR;
        }
        if (f2 < 1_350) {
            return jaw > 0.35 ? Viseme.OH : Viseme.OU;
        }
        if (jaw > 0.5) {
            return Viseme.EH;
        }
        return f2 > 1_900 ? Viseme.IH : Viseme.DD;
    }

    /// Of those that are numbers; NaN where none is.
    private static double median(double a, double b, double c) {
        if (Double.isNaN(a) || Double.isNaN(b) || Double.isNaN(c)) {
            double sum = 0;
            int count = 0;
            for (double value : new double[] {a, b, c}) {
                if (!Double.isNaN(value)) {
                    sum += value;
                    count++;
                }
            }
            return sum / count;
        }
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
