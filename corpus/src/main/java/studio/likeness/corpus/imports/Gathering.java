package studio.likeness.corpus.imports;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import studio.likeness.models.job.StudioException;

/// Walks what the user gave and puts together what belongs together. Hidden files are passed over;
/// links inside a folder are not followed, since they may lead anywhere.
final class Gathering {
    static final int MOST_FILES = 100_000;
    static final int DEEPEST = 32;

    private final Map<Path, Item> items = new TreeMap<>();

    private Gathering() {}

    /// In the order of their names.
    ///
    /// @throws StudioException when there are more files than anyone means to import
    static Collection<Item> of(List<Path> given) {
        var gathering = new Gathering();
        for (var path : given) {
            gathering.add(path.toAbsolutePath().normalize());
        }
        gathering.dropSidecars();
        return List.copyOf(gathering.items.values());
    }

    private void add(Path path) {
        if (Files.isDirectory(path)) {
            int before = items.size();
            walk(path);
            if (items.size() == before) {
                refuse(path, new StudioException("corpus.imports.emptyFolder"));
            }
        } else if (!Files.exists(path)) {
            refuse(path, new StudioException("corpus.imports.missing"));
        } else {
            file(path, Files.isRegularFile(path));
        }
    }

    private void walk(Path folder) {
        try {
            // The folder itself may be a link: the user pointed at it.
            Files.walkFileTree(
                    folder.toRealPath(),
                    EnumSet.noneOf(FileVisitOption.class),
                    DEEPEST,
                    new Visitor(folder.toRealPath()));
        } catch (IOException e) {
            refuse(folder, new StudioException(e, "corpus.imports.unreadable"));
        }
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final Path root;

        private Visitor(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return !folder.equals(root) && isHidden(folder)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isHidden(file)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isSymbolicLink()) {
                refuse(file, new StudioException("corpus.imports.link"));
            } else if (attributes.isDirectory()) {
                refuse(file, new StudioException("corpus.imports.tooDeep", DEEPEST));
            } else {
                file(file, attributes.isRegularFile());
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException why) {
            refuse(file, new StudioException(why, "corpus.imports.denied"));
            return FileVisitResult.CONTINUE;
        }
    }

    /// By its name only: what Windows hides, a user who points at the folder still means.
    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private void file(Path file, boolean regular) {
        if (!regular) {
            refuse(file, new StudioException("corpus.imports.notFile"));
            return;
        }
        switch (Kind.of(file)) {
            case TABLE, JSON, JSON_LINES -> put(new Item.Answers(file));
            case TEXT, MARKDOWN -> put(new Item.Text(file));
            case MEDIA -> put(new Item.Recording(file, Sidecar.of(file)));
            case OTHER -> refuse(file, new StudioException("corpus.imports.otherKind"));
        }
    }

    private void refuse(Path file, StudioException why) {
        put(new Item.Refused(file, why));
    }

    private void put(Item item) {
        items.put(item.file(), item);
        if (items.size() > MOST_FILES) {
            throw new StudioException("corpus.imports.manyFiles", MOST_FILES);
        }
    }

    private void dropSidecars() {
        var sidecars = new HashSet<Path>();
        for (var item : new ArrayList<>(items.values())) {
            if (item instanceof Item.Recording recording) {
                recording.sidecar().ifPresent(sidecars::add);
            }
        }
        items.keySet().removeAll(sidecars);
    }
}
