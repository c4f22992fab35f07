package studio.likeness.models.media;

import java.util.Arrays;

/// Sound that is made in blocks at uneven times, on its way to a speaker that must not run dry: the
/// reserve between the two. It is as large as was needed within the last minute, and a little more.
/// Where it was too small the sound fades out, and in again when more has come, after a pause that
/// enlarges it; where it was too large for a minute, single periods of the sound are left out. Has
/// no clock but the samples. Not thread-safe.
final class Cushion {
    /// At a gap, and where a period is left out.
    private static final int FADE = 8;

    /// The last moment to tell the speaker that nothing follows.
    private static final int NEARLY_DRY = 20;

    /// What should be left in the worst case; more than the two above, which cannot be used.
    private static final int MARGIN = 40;

    /// A voice's periods.
    private static final int SHORTEST_CUT = 3;

    private static final int LONGEST_CUT = 12;

    /// From one cut to the next: the sound becomes one percent faster.
    private static final int CALM = 1_000;

    /// A worst case is remembered so long at least, and at most twice as long.
    private static final int REMEMBERED = 60_000;

    /// Nobody wants to hear himself later than that: the rest is skipped.
    private static final int MOST = 1_000;

    /// Where a cut may be, one beside the other.
    private static final int PLACES = 10;

    private final int rate;
    private final int first;
    private float[] waiting = {};
    private boolean begun;
    private boolean dry = true;
    private int least;
    private int leastBefore;
    private long remembered;
    private long sinceCut;
    private int gaps;

    /// @param first samples by which a block may be later than the first one
    Cushion(int rate, int first) {
        this.rate = rate;
        this.first = first;
    }

    private int samples(int millis) {
        return (int) (millis * (long) rate / 1000);
    }

    /// More has been made.
    ///
    /// @param unheard samples that the speaker still has
    /// @return samples that are heard before the first of these
    int add(float[] block, int unheard) {
        int reserve = unheard + waiting.length;
        if (dry) {
            int silence = samples(MARGIN) + (begun ? 0 : first);
            gaps += begun ? 1 : 0;
            begun = true;
            append(new float[silence]);
            resume(block);
            return unheard + silence;
        }
        if (reserve + block.length > samples(MOST)) {
            gaps++;
            fadeOut(waiting);
            int left = Math.max(samples(FADE), samples(MOST) - reserve);
            int skipped = Math.max(0, block.length - left);
            resume(Arrays.copyOfRange(block, skipped, block.length));
            return reserve - skipped;
        }
        remember(reserve, block.length);
        boolean tooLarge = worst() >= samples(MARGIN + SHORTEST_CUT);
        append(tooLarge && sinceCut >= samples(CALM) ? cut(block) : block);
        return reserve;
    }

    /// Behind a gap; the next worst case may be just as bad.
    private void resume(float[] block) {
        dry = false;
        least = samples(MARGIN);
        leastBefore = least;
        remembered = 0;
        var sound = block.clone();
        int fade = Math.min(samples(FADE), sound.length);
        for (int i = 0; i < fade; i++) {
            sound[i] *= (i + 0.5f) / fade;
        }
        append(sound);
    }

    private void append(float[] sound) {
        int before = waiting.length;
        waiting = Arrays.copyOf(waiting, before + sound.length);
        System.arraycopy(sound, 0, waiting, before, sound.length);
    }

    private void remember(int reserve, int passed) {
        sinceCut += passed;
        remembered += passed;
        if (remembered > samples(REMEMBERED)) {
            leastBefore = least;
            least = reserve;
            remembered = 0;
        }
        least = Math.min(least, reserve);
    }

    /// The smallest reserve of late.
    private int worst() {
        return Math.min(least, leastBefore);
    }

    /// What is to be played now.
    ///
    /// @param unheard samples that the speaker still has
    /// @param most samples
    /// @return often none
    float[] next(int unheard, int most) {
        int fade = samples(FADE);
        if (waiting.length > fade) {
            return take(Math.min(most, waiting.length - fade));
        }
        if (dry || unheard > samples(NEARLY_DRY)) {
            return new float[0];
        }
        dry = true;
        fadeOut(waiting);
        return take(waiting.length);
    }

    private float[] take(int count) {
        var taken = Arrays.copyOf(waiting, count);
        waiting = Arrays.copyOfRange(waiting, count, waiting.length);
        return taken;
    }

    private void fadeOut(float[] sound) {
        int fade = Math.min(samples(FADE), sound.length);
        for (int i = 0; i < fade; i++) {
            sound[sound.length - 1 - i] *= (i + 0.5f) / fade;
        }
    }

    /// Leaves out a period where the sound is most like itself a period later: in silence, where
    /// there is some.
    private float[] cut(float[] block) {
        int fade = samples(FADE);
        int longest = Math.min(samples(LONGEST_CUT), worst() - samples(MARGIN));
        int step = (block.length - longest - fade) / PLACES;
        if (step <= 0) {
            return block;
        }
        double nearest = Double.MAX_VALUE;
        int at = 0;
        int length = 0;
        for (int place = 0; place < PLACES; place++) {
            for (int period = longest; period >= samples(SHORTEST_CUT); period -= 2) {
                double distance = distance(block, place * step, period, fade);
                if (distance < nearest) {
                    nearest = distance;
                    at = place * step;
                    length = period;
                }
            }
        }
        sinceCut = 0;
        least -= length;
        leastBefore -= length;
        return without(block, at, length, fade);
    }

    private static double distance(float[] block, int at, int period, int fade) {
        double sum = 0;
        for (int i = at; i < at + fade; i += 2) {
            double apart = block[i] - block[i + period];
            sum += apart * apart;
        }
        return sum;
    }

    private static float[] without(float[] block, int at, int length, int fade) {
        var left = Arrays.copyOf(block, block.length - length);
        System.arraycopy(block, at + length, left, at, left.length - at);
        for (int i = 0; i < fade; i++) {
            float share = (i + 0.5f) / fade;
            left[at + i] = (1 - share) * block[at + i] + share * block[at + length + i];
        }
        return left;
    }

    /// How often the sound broke off.
    int gaps() {
        return gaps;
    }
}
