package studio.likeness.corpus.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;

/// How much a word says among one persona's answers in one language: the more, the fewer answers
/// speak of it. A word that none speaks of says all it can, which is how a question that cannot be
/// answered shows. For one search, on one thread.
final class Statistics implements ToDoubleFunction<Word> {
    // Among fewer answers than this, that one speaks of something does not make it common.
    private static final int FEW = 60;

    private final IndexReader index;
    private final String field;
    private final double answers;
    private final Map<String, Integer> speaking = new HashMap<>();

    Statistics(IndexReader index, String language) throws IOException {
        this.index = index;
        this.field = Schema.anywhere(language);
        this.answers = Math.max(FEW, index.getDocCount(field));
    }

    @Override
    public double applyAsDouble(Word word) {
        int most = speaking(Schema.token(word));
        for (int concept : word.concepts()) {
            most = Math.max(most, speaking(Schema.token(concept)));
        }
        double rarity = Math.log((answers + 1) / (most + 0.5)) / Math.log((answers + 1) / 0.5);
        return word.weight() * (0.3 + 0.7 * Math.min(1, rarity));
    }

    private int speaking(String token) {
        return speaking.computeIfAbsent(token, this::count);
    }

    private int count(String token) {
        try {
            return index.docFreq(new Term(field, token));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
