package studio.likeness.models.modelfolder;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import studio.likeness.models.home.FileTree;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;

/// All models of a home: `models/<id>/`, or of the folder the user has chosen. Thread-safe.
public final class ModelFolders {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /// A removed model that can still be taken back.
    ///
    /// @param folder where it lies
    /// @param bytes on disk
    public record Trashed(String id, Instant removed, Path folder, long bytes) {}

    /// A folder that is no whole model.
    public record Problem(String id, StudioException why) {}

    /// What is left of something that did not end well, or that nothing needs any more.
    ///
    /// @param bytes on disk
    public record LeftOver(Kind kind, String name, Path path, long bytes) {
        public enum Kind {
            /// A model half made by a process that is gone.
            DRAFT,
            /// Prepared copies of a model that is not there.
            COPIES,
            /// A move that did not come to its end: its half of the copies.
            HALF_MOVED,
            /// A move that was cut short while it erased the old folder.
            OLD_FOLDER
        }
    }

    /// @param from the old folder
    /// @param erased whether nothing is left there
    public record Moved(Path from, Path to, boolean erased) {}

    private final Home home;
    private final Supplier<Optional<Path>> chosen;

    public ModelFolders(Home home) {
        this(home, Optional::empty);
    }

    /// @param chosen where the user wants models to lie; empty for the home's own folder
    public ModelFolders(Home home, Supplier<Optional<Path>> chosen) {
        this.home = home;
        this.chosen = chosen;
    }

    private Place place() {
        return Place.of(home, chosen.get());
    }

    /// Where the models lie.
    public Path folder() {
        return place().models();
    }

    private Path shelf() throws IOException {
        return place().ready(home);
    }

    private Trash trashCan() {
        return new Trash(place().trash());
    }

    private record Listing(List<ModelFolder> models, List<Problem> problems) {}

    private Listing listing() {
        var models = new ArrayList<ModelFolder>();
        var problems = new ArrayList<Problem>();
        try (var folders = Files.newDirectoryStream(shelf(), Files::isDirectory)) {
            for (var folder : folders) {
                var id = folder.getFileName().toString();
                if (Unfinished.isName(id) || Place.isHidden(folder) || LeftOvers.isCopies(folder)) {
                    continue;
                }
                try {
                    var manifest = ManifestFile.read(folder.resolve(ManifestFile.NAME), id);
                    if (!manifest.id().equals(id)) {
                        throw new StudioException("models.modelfolder.otherId", id, manifest.id());
                    }
                    models.add(new ModelFolder(folder.toAbsolutePath(), manifest));
                } catch (StudioException e) {
                    problems.add(new Problem(id, e));
                }
            }
        } catch (IOException e) {
            throw new StudioException(e, "models.modelfolder.cannotList", folder());
        }
        models.sort(
                Comparator.comparing((ModelFolder m) -> m.manifest().created())
                        .thenComparing(ModelFolder::id));
        return new Listing(models, problems);
    }

    /// The oldest first. One that is broken does not hide the others; see [#problems].
    public synchronized List<ModelFolder> list() {
        return listing().models();
    }

    public synchronized List<Problem> problems() {
        return listing().problems();
    }

    /// @param id the identifier, or as much of its beginning as no other shares
    /// @throws StudioException when there is none or there are several, naming them
    public synchronized ModelFolder find(String id) {
        var listing = listing();
        var exact = listing.models().stream().filter(m -> m.id().equals(id)).findFirst();
        if (exact.isPresent()) {
            return exact.get();
        }
        for (var problem : listing.problems()) {
            if (problem.id().equals(id)) {
                throw problem.why();
            }
        }
        var begun =
                listing.models().stream()
                        .filter(m -> !id.isEmpty() && m.id().startsWith(id))
                        .toList();
        if (begun.size() == 1) {
            return begun.getFirst();
        }
        var key = begun.isEmpty() ? "models.modelfolder.none" : "models.modelfolder.several";
        var named = begun.isEmpty() ? listing.models() : begun;
        throw new StudioException(
                key, id, named.stream().map(ModelFolder::id).collect(Collectors.joining(", ")));
    }

    /// Whether a folder of that name is there, whole or not.
    public synchronized boolean isTaken(String id) {
        try {
            return Files.exists(shelf().resolve(id));
        } catch (IOException e) {
            throw new StudioException(e, "models.modelfolder.cannotList", folder());
        }
    }

    /// Where a model begins. What a killed process left half-made is erased first.
    ///
    /// @throws StudioException when the name is taken or cannot be a folder's
    public synchronized Draft begin(String id) {
        if (!ID.matcher(id).matches() || Unfinished.isName(id)) {
            throw new StudioException("models.modelfolder.badId", id);
        }
        try {
            refuseWhileMoving();
            Unfinished.sweep(shelf());
            if (Files.exists(shelf().resolve(id))) {
                throw new StudioException("models.modelfolder.taken", id);
            }
            return Draft.of(shelf(), id);
        } catch (FileAlreadyExistsException e) {
            throw new StudioException(e, "models.modelfolder.beingMade", id);
        } catch (IOException e) {
            throw new StudioException(e, "models.modelfolder.cannotWrite", id);
        }
    }

