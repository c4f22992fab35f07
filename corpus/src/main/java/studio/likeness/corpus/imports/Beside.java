package studio.likeness.corpus.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import studio.likeness.models.job.StudioException;

/// Finds the recordings that a table names. They must lie in the table's own folder or below, so
/// that a table from somewhere else cannot pull in whatever lies around on this machine.
final class Beside {
    /// Data sets often write paths from their own root, some folders above the table.
    private static final int PARENTS = 3;

    private final Path folder;

    Beside(Path table) {
        folder = table.toAbsolutePath().resolveSibling("").normalize();
    }

    /// @throws StudioException when it leads out of the folder or there is no such file
    Path find(Place place, String named) {
        try {
            var relative = Path.of(named.replace('\\', '/'));
            if (!folder.resolve(relative).normalize().startsWith(folder)) {
                throw new StudioException("corpus.imports.escapes", place, Row.shortened(named));
            }
            var base = folder;
            for (int i = 0; i <= PARENTS && base != null; i++, base = base.getParent()) {
                var file = base.resolve(relative).normalize();
                if (file.startsWith(folder) && Files.isRegularFile(file)) {
                    return inside(place, file, named);
                }
            }
        } catch (InvalidPathException e) {
            throw new StudioException(e, "corpus.imports.noRecording", place, Row.shortened(named));
        }
        throw new StudioException("corpus.imports.noRecording", place, Row.shortened(named));
    }

    private Path inside(Place place, Path file, String named) {
        try {
            if (file.toRealPath().startsWith(folder.toRealPath())) {
                return file;
            }
        } catch (IOException e) {
            throw new StudioException(e, "corpus.imports.noRecording", place, Row.shortened(named));
        }
        throw new StudioException("corpus.imports.escapes", place, Row.shortened(named));
    }
}
