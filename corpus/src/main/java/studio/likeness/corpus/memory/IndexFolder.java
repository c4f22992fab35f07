package studio.likeness.corpus.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.MMapDirectory;
import studio.likeness.models.job.StudioException;

/// The index on disk. One thread of its own opens, writes and closes; callers wait for it and are
/// never in a file themselves, because an interrupt there would close the index for good. Reading
/// goes through mapped memory, which interrupts do not touch.
final class IndexFolder implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(IndexFolder.class.getName());

    // Grows whenever the index is laid out differently.
    private static final int LAYOUT = 2;
    private static final String REVISION = "revision";
    private static final String VERSION = "version";
    private static final int ATTEMPTS = 50; // in all five seconds
    private static final int SMALL = 20_000; // entries, put together in well under a second
    private static final long BEHIND = Long.MIN_VALUE;

    private final Path folder;
    private final Reader reader;
    private final Schema schema;
    private final String version;
    private final ExecutorService owner =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("memory-index").factory());

    private record Snapshot(Optional<OpenIndex> index, long revision) {
        static Snapshot none() {
            return new Snapshot(Optional.empty(), BEHIND);
        }
    }

    private volatile Snapshot snapshot = Snapshot.none();

    IndexFolder(Path folder, Reader reader) {
        this.folder = folder;
        this.reader = reader;
        this.schema = new Schema(reader.lexicon());
        this.version = LAYOUT + " " + reader.lexicon().fingerprint();
    }

    /// Opens what is there; what is missing, damaged or of another version is thrown away.
    void open() {
        await(
                () -> {
                    try {
                        Files.createDirectories(folder);
                        openIndex();
                    } catch (IOException | RuntimeException e) {
                        LOG.log(
                                System.Logger.Level.INFO,
                                "The memory index is built anew: {0}",
                                e.getClass().getSimpleName());
                        show(Snapshot.none());
                        wipe();
                    }
                    return true;
                });
    }

    /// Brings the index to the source's revision; returns when it is there.
    void follow(Source source) {
        if (snapshot.revision != source.revision()) {
            await(() -> update(source));
        }
    }

    /// Does work on the index's own thread without waiting for it.
    void later(Runnable work) {
        owner.execute(work);
    }

    /// The same as [#follow], without waiting.
    void followLater(Source source) {
        later(
                () -> {
                    try {
                        update(source);
                    } catch (IOException | RuntimeException e) {
                        // Whoever asks next meets the same failure and can tell the user.
                        LOG.log(System.Logger.Level.WARNING, "The memory index is behind", e);
                    }
                });
    }

    /// What a search does; the index cannot close under it.
    interface Search<T> {
        T in(OpenIndex index) throws IOException;
    }

    <T> T search(Search<T> search) {
        while (true) {
            var index = snapshot.index.orElseThrow(() -> new IllegalStateException("not open"));
            if (index.reader()
                    .tryIncRef()) { // fails only when a newer snapshot has just replaced it
                try {
                    return search.in(index);
                } catch (IOException e) {
                    throw new StudioException(e, "corpus.memory.unreadable", folder);
                } finally {
                    release(index);
                }
            }
        }
    }

    private void openIndex() throws IOException {
        try (var directory = new MMapDirectory(folder)) {
            var index = DirectoryReader.open(directory);
            try {
                for (var leaf : index.leaves()) {
                    ((CodecReader) leaf.reader()).checkIntegrity();
                }
                var data = index.getIndexCommit().getUserData();
                if (!version.equals(data.get(VERSION))) {
                    throw new IOException("made by another version");
                }
                long revision = Long.parseLong(data.get(REVISION));
                show(new Snapshot(Optional.of(new OpenIndex(index)), revision));
            } catch (IOException | RuntimeException e) {
                index.close();
                throw e;
            }
        }
    }

    private boolean update(Source source) throws IOException {
        long revision = source.revision(); // before reading: what changes meanwhile is read again
        if (snapshot.revision == revision) {
            return false;
        }
        try (var directory = new MMapDirectory(folder);
                var writer = writer(directory)) {
            write(writer, source);
            writer.setLiveCommitData(
                    Map.of(VERSION, version, REVISION, Long.toString(revision)).entrySet());
            if (writer.getDocStats().maxDoc < SMALL) {
                writer.forceMerge(1); // for statistics without the removed
            }
            writer.commit();
        } catch (IOException e) {
            throw new StudioException(e, "corpus.memory.unwritable", folder);
        }
        openIndex();
        return true;
    }

    /// Waits a little while another program writes the same index.
    private static IndexWriter writer(MMapDirectory directory) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return new IndexWriter(
                        directory,
                        new IndexWriterConfig(new WhitespaceAnalyzer()).setCommitOnClose(false));
            } catch (LockObtainFailedException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                LockSupport.parkNanos(100_000_000);
            }
        }
    }

    /// Takes out what is gone or has changed, puts in what is new.
    private void write(IndexWriter writer, Source source) throws IOException {
        var stale = prints(writer);
        for (var answer : source.answers()) {
            var print = Entry.print(answer);
            if (!print.equals(stale.get(Entry.key(answer)))) {
                replace(writer, Entry.of(answer, reader), print);
            }
            stale.remove(Entry.key(answer));
        }
        for (var document : source.documents()) {
            for (var passage : document.passages()) {
                var key = Entry.key(document, passage);
                var print = Entry.print(document, passage);
                if (!print.equals(stale.get(key))) {
                    replace(writer, Entry.of(document, passage, reader), print);
                }
                stale.remove(key);
            }
        }
        for (var key : stale.keySet()) {
            remove(writer, key);
        }
    }

    private void replace(IndexWriter writer, Entry entry, String print) throws IOException {
        remove(writer, entry.key());
        writer.addDocument(schema.document(entry, print));
    }

    private static void remove(IndexWriter writer, String key) throws IOException {
        writer.deleteDocuments(new Term(Schema.KEY, key));
    }

    private static Map<String, String> prints(IndexWriter writer) throws IOException {
        var prints = new HashMap<String, String>();
        try (var index = DirectoryReader.open(writer)) {
            var live = MultiBits.getLiveDocs(index);
            var stored = index.storedFields();
            for (int i = 0; i < index.maxDoc(); i++) {
                var document = stored.document(i);
                if (live == null || live.get(i)) {
                    prints.put(document.get(Schema.KEY), document.get(Schema.PRINT));
                }
            }
        }
        return prints;
    }

    private void show(Snapshot next) {
        var before = snapshot.index;
        snapshot = next;
        before.ifPresent(IndexFolder::release);
    }

    private static void release(OpenIndex index) {
        try {
            index.reader().decRef();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void wipe() throws IOException {
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                if (Files.isRegularFile(file)) { // the directions lie in a folder of their own
                    Files.delete(file);
                }
            }
        }
    }

    /// Runs work on the owner's thread. The caller's interrupt is kept for later: the work is short
    /// and must not be left half done.
    private <T> T await(Callable<T> work) {
        var result = owner.submit(work);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw failure(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private RuntimeException failure(ExecutionException failed) {
        return switch (failed.getCause()) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            case null, default -> new StudioException(failed, "corpus.memory.unwritable", folder);
        };
    }

    @Override
    public void close() {
        await(
                () -> {
                    show(Snapshot.none());
                    return true;
                });
        owner.shutdown(); // idle by now; never shutdownNow, which interrupts
    }
}
