package studio.likeness.corpus.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.MMapDirectory;
import studio.likeness.models.job.StudioException;

/// The directions on disk, beside the index of words, which answers alone until they are there:
/// making them takes an embedder minutes for a large archive. One thread of its own embeds, writes
/// and closes; a talk never waits for it.
final class DirectionsFolder implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DirectionsFolder.class.getName());

    // Grows whenever the directions are laid out differently.
    private static final int LAYOUT = 1;
    private static final String VERSION = "version";
    private static final String ANSWERS = "answers";
    private static final String ALL = "all";
    private static final long BEHIND = Long.MIN_VALUE;

    private final Path folder;
    private final Embedder embedder;
    private final String version;
    private final ExecutorService owner =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("memory-directions").factory());
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile boolean closing;
    private volatile Snapshot snapshot = Snapshot.none();

    /// @param answers the revision whose answers are all in it
    /// @param all the revision of which all is in it
    private record Snapshot(Optional<Directions> directions, long answers, long all) {
        static Snapshot none() {
            return new Snapshot(Optional.empty(), BEHIND, BEHIND);
        }
    }

    DirectionsFolder(Path folder, Embedder embedder) {
        this.folder = folder;
        this.embedder = embedder;
        this.version = LAYOUT + " " + embedder.size() + " " + embedder.id();
        owner.execute(this::openOrWipe);
    }

    /// What is damaged or another embedder's is thrown away.
    private void openOrWipe() {
        try {
            Files.createDirectories(folder);
            try (var directory = new MMapDirectory(folder)) {
                if (DirectoryReader.indexExists(directory)) {
                    open(directory);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "The directions are made anew: {0}",
                    e.getClass().getSimpleName());
            wipe();
        }
    }

    private void open(MMapDirectory directory) throws IOException {
        var reader = DirectoryReader.open(directory);
        try {
            var data = reader.getIndexCommit().getUserData();
            if (!version.equals(data.get(VERSION))) {
                throw new IOException("another embedder's");
            }
            show(
                    new Snapshot(
                            Optional.of(new Directions(reader)),
                            Long.parseLong(data.get(ANSWERS)),
                            Long.parseLong(data.get(ALL))));
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private void wipe() {
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // Filling meets the same failure and tells of it; words serve meanwhile.
            LOG.log(System.Logger.Level.INFO, "The directions cannot be removed", e);
        }
    }

    /// Brings the directions to the source's revision without waiting.
    void followLater(Source source) {
        if (snapshot.all != source.revision() && asked.compareAndSet(false, true)) {
            owner.execute(
                    () -> {
                        asked.set(false);
                        fill(source);
                    });
        }
    }

    /// Waits until what was asked for before is done.
    void settle() {
        try {
            owner.submit(() -> {}).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing was done, and it failed", e);
        }
    }

    private void fill(Source source) {
        long revision = source.revision(); // before reading: what changes meanwhile is read again
        if (snapshot.all == revision) {
            return;
        }
        try (var writer = new DirectionsWriter(folder, embedder, () -> closing)) {
            for (var answer : source.answers()) {
                writer.keep(answer);
            }
            commit(writer, revision, BEHIND);
            for (var document : source.documents()) {
                for (var passage : document.passages()) {
                    writer.keep(document, passage);
                }
            }
            writer.removeOthers();
            commit(writer, revision, revision);
        } catch (CancellationException e) {
            LOG.log(System.Logger.Level.DEBUG, "closed while directions were being made");
        } catch (IOException | RuntimeException e) {
            // Words serve without them.
            LOG.log(System.Logger.Level.WARNING, "The directions are behind", e);
        }
    }

    private void commit(DirectionsWriter writer, long answers, long all) throws IOException {
        writer.commit(
                Map.of(
                        VERSION, version,
                        ANSWERS, Long.toString(answers),
                        ALL, Long.toString(all)));
        try (var directory = new MMapDirectory(folder)) {
            open(directory);
        }
    }

    /// What a search does with them.
    interface Search<T> {
        T in(Directions directions) throws IOException;
    }

    /// Whether the answers of this revision have directions.
    boolean isReady(long revision) {
        var now = snapshot;
        return now.directions.isPresent() && now.answers == revision;
    }

    /// Empty while the answers of this revision have no directions yet.
    <T> Optional<T> search(long revision, Search<T> search) {
        while (true) {
            var now = snapshot;
            if (now.directions.isEmpty() || now.answers != revision) {
                return Optional.empty();
            }
            var directions = now.directions.get();
            if (directions.reader().tryIncRef()) { // fails only when it has just been replaced
                try {
                    return Optional.of(search.in(directions));
                } catch (IOException e) {
                    throw new StudioException(e, "corpus.memory.unreadable", folder);
                } finally {
                    release(directions);
                }
            }
        }
    }

    private void show(Snapshot next) {
        var before = snapshot.directions;
        snapshot = next;
        before.ifPresent(DirectionsFolder::release);
    }

    private static void release(Directions directions) {
        try {
            directions.reader().decRef();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits for at most one batch.
    @Override
    public void close() {
        closing = true;
        owner.execute(() -> show(Snapshot.none()));
        settle();
        owner.shutdown(); // idle by now; never shutdownNow, which interrupts
    }
}
