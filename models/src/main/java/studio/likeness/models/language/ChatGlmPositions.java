package studio.likeness.models.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.runtime.Array.Floats;
import studio.likeness.models.runtime.Array.Longs;
import studio.likeness.models.runtime.Positions;

/// Where ChatGLM-6B's tokens stand, and whom they see. Its prompt is a context that ends with a
// mask
/// token somewhere in it and, right after, the token that starts the answer. Row 0 counts through
/// the context and then stays at the mask; row 1 is zero in the context and then counts 1, 2, 3…
/// Tokens of the context see each other both ways; those of the answer see what came before.
///
/// @param context tokens before the one that starts the answer
/// @param mask index of the mask token
public record ChatGlmPositions(int context, int mask) {
    private static final float UNSEEN = -10000;

    public ChatGlmPositions {
        if (context < 1 || mask < 0 || mask >= context) {
            throw new IllegalArgumentException(
                    "expected a mask within the context, found " + mask + " of " + context);
        }
    }

    /// With the ids that `config.json` gives.
    public static ChatGlmPositions of(JsonNode config, int[] prompt) {
        var c = new DecoderConfig(config);
        int most = Integer.MAX_VALUE;
        return of(
                prompt,
                c.whole("bos_token_id", 130004, 0, most),
                c.whole("gmask_token_id", 130001, 0, most),
                c.whole("mask_token_id", 130000, 0, most));
    }

    /// @param starts id of the token that starts the answer (`sop`)
    /// @param masks ids of mask tokens, the preferred one first (`[gMASK]`, `[MASK]`)
    public static ChatGlmPositions of(int[] prompt, int starts, int... masks) {
        int context = indexOf(prompt, starts);
        for (var mask : masks) {
            int at = indexOf(prompt, mask);
            if (at >= 0 && at < context) {
                return new ChatGlmPositions(context, at);
            }
        }
        throw new StudioException("models.language.noStart");
    }

    /// For decoding: finds the mask and the start in each text's first step, which must hold the
    /// whole prompt, as its tokens see each other both ways. Serves one conversation.
    public static Positions following(JsonNode config) {
        return new Positions() {
            private Optional<ChatGlmPositions> text = Optional.empty();

            private ChatGlmPositions text(Step step) {
                if (step.before() == 0) {
                    text = Optional.of(ChatGlmPositions.of(config, step.ids()));
                }
                return text.orElseThrow(
                        () -> new StudioException("models.language.noStart"));
            }

            @Override
            public Longs of(Step step) {
                int count = step.ids().length;
                var rows = text(step).rows(step.before(), step.before() + count);
                return new Longs(rows, 1, 2, count);
            }

            @Override
            public Optional<Floats> bias(Step step) {
                int count = step.ids().length;
                var bias =
                        text(step).bias(step.before(), step.before() + count, step.prefix());
                return Optional.of(new Floats(bias, 1, 1, count, step.total()));
            }
        };
    }

    private static int indexOf(int[] ids, int wanted) {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /// Both rows of some tokens, `[2, to - from]`.
    public long[] rows(int from, int to) {
        int count = to - from;
        var rows = new long[2 * count];
        for (int i = 0; i < count; i++) {
            int at = from + i;
            rows[i] = at < context ? at : mask;
            rows[count + i] = at < context ? 0 : at - context + 1;
        }
        return rows;
    }

    /// What is added to the scores of some tokens, `[to - from, prefix + to]`: nothing, or so
    // little
    /// that the softmax gives zero. A tuned prefix is seen by all.
    public float[] bias(int from, int to, int prefix) {
        int total = prefix + to;
        var bias = new float[(to - from) * total];
        for (int query = from; query < to; query++) {
            for (int key = 0; key < to; key++) {
                if (!sees(query, key)) {
                    bias[(query - from) * total + prefix + key] = UNSEEN;
                }
            }
        }
        return bias;
    }

    private boolean sees(int query, int key) {
        return key < context || key <= query;
    }
}
