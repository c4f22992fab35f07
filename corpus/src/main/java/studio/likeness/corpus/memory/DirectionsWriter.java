package studio.likeness.corpus.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.MMapDirectory;
import studio.likeness.corpus.memory.Directions.Part;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Document;
import studio.likeness.models.job.Owned;

/// One round of bringing the directions up to date: what has not changed is kept, the rest goes
/// through the embedder in batches.
final class DirectionsWriter implements AutoCloseable {
    private static final int BATCH = 64;
    private static final double BUFFER_MB = 64;

    private final Embedder embedder;
    private final BooleanSupplier closing;
    private final Owned owned = new Owned();
    private final IndexWriter writer;
    private final Map<String, String> others;
    private final List<Item> pending = new ArrayList<>();

    private record Item(String key, String print, String language, Part part, String text) {}

    DirectionsWriter(Path folder, Embedder embedder, BooleanSupplier closing) throws IOException {
        this.embedder = embedder;
        this.closing = closing;
        try {
            var directory = owned.own(new MMapDirectory(folder));
            writer =
                    owned.own(
                            new IndexWriter(
                                    directory,
                                    new IndexWriterConfig(new WhitespaceAnalyzer())
                                            .setCommitOnClose(false)
                                            .setRAMBufferSizeMB(BUFFER_MB)));
            others = prints(writer);
        } catch (IOException | RuntimeException e) {
            owned.close();
            throw e;
        }
    }

    private static Map<String, String> prints(IndexWriter writer) throws IOException {
        var prints = new HashMap<String, String>();
        try (var index = DirectoryReader.open(writer)) {
            var live = MultiBits.getLiveDocs(index);
            var stored = index.storedFields();
            for (int i = 0; i < index.maxDoc(); i++) {
                if (live == null || live.get(i)) {
                    var document = stored.document(i);
                    prints.put(document.get(Directions.OF), document.get(Directions.PRINT));
                }
            }
        }
        return prints;
    }

    void keep(Answer answer) throws IOException {
        var key = Entry.key(answer);
        var print = print(Entry.print(answer));
        if (isStale(key, print)) {
            for (var question : answer.questions()) {
                add(new Item(key, print, answer.language(), Part.WORDING, question));
            }
            add(new Item(key, print, answer.language(), Part.REPLY, answer.reply()));
            embed(BATCH);
        }
    }

    void keep(Document document, Document.Passage passage) throws IOException {
        var key = Entry.key(document, passage);
        var print = print(Entry.print(document, passage));
        if (isStale(key, print)) {
            add(new Item(key, print, document.language(), Part.PASSAGE, passage.text()));
            embed(BATCH);
        }
    }

    private static String print(String whole) {
        return UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private boolean isStale(String key, String print) throws IOException {
        boolean stale = !print.equals(others.remove(key));
        if (stale) {
            writer.deleteDocuments(new Term(Directions.OF, key));
        }
        return stale;
    }

    private void add(Item item) {
        pending.add(item);
    }

    /// Whole entries at once, so that none is ever there by half.
    ///
    /// @param from as soon as so many texts wait
    private void embed(int from) throws IOException {
        if (closing.getAsBoolean()) {
            throw new CancellationException();
        }
        if (pending.isEmpty() || pending.size() < from) {
            return;
        }
        var directions = embedder.passages(pending.stream().map(Item::text).toList());
        for (int i = 0; i < directions.size(); i++) {
            var item = pending.get(i);
            writer.addDocument(
                    Directions.document(
                            item.key, item.print, item.language, item.part, directions.get(i)));
        }
        pending.clear();
    }

    /// Takes out what was not kept.
    void removeOthers() throws IOException {
        for (var key : others.keySet()) {
            writer.deleteDocuments(new Term(Directions.OF, key));
        }
    }

    /// @param data kept beside the directions
    void commit(Map<String, String> data) throws IOException {
        embed(1);
        writer.setLiveCommitData(data.entrySet());
        writer.commit();
    }

    @Override
    public void close() {
        owned.close();
    }
}
