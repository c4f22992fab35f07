package studio.likeness.models.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.library.Orphan.Kind;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.modelfolder.ModelFolders.LeftOver;
import studio.likeness.models.runtime.Prepared;

/// Finds and erases what nothing needs: among the models, and within them.
final class Orphans {
    private Orphans() {}

    static List<Orphan> of(ModelFolders folders) {
        var found = new ArrayList<Orphan>();
        for (var left : folders.leftOvers()) {
            found.add(new Orphan(kind(left.kind()), left.name(), left.path(), left.bytes()));
        }
        for (var model : folders.list()) {
            oldCopies(model).forEach(found::add);
        }
        return found;
    }

    private static Kind kind(LeftOver.Kind kind) {
        return switch (kind) {
            case DRAFT -> Kind.DRAFT;
            case COPIES -> Kind.COPIES;
            case HALF_MOVED -> Kind.HALF_MOVED;
            case OLD_FOLDER -> Kind.OLD_FOLDER;
        };
    }

    /// Beside the copy that this machine uses; where there is none, another machine's may be all
    /// there is to it, and the next opening replaces it.
    private static List<Orphan> oldCopies(ModelFolder model) {
        var copies = model.file(ModelFolder.PREPARED);
        var used = Prepared.find(copies).map(copy -> copy.graph().getParent());
        if (used.isEmpty()) {
            return List.of();
        }
        try (var folders = Files.list(copies)) {
            var found = new ArrayList<Orphan>();
            for (var folder : folders.sorted().toList()) {
                // A part may be in the making right now; the next opening sweeps what is not.
                boolean part = folder.getFileName().toString().startsWith("part");
                if (!part && !folder.equals(used.get())) {
                    found.add(new Orphan(Kind.OLD_COPIES, model.id(), folder, bytes(folder)));
                }
            }
            return found;
        } catch (IOException e) {
            throw new StudioException(e, "models.library.unreadable", copies);
        }
    }

    static long bytes(Path folder) throws IOException {
        long bytes = 0;
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files::iterator) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    bytes += Files.size(file);
                }
            }
        }
        return bytes;
    }

    static void erase(ModelFolders folders, Orphan orphan) {
        switch (orphan.kind()) {
            case DRAFT, COPIES, HALF_MOVED, OLD_FOLDER ->
                    folders.leftOvers().stream()
                            .filter(left -> left.path().equals(orphan.path()))
                            .forEach(folders::erase);
            case OLD_COPIES -> delete(orphan.path());
            case DOWNLOAD -> throw new IllegalArgumentException("no model's: " + orphan);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new StudioException(e, "models.library.cannotErase", folder);
        }
    }
}
