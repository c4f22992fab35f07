package studio.likeness.models.modelfolder;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Folders in the making: `<id>.part`, each with a lock file beside it that its maker holds. The
/// operating system lets go of the lock when the maker is killed, so that what is left is told from
/// what another process is making right now.
final class Unfinished {
    static final String PART = ".part";
    private static final String LOCK = ".part.lock";

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
        var lock = new RandomAccessFile(file.toFile(), "rw");
        try {
            if (tryLock(lock) == null) {
                throw new FileAlreadyExistsException(file.toString());
            }
            return lock;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    static void release(Path shelf, String id, RandomAccessFile lock) throws IOException {
        lock.close();
        Files.deleteIfExists(lockFile(shelf, id));
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

    private static void sweep(Path shelf, String id) throws IOException {
        try (var lock = new RandomAccessFile(lockFile(shelf, id).toFile(), "rw")) {
            if (tryLock(lock) == null) {
                return;
            }
            erase(folder(shelf, id));
        }
        Files.deleteIfExists(lockFile(shelf, id));
    }

    private static @Nullable FileLock tryLock(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // held by this very process
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

    /// Deletes a folder with what is in it, following no links.
    static void erase(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(
                path,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path folder, @Nullable IOException failure) throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.deleteIfExists(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
