package studio.likeness.models.modelfolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.home.FileTree;
import studio.likeness.models.modelfolder.ModelFolders.LeftOver;
import studio.likeness.models.modelfolder.ModelFolders.LeftOver.Kind;

/// Finds and erases what lies among the models and is none.
final class LeftOvers {
    private LeftOvers() {}

    static List<LeftOver> in(Path shelf) throws IOException {
        var found = new ArrayList<LeftOver>();
        try (var folders = Files.newDirectoryStream(shelf, Files::isDirectory)) {
            for (var folder : folders) {
                var name = folder.getFileName().toString();
                if (name.endsWith(Unfinished.PART)) {
                    var id = name.substring(0, name.length() - Unfinished.PART.length());
                    if (!Unfinished.isClaimed(shelf, id)) {
                        found.add(leftOver(Kind.DRAFT, id, folder));
                    }
                } else if (isCopies(folder)) {
                    found.add(leftOver(Kind.COPIES, name, folder));
                }
            }
        }
        var note = MoveNote.in(shelf);
        if (note.isPresent() && !Moving.isRunning(note.get().from())) {
            var left = note.get().left(shelf);
            if (Files.isDirectory(left)) {
                var kind = shelf.equals(note.get().to()) ? Kind.OLD_FOLDER : Kind.HALF_MOVED;
                found.add(leftOver(kind, left.toString(), left));
            }
        }
        found.sort(java.util.Comparator.comparing(LeftOver::kind).thenComparing(LeftOver::name));
        return found;
    }

    private static LeftOver leftOver(Kind kind, String name, Path folder) throws IOException {
        return new LeftOver(kind, name, folder, Unfinished.bytes(folder));
    }

    /// A folder that has prepared copies and nothing else: its model was taken away by hand.
    static boolean isCopies(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            var names = entries.map(entry -> entry.getFileName().toString()).toList();
            return names.equals(List.of(ModelFolder.PREPARED));
        }
    }

    static void erase(Path shelf, LeftOver what) throws IOException {
        switch (what.kind()) {
            case DRAFT -> Unfinished.sweep(shelf, what.name());
            case COPIES -> {
                if (isCopies(what.path())) {
                    FileTree.erase(what.path());
                }
            }
            case HALF_MOVED, OLD_FOLDER -> Moving.eraseLeft(shelf);
        }
    }
}
