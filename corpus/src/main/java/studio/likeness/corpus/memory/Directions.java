package studio.likeness.corpus.memory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;

/// Which way an embedder finds wordings, replies and passages to point, in one state of the index.
/// Answers are few and weighed exactly; passages may be many and are found by their graph (HNSW,
/// Malkov and Yashunin 2018).
final class Directions {
    static final String OF = "of";
    static final String PRINT = "print";

    private static final String PART = "part";
    private static final String LANGUAGE = "language";
    private static final String ANSWERS = "answers";
    private static final String PASSAGES = "passages";
    private static final int THREE = 3;

    /// Visited at least, so that the nearest few are truly those.
    private static final int BEAM = 48;

    /// What a text is to its entry.
    enum Part {
        WORDING,
        REPLY,
        PASSAGE
    }

    /// How near a question points to an answer, as cosines.
    ///
    /// @param best to the nearest wording
    /// @param three mean of the nearest three
    record Nearness(double best, double three, double reply) {
        static final Nearness NONE = new Nearness(0, 0, 0);
    }

    private record Answered(String key, List<float[]> wordings, List<float[]> replies) {}

    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final Map<String, Map<String, Answered>> answers = new HashMap<>();

    Directions(DirectoryReader reader) throws IOException {
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
        for (var leaf : reader.leaves()) {
            gather(leaf);
        }
    }

    DirectoryReader reader() {
        return reader;
    }

    /// A document that only carries the direction of one text.
    static Document document(
            String key, String print, String language, Part part, float[] direction) {
        var document = new Document();
        document.add(new StringField(OF, key, Field.Store.YES));
        document.add(new StoredField(PRINT, print));
        document.add(new StoredField(LANGUAGE, language));
        document.add(new StoredField(PART, part.name()));
        document.add(
                new KnnFloatVectorField(
                        part == Part.PASSAGE ? PASSAGES : ANSWERS,
                        direction,
                        VectorSimilarityFunction.DOT_PRODUCT));
        return document;
    }

    private void gather(LeafReaderContext leaf) throws IOException {
        var vectors = leaf.reader().getFloatVectorValues(ANSWERS);
        if (vectors == null) {
            return;
        }
        var live = leaf.reader().getLiveDocs();
        var stored = leaf.reader().storedFields();
        var each = vectors.iterator();
        while (each.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            if (live == null || live.get(each.docID())) {
                gather(stored, each.docID(), vectors.vectorValue(each.index()).clone());
            }
        }
    }

    private void gather(StoredFields stored, int number, float[] direction) throws IOException {
        var document = stored.document(number);
        var answered =
                answers.computeIfAbsent(document.get(LANGUAGE), _ -> new LinkedHashMap<>())
                        .computeIfAbsent(
                                document.get(OF),
                                key -> new Answered(key, new ArrayList<>(), new ArrayList<>()));
        boolean wording = Part.valueOf(document.get(PART)) == Part.WORDING;
        (wording ? answered.wordings : answered.replies).add(direction);
    }

    /// Every answer in a language, by its key.
    Map<String, Nearness> answers(float[] question, String language) {
        var near = new HashMap<String, Nearness>();
        for (var answered : answers.getOrDefault(language, Map.of()).values()) {
            near.put(answered.key, near(question, answered));
        }
        return near;
    }

    private static Nearness near(float[] question, Answered answered) {
        var cosines =
                answered.wordings.stream()
                        .mapToDouble(wording -> cosine(question, wording))
                        .boxed()
                        .sorted(Comparator.reverseOrder())
                        .limit(THREE)
                        .toList();
        double reply =
                answered.replies.stream().mapToDouble(r -> cosine(question, r)).max().orElse(0);
        double three = cosines.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        return new Nearness(cosines.isEmpty() ? 0 : cosines.getFirst(), three, reply);
    }

    private static double cosine(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// The nearest passages in a language with their cosines, nearest first.
    Map<String, Double> passages(float[] question, String language, int most) throws IOException {
        var near = new LinkedHashMap<String, Double>();
        var query = new KnnFloatVectorQuery(PASSAGES, question, Math.max(BEAM, 2 * most));
        var stored = searcher.storedFields();
        for (var hit : searcher.search(query, Math.max(BEAM, 2 * most)).scoreDocs) {
            var document = stored.document(hit.doc, Set.of(OF, LANGUAGE));
            if (near.size() < most && document.get(LANGUAGE).equals(language)) {
                // Lucene's score is (1 + cosine) / 2.
                near.merge(document.get(OF), 2.0 * hit.score - 1, Math::max);
            }
        }
        return near;
    }
}