    /// Moves a model to the trash, a broken one too.
    public synchronized void remove(String id) {
        try {
            var folder = shelf().resolve(id);
            if (!ID.matcher(id).matches() || !Files.isDirectory(folder)) {
                folder = find(id).path();
            }
            refuseWhileMoving();
            trashCan().take(folder, Instant.now());
        } catch (IOException e) {
            throw new StudioException(e, "models.modelfolder.cannotRemove", id);
        }
    }

    /// The latest first.
    public synchronized List<Trashed> trash() {
        try {
            return trashCan().items().stream().map(Trash.Item::model).toList();
        } catch (IOException e) {
            throw new StudioException(e, "models.modelfolder.cannotList", place().trash());
        }
    }

    /// Takes the latest of that identifier out of the trash.
    public synchronized ModelFolder restore(String id) {
        try {
            for (var item : trashCan().items()) {
                if (item.model().id().equals(id)) {
                    if (isTaken(id)) {
                        throw new StudioException("models.modelfolder.taken", id);
                    }
                    Unfinished.moveWhole(item.folder(), shelf().resolve(id));
                    return find(id);
                }
            }
            throw new StudioException("models.modelfolder.notInTrash", id);
        } catch (IOException e) {
            throw new StudioException(e, "models.modelfolder.cannotRemove", id);
        }
    }

    /// Erases a removed model for good.
    public synchronized void erase(Trashed removed) {
        try {
            for (var item : trashCan().items()) {
                if (item.model().folder().equals(removed.folder())) {
                    FileTree.erase(item.folder());
                    return;
                }
            }
            throw new StudioException("models.modelfolder.notInTrash", removed.id());
        } catch (IOException e) {
            throw new StudioException(e, "models.modelfolder.cannotRemove", removed.id());
        }
    }

    private void refuseWhileMoving() throws IOException {
        if (Moving.isRunning(shelf())) {
            throw new StudioException("models.modelfolder.moving");
        }
    }

    /// Carries all models, the removed ones too, to another folder, which must be empty or hold
    /// what an earlier try left there. Each copy is read back before the new folder is chosen, and
    /// only then are the old files erased; whenever the program is killed, one folder is whole and
    /// chosen. Failed or cancelled, it leaves everything as it was.
    ///
    /// @param choose makes a folder the one in use, at once and for good: the [Supplier] this was
    ///     made with then gives it
    public Moved moveTo(Path folder, Consumer<Path> choose, Progress progress) {
        var from = place();
        var to = Place.of(home, Optional.of(folder));
        try {
            shelf();
            var left = MoveNote.in(from.models());
            if (left.isPresent() && !left.get().equals(new MoveNote(from.models(), to.models()))) {
                Moving.eraseLeft(from.models());
            }
            boolean erased = new Moving(from, to).run(choose, progress);
            return new Moved(from.models(), to.models(), erased);
        } catch (IOException e) {
            throw new StudioException(e, "models.modelfolder.cannotMove", to.models());
        }
    }

    /// What nothing needs any more; nobody is working on it right now.
    public synchronized List<LeftOver> leftOvers() {
        try {
            return LeftOvers.in(shelf());
        } catch (IOException e) {
            throw new StudioException(e, "models.modelfolder.cannotList", folder());
        }
    }

    /// Erases it for good.
    public synchronized void erase(LeftOver what) {
        try {
            LeftOvers.erase(shelf(), what);
        } catch (IOException e) {
            throw new StudioException(e, "models.modelfolder.cannotRemove", what.name());
        }
    }

    /// What has changed since the model was made; reads every byte.
    public List<Damage> verify(ModelFolder model, Progress progress) {
        var damage = new ArrayList<Damage>();
        long total = model.manifest().bytes();
        long done = 0;
        for (var entry : model.manifest().files()) {
            damageOf(model.file(entry.name()), entry, done, total, progress)
                    .ifPresent(kind -> damage.add(new Damage(entry.name(), kind)));
            done += entry.bytes();
        }
        return damage;
    }

    private static Optional<Damage.Kind> damageOf(
            Path file, Manifest.FileEntry entry, long done, long total, Progress progress) {
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.of(Damage.Kind.MISSING);
            }
            if (Files.size(file) != entry.bytes()) {
                return Optional.of(Damage.Kind.OTHER_SIZE);
            }
            var sha256 = Hash.of(file, done, total, progress, "models.modelfolder.verifying");
            return sha256.equals(entry.sha256())
                    ? Optional.empty()
                    : Optional.of(Damage.Kind.OTHER_BYTES);
        } catch (IOException e) {
            throw new StudioException(e, "models.modelfolder.unreadable", file.getFileName());
        }
    }
}
