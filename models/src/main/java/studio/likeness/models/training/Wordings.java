package studio.likeness.models.training;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import studio.likeness.models.language.tokenizer.Tokenizer;

/// Texts as ids for training: now and then a piece is left out, so that no single one is relied on.
final class Wordings {
    private final Tokenizer tokenizer;
    private final int longest;
    private final double dropped;
    private final Random random;
    private final int first;
    private final int last;
    private final Map<String, int[]> known = new HashMap<>();

    Wordings(Tokenizer tokenizer, int longest, double dropped, Random random) {
        this.tokenizer = tokenizer;
        this.longest = longest;
        this.dropped = dropped;
        this.random = random;
        first = tokenizer.id("[CLS]").orElseThrow();
        last = tokenizer.id("[SEP]").orElseThrow();
    }

    int[] ids(String text) {
        var plain = known.computeIfAbsent(text, tokenizer::encode);
        var ids = new int[Math.min(plain.length, longest - 2) + 2];
        int at = 0;
        ids[at++] = first;
        for (int i = 0; i < plain.length && at < longest - 1; i++) {
            if (random.nextDouble() >= dropped) {
                ids[at++] = plain[i];
            }
        }
        ids[at++] = last;
        return Arrays.copyOf(ids, at);
    }
}
