package studio.likeness.models.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.home.FileTree;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.StudioException;

/// The folders of one download, held by one program at a time. `downloads/<id>/` appears at once,
/// when all its files are whole; until then they are in `downloads/.part/<id>/`: `files/` has those
/// that are whole, `parts/` the others.
final class Place implements AutoCloseable {
    private static final String UNFINISHED = ".part";

    private final Path root;
    private final String id;
    private final Path work;
    private final FileChannel held;

    private Place(Path root, String id, FileChannel held) {
        this.root = root;
        this.id = id;
        this.held = held;
        work = work(root, id);
    }

    static Path root(Home home) {
        return home.root().resolve("downloads");
    }

    static Path work(Path root, String id) {
        return root.resolve(UNFINISHED).resolve(id);
    }

    /// @throws StudioException when another fetches the same
    static Place claim(Home home, String id) {
        FileNames.checkId(id);
        var root = root(home);
        try {
            Files.createDirectories(root.resolve(UNFINISHED));
            var channel =
                    FileChannel.open(
                            root.resolve(UNFINISHED).resolve(id + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (lock(channel).isEmpty()) {
                channel.close();
                throw new StudioException("models.download.inUse", id);
            }
            return new Place(root, id, channel);
        } catch (IOException e) {
            throw Disk.cannotWrite(e, root);
        }
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException _) {
            return Optional.empty(); // by this program
        }
    }

    /// All of it, whole.
    Path whole() {
        return root.resolve(id);
    }

    Path parts() {
        return work.resolve("parts");
    }

    Path files() {
        return work.resolve("files");
    }

    Path root() {
        return root;
    }

    Known known() {
        return Known.read(known(root, id));
    }

    static Known known(Home home, String id) {
        return Known.read(known(root(home), id));
    }

    private static Path known(Path root, String id) {
        return root.resolve(".known").resolve(id + ".json");
    }

    void forgetKnown() {
        deleteAll(known(root, id));
    }

    /// Goes on with what was whole once and is not what is wanted now.
    ///
    /// @return whether there was such
    boolean reopen() {
        try {
            boolean was = Files.isDirectory(whole());
            if (was) {
                deleteAll(files());
                Files.createDirectories(work);
                AtomicFile.move(whole(), files());
            }
            Files.createDirectories(parts());
            Files.createDirectories(files());
            return was;
        } catch (IOException e) {
            throw Disk.cannotWrite(e, work);
        }
    }

    /// Removes what is not wanted.
    void keepOnly(Set<String> names) {
        for (var name : names(files())) {
            if (!names.contains(name)) {
                deleteAll(files().resolve(name));
            }
        }
    }

    /// The files of a folder, with `/`.
    static Set<String> names(Path folder) {
        var names = new TreeSet<String>();
        if (Files.isDirectory(folder)) {
            try (var all = Files.walk(folder)) {
                all.filter(Files::isRegularFile)
                        .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                        .forEach(names::add);
            } catch (IOException | UncheckedIOException e) {
                throw new StudioException(e, "models.download.cannotRead", folder);
            }
        }
        return names;
    }

    static long bytes(Path folder) {
        long bytes = 0;
        for (var name : names(folder)) {
            bytes += folder.resolve(name).toFile().length();
        }
        return bytes;
    }

    /// Everything is whole: it appears.
    void publish() {
        try {
            deleteAll(whole());
            AtomicFile.move(files(), whole());
            deleteAll(work);
        } catch (IOException e) {
            throw Disk.cannotWrite(e, whole());
        }
    }

    void forget() {
        deleteAll(whole());
        deleteAll(work);
    }

    /// Removes what an end in the wrong moment left beside the whole.
    void tidy() {
        deleteAll(work);
    }

    /// The ids of what is there, whole or not.
    static Set<String> ids(Home home) {
        var ids = new TreeSet<String>();
        for (var folder : List.of(root(home), root(home).resolve(UNFINISHED))) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> all = Files.list(folder)) {
                    all.filter(Files::isDirectory)
                            .map(each -> each.getFileName().toString())
                            .filter(name -> !name.startsWith("."))
                            .forEach(ids::add);
                } catch (IOException e) {
                    throw new StudioException(e, "models.download.cannotRead", folder);
                }
            }
        }
        return ids;
    }

    private static void deleteAll(Path path) {
        try {
            FileTree.erase(path);
        } catch (IOException e) {
            throw Disk.cannotWrite(e, path);
        }
    }

    @Override
    public void close() {
        try {
            held.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
