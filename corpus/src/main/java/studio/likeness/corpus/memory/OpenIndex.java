package studio.likeness.corpus.memory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;

/// One state of the index. Entries are decoded when they are first met.
final class OpenIndex {
    private static final int KEPT = 10_000; // decoded entries, a few kilobytes each

    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final Map<Integer, Entry> decoded = new ConcurrentHashMap<>();
    private final Map<String, Statistics> statistics = new ConcurrentHashMap<>();

    OpenIndex(DirectoryReader reader) {
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
    }

    DirectoryReader reader() {
        return reader;
    }

    Statistics statistics(String language) {
        return statistics.computeIfAbsent(language, l -> new Statistics(reader, l));
    }

    List<Entry> entries(Query query, int limit) throws IOException {
        var entries = new ArrayList<Entry>();
        var stored = searcher.storedFields();
        for (var hit : searcher.search(query, limit).scoreDocs) {
            var entry = decoded.get(hit.doc);
            if (entry == null) {
                if (decoded.size() >= KEPT) {
                    decoded.clear();
                }
                entry = Schema.entry(stored.document(hit.doc));
                decoded.put(hit.doc, entry);
            }
            entries.add(entry);
        }
        return entries;
    }

    IndexSearcher searcher() {
        return searcher;
    }
}
