package studio.likeness.models.modelfolder;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import studio.likeness.models.home.FileTree;

/// Folders in the making: `<id>.part`, each with a lock file beside it that its maker holds. The
/// operating system lets go of the lock when the maker is killed, so that what is left is told from
/// what another process is making right now.
final class Unfinished {
    static final String PART = ".part";
    private static final String LOCK = ".part.lock";

    /// Locks of this process. Asking the system about one of them would lose it: on Linux, closing
    /// a file lets go of every lock that the process has on it.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private Unfinished() {}

    static boolean isName(String name) {
        return name.endsWith(PART) || name.endsWith(LOCK);
    }

    static Path folder(Path shelf, String id) {
        return shelf.resolve(id + PART);
    }

    private static Path lockFile(Path shelf, String id) {
        return shelf.resolve(id + LOCK);
    }

    /// @return the open lock file, which holds the lock until it is closed
    /// @throws FileAlreadyExistsException when somebody is making a folder of that name
    static RandomAccessFile claim(Path shelf, String id) throws IOException {
        var file = lockFile(shelf, id);
        if (!HELD.add(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        try {
            var lock = new RandomAccessFile(file.toFile(), "rw");
            if (!isFree(lock)) {
                lock.close();
                throw new FileAlreadyExistsException(file.toString());
            }
            return lock;
        } catch (IOException | RuntimeException e) {
            HELD.remove(file);
            throw e;
        }
    }

    static void release(Path shelf, String id, RandomAccessFile lock) throws IOException {
        lock.close();
        HELD.remove(lockFile(shelf, id));
        Files.deleteIfExists(lockFile(shelf, id));
    }

    /// Whether somebody holds the lock of that name right now.
    static boolean isClaimed(Path shelf, String id) throws IOException {
        var file = lockFile(shelf, id);
        if (HELD.contains(file) || !Files.exists(file)) {
            return HELD.contains(file);
        }
        try (var lock = new RandomAccessFile(file.toFile(), "rw")) {
            return !isFree(lock);
        }
    }

    /// Erases what processes that have ended left.
    static void sweep(Path shelf) throws IOException {
        try (var entries = Files.newDirectoryStream(shelf, "*" + PART + "*")) {
            for (var entry : entries) {
                var name = entry.getFileName().toString();
                if (isName(name)) {
                    sweep(shelf, name.substring(0, name.lastIndexOf(PART)));
                }
            }
        }
    }

    static void sweep(Path shelf, String id) throws IOException {
        if (HELD.contains(lockFile(shelf, id))) {
            return;
        }
        try (var lock = new RandomAccessFile(lockFile(shelf, id).toFile(), "rw")) {
            if (!isFree(lock)) {
                return;
            }
            FileTree.erase(folder(shelf, id));
        }
        Files.deleteIfExists(lockFile(shelf, id));
    }

    /// Takes the lock when nobody has it.
    private static boolean isFree(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false; // held by this very process
        }
    }

    /// Moves within one file system onto a free place.
    static void moveWhole(Path from, Path place) throws IOException {
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(place.toString());
        }
        try {
            Files.move(from, place, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(from, place);
        }
    }

    /// Deletes a folder's empty folders, and then the folder itself when it is empty and may be
    /// deleted.
    static void eraseEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var walk = Files.walk(folder)) {
            for (var each : walk.sorted(Comparator.reverseOrder()).toList()) {
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS) && isEmpty(each)) {
                    Files.delete(each);
                }
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    /// Bytes of all files below.
    static long bytes(Path folder) throws IOException {
        long bytes = 0;
        try (var walk = Files.walk(folder)) {
            for (var file : (Iterable<Path>) walk::iterator) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    bytes += Files.size(file);
                }
            }
        }
        return bytes;
    }
}
