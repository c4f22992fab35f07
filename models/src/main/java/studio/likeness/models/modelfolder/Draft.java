package studio.likeness.models.modelfolder;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.home.FileTree;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;

/// A model folder in the making, which nothing lists. It becomes a model whole, or is erased when
/// this is closed.
public final class Draft implements AutoCloseable {
    private final Path shelf;
    private final String id;
    private final Path path;
    private final RandomAccessFile lock;

    private Draft(Path shelf, String id, RandomAccessFile lock) throws IOException {
        this.shelf = shelf;
        this.id = id;
        this.lock = lock;
        path = Unfinished.folder(shelf, id);
        FileTree.erase(path);
        Files.createDirectory(path);
    }

    static Draft of(Path shelf, String id) throws IOException {
        var lock = Unfinished.claim(shelf, id);
        try {
            return new Draft(shelf, id, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    public String id() {
        return id;
    }

    /// Where the files are to be written.
    public Path path() {
        return path;
    }

    /// Size and hash of every file written so far; each is on the disk afterwards.
    public List<Manifest.FileEntry> files(Progress progress) {
        try {
            var files = new ArrayList<Manifest.FileEntry>();
            var all = new ArrayList<Path>();
            try (var walk = Files.walk(path)) {
                walk.filter(Files::isRegularFile).sorted().forEach(all::add);
            }
            long total = 0;
            for (var file : all) {
                total += Files.size(file);
            }
            long done = 0;
            for (var file : all) {
                try (var open = new RandomAccessFile(file.toFile(), "rw")) {
                    open.getFD().sync();
                }
                var sha256 = Hash.of(file, done, total, progress, "models.modelfolder.hashing");
                done += Files.size(file);
                var name = path.relativize(file).toString().replace('\\', '/');
                files.add(new Manifest.FileEntry(name, Files.size(file), sha256));
            }
            return files;
        } catch (IOException e) {
            throw new StudioException(e, "models.modelfolder.cannotWrite", id);
        }
    }

    /// Makes it a model.
    ///
    /// @param manifest with this identifier and the files as [#files] gave them
    public ModelFolder publish(Manifest manifest) {
        if (!manifest.id().equals(id)) {
            throw new IllegalArgumentException("expected " + id + ", found " + manifest.id());
        }
        try {
            ManifestFile.write(path.resolve(ManifestFile.NAME), manifest);
            var place = shelf.resolve(id);
            Unfinished.moveWhole(path, place);
            return new ModelFolder(place, manifest);
        } catch (IOException e) {
            throw new StudioException(e, "models.modelfolder.cannotWrite", id);
        }
    }

    @Override
    public void close() {
        try {
            try {
                FileTree.erase(path);
            } finally {
                Unfinished.release(shelf, id, lock);
            }
        } catch (IOException e) {
            throw new StudioException(e, "models.modelfolder.cannotWrite", id);
        }
    }
}
