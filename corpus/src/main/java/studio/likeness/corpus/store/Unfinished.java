package studio.likeness.corpus.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import studio.likeness.models.home.FileTree;

/// A file or folder in the making, under a name that nothing lists (`.new-…`) beside its later
/// place. It is moved there whole, or erased when this is closed. What a killed process leaves
/// behind is erased by [#sweep]; a lock file tells it from what another process is making right
/// now.
final class Unfinished implements AutoCloseable {
    private static final String PREFIX = ".new-";
    private static final int TOKEN = 12;

    private final Path path;
    private final Path lockFile;
    private final RandomAccessFile lock;

    private Unfinished(Path path, Path lockFile, RandomAccessFile lock) {
        this.path = path;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /// Nothing is there yet; the caller makes it.
    ///
    /// @param suffix for example `.wav`, for readers that look at it
    static Unfinished in(Path folder, String suffix) throws IOException {
        var name = PREFIX + Ids.random(TOKEN);
        var lockFile = folder.resolve(name + ".lock");
        // Held before the thing itself exists, so that a sweep never sees the one without the
        // other. The operating system lets go of it when the process is killed.
        var lock = new RandomAccessFile(lockFile.toFile(), "rw");
        try {
            if (tryLock(lock) == null) {
                throw new FileAlreadyExistsException(lockFile.toString());
            }
            return new Unfinished(folder.resolve(name + suffix), lockFile, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    static boolean isName(String name) {
        return name.startsWith(PREFIX);
    }

    Path path() {
        return path;
    }

    /// @throws FileAlreadyExistsException when something is there
    void moveTo(Path place) throws IOException {
        moveWhole(path, place);
    }

    /// Moves within one file system onto a free place.
    static void moveWhole(Path from, Path place) throws IOException {
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(place.toString());
        }
        try {
            Files.move(from, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(from, place);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            FileTree.erase(path);
        } finally {
            lock.close();
            Files.deleteIfExists(lockFile);
        }
    }

    /// Erases what processes that have ended left unfinished in `folder`.
    static void sweep(Path folder) throws IOException {
        var names = new TreeSet<String>();
        try (var entries = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (var entry : entries) {
                var name = entry.getFileName().toString();
                names.add(name.substring(0, Math.min(name.length(), PREFIX.length() + TOKEN)));
            }
        }
        for (var name : names) {
            sweep(folder, name);
        }
    }

    private static void sweep(Path folder, String name) throws IOException {
        var lockFile = folder.resolve(name + ".lock");
        try (var lock = new RandomAccessFile(lockFile.toFile(), "rw")) {
            if (tryLock(lock) == null) {
                return;
            }
            try (var entries = Files.newDirectoryStream(folder, name + "*")) {
                for (var entry : entries) {
                    if (!entry.equals(lockFile)) {
                        FileTree.erase(entry);
                    }
                }
            }
        }
        Files.deleteIfExists(lockFile);
    }

    private static @Nullable FileLock tryLock(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // held by this very process: a second store on the same home
        }
    }
}
