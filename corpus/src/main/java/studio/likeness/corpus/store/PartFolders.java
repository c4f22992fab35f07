package studio.likeness.corpus.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import studio.likeness.models.job.StudioException;

/// Parts of a persona that are whole folders, `faces/<id>/` and `voices/<id>/`: each is made beside
/// its place, renamed into it, and not changed by anybody but its owner afterwards.
public final class PartFolders {
    /// `faces/<id>/` and three more.
    private static final int DEEPEST = 5;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /// As [#remove] names them.
    private static final Pattern REMOVED = Pattern.compile("(.+)-(\\d{8}-\\d{6})(-\\d+)?");

    /// One that was removed and can be taken back.
    ///
    /// @param folder where it lies now
    public record Removed(String id, Instant removed, Path folder) {}

    private final Path shelf;
    private final Path trash;

    private PartFolders(Path persona, String name) {
        shelf = persona.resolve(name);
        trash = persona.resolve(PersonaFolder.TRASH).resolve(name);
    }

    static PartFolders faces(Path persona) {
        return new PartFolders(persona, PersonaFolder.FACES);
    }

    static PartFolders voices(Path persona) {
        return new PartFolders(persona, PersonaFolder.VOICES);
    }

    /// Whether an archive may hold a file of that name in one of these folders: plain names that
    /// are the same on every system, no deeper than anything that the studio makes.
    static boolean isMember(String name) {
        var steps = name.split("/", -1);
        if (steps.length < 3 || steps.length > DEEPEST) {
            return false;
        }
        boolean ours =
                steps[0].equals(PersonaFolder.FACES) || steps[0].equals(PersonaFolder.VOICES);
        return ours
                && Ids.isPersona(steps[1])
                && Arrays.stream(steps).skip(2).allMatch(Ids::isPlainName);
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

    /// Moves one to the persona's trash.
    ///
    /// @throws StudioException when there is none
    public Removed remove(String id) {
        var folder = find(id);
        var now = Instant.now();
        try {
            Files.createDirectories(trash);
            var base = trash.resolve(id + "-" + TIME.format(now));
            var place = base;
            for (int i = 2; Files.exists(place); i++) {
                place = base.resolveSibling(base.getFileName() + "-" + i);
            }
            Unfinished.moveWhole(folder, place);
            return new Removed(id, now, place);
        } catch (IOException e) {
            throw new StudioException(e, "corpus.store.cannotMovePart", id);
        }
    }

    /// The latest first.
    public List<Removed> removed() {
        if (!Files.isDirectory(trash)) {
            return List.of();
        }
        try (var folders = Files.list(trash)) {
            return folders.filter(Files::isDirectory)
                    .flatMap(folder -> removed(folder).stream())
                    .sorted(
                            Comparator.comparing(Removed::removed)
                                    .thenComparing(Removed::folder)
                                    .reversed())
                    .toList();
        } catch (IOException e) {
            throw new StudioException(e, "corpus.store.cannotListParts", trash);
        }
    }

    private static Optional<Removed> removed(Path folder) {
        var name = REMOVED.matcher(folder.getFileName().toString());
        return name.matches() && Ids.isPersona(name.group(1))
                ? Optional.of(
                        new Removed(
                                name.group(1), TIME.parse(name.group(2), Instant::from), folder))
                : Optional.empty();
    }

    /// Takes the latest of that identifier out of the trash.
    ///
    /// @return its identifier now: with a number where its own is taken meanwhile
    /// @throws StudioException when there is none
    public String restore(String id) {
        var latest =
                removed().stream()
                        .filter(r -> r.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> new StudioException("corpus.store.notInTrash", id));
        try {
            return place(id, to -> Unfinished.moveWhole(latest.folder(), to));
        } catch (IOException e) {
            throw new StudioException(e, "corpus.store.cannotMovePart", id);
        }
    }

    /// What is moved to a free place.
    private interface Move {
        void to(Path place) throws IOException;
    }

    private String place(String base, Move move) throws IOException {
        Files.createDirectories(shelf);
        for (int i = 1; ; i++) {
            var id = i == 1 ? base : base + "-" + i;
            if (!Files.exists(shelf.resolve(id))) {
                move.to(shelf.resolve(id));
                return id;
            }
        }
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
            try {
                return place(Ids.slug(wanted), unfinished::moveTo);
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
