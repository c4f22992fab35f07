package studio.likeness.corpus.memory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/// What comes to mind at a question: candidates from the index, by shared words, concepts and
/// letters, and by direction where there is an embedder. [Evidence] weighs them afterwards.
final class Recall {
    // Enough that the right answer is among them, few enough to weigh in a millisecond.
    private static final int CANDIDATES = 32;
    private static final int NEIGHBOURS = 16;

    private final Schema schema;
    private final Optional<Embedder> embedder;

    Recall(Schema schema, Optional<Embedder> embedder) {
        this.schema = schema;
        this.embedder = embedder;
    }

    /// @param direction how alike an embedder finds it, 0 to 1; 0 without one
    record Candidate(Entry entry, double direction) {}

    record Found(List<Candidate> answers, List<Candidate> passages) {}

    Found find(OpenIndex index, Reading question, String text) throws IOException {
        var near = near(index, text);
        var language = question.language();
        return new Found(
                candidates(index, answers(question, language), near, Hit.Kind.ANSWER, language),
                candidates(index, passages(question), near, Hit.Kind.PASSAGE, language));
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

    private static List<Candidate> candidates(
            OpenIndex index, Query query, Map<String, Double> near, Hit.Kind kind, String language)
            throws IOException {
        var entries = new LinkedHashMap<String, Entry>();
        for (var entry : index.entries(query, CANDIDATES)) {
            entries.put(entry.key(), entry);
        }
        for (var key : near.keySet()) {
            if (!entries.containsKey(key)) {
                index.entries(new TermQuery(new Term(Schema.KEY, key)), 1).stream()
                        .filter(e -> e.kind() == kind && e.language().equals(language))
                        .forEach(entry -> entries.put(key, entry));
            }
        }
        var candidates = new ArrayList<Candidate>();
        entries.forEach((key, e) -> candidates.add(new Candidate(e, near.getOrDefault(key, 0.0))));
        return candidates;
    }

    private Map<String, Double> near(OpenIndex index, String text) throws IOException {
        var near = new HashMap<String, Double>();
        if (embedder.isPresent()) {
            var query =
                    new KnnFloatVectorQuery(Schema.VECTOR, embedder.get().query(text), NEIGHBOURS);
            var stored = index.searcher().storedFields();
            for (var hit : index.searcher().search(query, NEIGHBOURS).scoreDocs) {
                double cosine = 2 * hit.score - 1; // Lucene's score is (1 + cosine) / 2
                near.merge(
                        stored.document(hit.doc, Set.of(Schema.VECTOR_OF)).get(Schema.VECTOR_OF),
                        Math.max(0, cosine),
                        Math::max);
            }
        }
        return near;
    }
}
