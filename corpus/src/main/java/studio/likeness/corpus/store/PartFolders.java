package studio.likeness.corpus.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import studio.likeness.models.job.StudioException;

/// Parts of a persona that are whole folders, `faces/<id>/` and `voices/<id>/`: each is made beside
/// its place, renamed into it, and not changed by anybody but its owner afterwards.
public final class PartFolders {
    private final Path shelf;

    private PartFolders(Path shelf) {
        this.shelf = shelf;
    }

    static PartFolders faces(Path persona) {
        return new PartFolders(persona.resolve(PersonaFolder.FACES));
    }

    static PartFolders voices(Path persona) {
        return new PartFolders(persona.resolve(PersonaFolder.VOICES));
    }

    /// Identifiers of those that are there, in alphabetical order.
    public List<String> list() {
        try {
            Files.createDirectories(shelf);
            Unfinished.sweep(shelf);
            try (var folders = Files.list(shelf)) {
                return folders.filter(Files::isDirectory)
                        .map(folder -> folder.getFileName().toString())
                        .filter(Ids::isPersona)
                        .sorted()
                        .toList();
            }
        } catch (IOException e) {
            throw new StudioException(e, "corpus.store.cannotListParts", shelf);
        }
    }

    /// @throws StudioException when there is none
    public Path find(String id) {
        if (!Ids.isPersona(id) || !Files.isDirectory(shelf.resolve(id))) {
            throw new StudioException("corpus.store.noPart", id, String.join(", ", list()));
        }
        return shelf.resolve(id);
    }

    /// A new one: fill its folder, then publish it. Closed before that, it leaves nothing.
    public Draft begin() {
        try {
            Files.createDirectories(shelf);
            var unfinished = Unfinished.in(shelf, "");
            Files.createDirectory(unfinished.path());
            return new Draft(unfinished);
        } catch (IOException e) {
            throw new StudioException(e, "corpus.store.cannotMakePart", shelf);
        }
    }

    /// A part in the making.
    public final class Draft implements AutoCloseable {
        private final Unfinished unfinished;

        private Draft(Unfinished unfinished) {
            this.unfinished = unfinished;
        }

        /// An empty folder.
        public Path path() {
            return unfinished.path();
        }

        /// Puts it in its place.
        ///
        /// @param wanted made into an identifier, with a number where that is taken
        /// @return the identifier
        public String publish(String wanted) {
            var base = Ids.slug(wanted);
            try {
                for (int i = 1; ; i++) {
                    var id = i == 1 ? base : base + "-" + i;
                    if (!Files.exists(shelf.resolve(id))) {
                        unfinished.moveTo(shelf.resolve(id));
                        return id;
                    }
                }
            } catch (IOException e) {
                throw new StudioException(e, "corpus.store.cannotMakePart", shelf);
            }
        }

        @Override
        public void close() {
            try {
                unfinished.close();
            } catch (IOException e) {
                throw new StudioException(e, "corpus.store.cannotMakePart", shelf);
            }
        }
    }
}
