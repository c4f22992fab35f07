package studio.likeness.models.speech;

import java.util.Arrays;
import java.util.OptionalInt;

/// Which tokens Whisper may choose when it also tells times: they come in pairs, never go back, and
/// are told when that is likelier than any word.
///
/// @param end the token that ends a text
/// @param noTimes the token that says that no times are told
/// @param firstTime the token of 0 s; those behind it count on by 0.02 s
public record TimestampRules(int end, int noTimes, int firstTime) {
    private static final float NEVER = Float.NEGATIVE_INFINITY;

    /// Makes impossible what may not come next.
    ///
    /// @param logits changed in place
    /// @param chosen so far, behind the prompt
    /// @param latestFirst how late the first time may be, in steps of 0.02 s
    public void apply(float[] logits, int[] chosen, OptionalInt latestFirst) {
        logits[noTimes] = NEVER;
        pairs(logits, chosen);
        if (chosen.length == 0) {
            Arrays.fill(logits, 0, firstTime, NEVER);
            if (latestFirst.isPresent()) {
                int last = firstTime + latestFirst.getAsInt() + 1;
                Arrays.fill(logits, Math.min(last, logits.length), logits.length, NEVER);
            }
        }
        if (timeIsLikelier(logits)) {
            Arrays.fill(logits, 0, firstTime, NEVER);
        }
    }

    private void pairs(float[] logits, int[] chosen) {
        int count = chosen.length;
        boolean lastIsTime = count > 0 && isTime(chosen[count - 1]);
        boolean oneBeforeIsTime = count < 2 || isTime(chosen[count - 2]);
        if (lastIsTime && oneBeforeIsTime) {
            Arrays.fill(logits, firstTime, logits.length, NEVER);
        } else if (lastIsTime) {
            Arrays.fill(logits, 0, end, NEVER);
        }
        int last = Arrays.stream(chosen).filter(this::isTime).reduce(-1, (_, b) -> b);
        if (last >= 0) {
            // The same time again only closes a pair.
            int from = lastIsTime && !oneBeforeIsTime ? last : last + 1;
            Arrays.fill(logits, firstTime, Math.min(from, logits.length), NEVER);
        }
    }

    private boolean isTime(int token) {
        return token >= firstTime;
    }

    private boolean timeIsLikelier(float[] logits) {
        double text = NEVER;
        double best = NEVER;
        for (int i = 0; i < logits.length; i++) {
            best = Math.max(best, logits[i]);
            text = i < firstTime ? Math.max(text, logits[i]) : text;
        }
        double times = 0;
        for (int i = firstTime; i < logits.length; i++) {
            times += Math.exp(logits[i] - best);
        }
        return best > NEVER && Math.log(times) > text - best;
    }
}
