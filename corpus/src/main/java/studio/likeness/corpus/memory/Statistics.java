package studio.likeness.corpus.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;

/// How much a word says among one persona's answers in one language: the more, the fewer answers
/// speak of it. A word that none speaks of says all it can, which is how a question that cannot be
/// answered shows. For one state of the index; thread-safe.
final class Statistics implements ToDoubleFunction<Word> {
    // Among fewer answers than this, that one speaks of something does not make it common.
    private static final int FEW = 60;

    private static final int RARE = 3; // answers

    private final IndexReader index;
    private final String field;
    private final double answers;
    private final String letters;
    private final Map<String, Double> said = new ConcurrentHashMap<>();
    private final Map<String, Boolean> rare = new ConcurrentHashMap<>();
    private final Map<String, Double> written = new ConcurrentHashMap<>();

    Statistics(IndexReader index, String language) {
        this.index = index;
        this.field = Schema.anywhere(language);
        this.letters = Schema.letters(language);
        try {
            this.answers = Math.max(FEW, index.getDocCount(field));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public double applyAsDouble(Word word) {
        var known = said.get(word.text());
        double rarity = known != null ? known : said.computeIfAbsent(word.text(), _ -> of(word));
        return word.weight() * (0.3 + 0.7 * rarity);
    }

    /// Whether few answers speak of a word, and some do: the question is then about one of these,
    /// more than a word that nobody uses would show.
    boolean isRare(Word word) {
        return rare.computeIfAbsent(
                word.text(),
                _ -> {
                    int said = count(field, Schema.token(word));
                    return said >= 1 && said <= RARE;
                });
    }

    private double of(Word word) {
        int most = count(field, Schema.token(word));
        for (int concept : word.concepts()) {
            most = Math.max(most, count(field, Schema.token(concept)));
        }
        return rarity(most);
    }

    /// How few answers' wordings have a piece of [Reading#grams], 0 to 1.
    double rarity(String gram) {
        var known = written.get(gram);
        return known != null
                ? known
                : written.computeIfAbsent(gram, g -> rarity(count(letters, g.replace(' ', '_'))));
    }

    private double rarity(int most) {
        double rarity = Math.log((answers + 1) / (most + 0.5)) / Math.log((answers + 1) / 0.5);
        return Math.min(1, rarity);
    }

    private int count(String field, String token) {
        try {
            return index.docFreq(new Term(field, token));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
