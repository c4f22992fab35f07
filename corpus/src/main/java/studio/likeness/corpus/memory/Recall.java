package studio.likeness.corpus.memory;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import studio.likeness.corpus.memory.Directions.Nearness;

/// What comes to mind at a question: candidates from the index, by shared words, concepts and
/// letters, and by direction where there are directions. [Evidence] weighs them afterwards.
final class Recall {
    /// How many neighbours by direction join those by words.
    static final int NEIGHBOURS = 16;

    // Enough that the right answer is among them, few enough to weigh in a millisecond.
    private static final int CANDIDATES = 32;

    private final Schema schema;

    Recall(Schema schema) {
        this.schema = schema;
    }

    /// What an embedder finds about a question.
    ///
    /// @param answers all in the question's language, by key
    /// @param passages the cosines of the nearest, by key
    record Near(Map<String, Nearness> answers, Map<String, Double> passages) {
        private List<String> nearestAnswers() {
            return answers.entrySet().stream()
                    .sorted(
                            Comparator.comparingDouble(
                                    (Map.Entry<String, Nearness> e) -> -e.getValue().best()))
                    .limit(NEIGHBOURS)
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    record Found(List<Entry> answers, List<Entry> passages) {}

    Found find(OpenIndex index, Reading question, Optional<Near> near) throws IOException {
        return new Found(
                candidates(
                        index,
                        answers(question, question.language()),
                        near.map(Near::nearestAnswers).orElse(List.of())),
                candidates(
                        index,
                        passages(question),
                        near.<Collection<String>>map(n -> n.passages().keySet())
                                .orElse(List.of())));
    }

    private Query answers(Reading question, String language) {
        var query = new BooleanQuery.Builder();
        for (var token : schema.tokens(List.of(question))) {
            query.add(should(Schema.asked(language), token, 2));
            query.add(should(Schema.told(language), token, 1));
        }
        for (var gram : Schema.letters(question)) {
            query.add(should(Schema.letters(language), gram, 0.5f));
        }
        return query.build();
    }

    private Query passages(Reading question) {
        var query = new BooleanQuery.Builder();
        for (var token : schema.tokens(List.of(question))) {
            query.add(should(Schema.passage(question.language()), token, 1));
        }
        return query.build();
    }

    private static BooleanClause should(String field, String token, float boost) {
        return new BooleanClause(
                new BoostQuery(new TermQuery(new Term(field, token)), boost),
                BooleanClause.Occur.SHOULD);
    }

    private static List<Entry> candidates(OpenIndex index, Query query, Collection<String> near)
            throws IOException {
        var entries = new LinkedHashMap<String, Entry>();
        for (var entry : index.entries(query, CANDIDATES)) {
            entries.put(entry.key(), entry);
        }
        for (var key : near) {
            if (!entries.containsKey(key)) {
                // The directions may remember what the index no longer has.
                index.entries(new TermQuery(new Term(Schema.KEY, key)), 1)
                        .forEach(entry -> entries.put(key, entry));
            }
        }
        return List.copyOf(entries.values());
    }
}
