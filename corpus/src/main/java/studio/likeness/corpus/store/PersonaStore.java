package studio.likeness.corpus.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import studio.likeness.models.home.FileTree;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Owned;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.MediaInfo;
import studio.likeness.models.media.MediaReader;

/// All personas of a home. Thread-safe.
public final class PersonaStore implements AutoCloseable {
    private static final Set<String> LANGUAGES = Set.of("zh", "en");

    /// A deleted persona that can still be restored.
    public record Trashed(String id, String name, Instant deleted) {}

    /// An open corpus and how many have opened it.
    private record Opened(Corpus corpus, int holders) {}

    private final Home home;
    private final Shelf shelf;
    private final Trash trash;
    private final Limits limits;
    private final Function<Path, MediaInfo> probe;
    private final Function<BrainChoice, Optional<Path>> adapters;
    private final Map<String, Opened> open = new HashMap<>();

    public PersonaStore(Home home) {
        this(home, _ -> Optional.empty());
    }

    /// @param adapters finds the folder of the adapter that a brain names, which travels with the
    ///     persona
    public PersonaStore(Home home, Function<BrainChoice, Optional<Path>> adapters) {
        this(home, MediaReader::probe, Limits.of(home), adapters);
    }

    PersonaStore(Home home, Function<Path, MediaInfo> probe, Limits limits) {
        this(home, probe, limits, _ -> Optional.empty());
    }

    private PersonaStore(
            Home home,
            Function<Path, MediaInfo> probe,
            Limits limits,
            Function<BrainChoice, Optional<Path>> adapters) {
        this.adapters = adapters;
        this.home = home;
        this.shelf = new Shelf(home);
        this.trash = new Trash(home);
        this.probe = probe;
        this.limits = limits;
        try {
            Unfinished.sweep(home.personas());
        } catch (IOException e) {
            throw new StudioException(e, "corpus.store.cannotRead", home.personas());
        }
    }

    /// The oldest first. One that is broken does not hide the others; see [#problems].
    public synchronized List<Persona> list() {
        return shelf.listing().personas();
    }

    /// What is wrong with folders that are no whole personas.
    public synchronized List<Problem> problems() {
        return shelf.listing().problems();
    }

    /// @param idOrName its identifier, else its name or alias in any case
    /// @throws StudioException when there is none, naming those there are
    public synchronized Persona find(String idOrName) {
        return shelf.find(idOrName);
    }

    /// @throws StudioException without a name, a language, or consent
    public synchronized Persona create(Persona.Draft draft) {
        var id = shelf.freeId(Ids.slug(draft.name()));
        var now = Instant.now();
        var persona =
                new Persona(
                        id,
                        draft.name().strip(),
                        draft.alias().strip(),
                        draft.summary(),
                        draft.manner(),
                        draft.languages(),
                        "",
                        id,
                        false,
                        draft.consent(),
                        Card.EMPTY,
                        BrainChoice.ARCHIVE,
                        Persona.Parts.NONE,
                        now,
                        now);
        check(persona);
        if (!draft.consent().statementMedia().isEmpty()) {
            throw new IllegalArgumentException(
                    "expected no statement before there is a media folder; add it by an update");
        }
        try (var unfinished = Unfinished.in(home.personas(), "")) {
            PersonaFolder.create(unfinished.path(), persona);
            unfinished.moveTo(shelf.folder(id));
            return persona;
        } catch (IOException e) {
            throw new StudioException(e, "corpus.store.cannotWrite", persona.name());
        }
    }

    private static void check(Persona persona) {
        if (persona.name().isBlank()) {
            throw new StudioException("corpus.store.noName");
        }
        if (persona.languages().isEmpty()) {
            throw new StudioException("corpus.store.noLanguage");
        }
        if (!LANGUAGES.containsAll(persona.languages())) {
            throw new IllegalArgumentException("expected zh or en, found " + persona.languages());
        }
        if (!PersonaFile.isGiven(persona.consent())) {
            throw new StudioException("corpus.store.noConsent", persona.name());
        }
    }

    // An archive without them would be refused, so they are asked for on the way in.
    private void checkMedia(Persona persona) {
        try (var corpus = open(persona.id())) {
            for (var sha256 : List.of(persona.portrait(), persona.consent().statementMedia())) {
                if (!sha256.isEmpty() && corpus.media(sha256).isEmpty()) {
                    throw new IllegalArgumentException(
                            "expected a medium of this persona, found '" + sha256 + "'");
                }
            }
        }
    }

    /// Replaces what `persona.json` says; the identifier and the day of creation stay. A changed
    /// consent is kept beside the earlier ones.
    public synchronized Persona update(Persona persona) {
        var old = PersonaFolder.read(shelf.require(persona.id()));
        var changed =
                persona.withId(old.id())
                        .withName(persona.name().strip(), persona.alias().strip())
                        .withTimes(old.created(), Instant.now());
        check(changed);
        checkMedia(changed);
        try {
            if (!changed.consent().equals(old.consent())) {
                PersonaFolder.keepConsent(shelf.folder(old.id()), changed.consent());
            }
            PersonaFile.write(shelf.folder(old.id()).resolve(PersonaFolder.PERSONA), changed);
        } catch (IOException e) {
            throw new StudioException(e, "corpus.store.cannotWrite", changed.name());
        }
        if (open.containsKey(changed.id())) {
            open.get(changed.id()).corpus().persona(changed);
        }
        return changed;
    }

    /// Opens it, or gives the one that is open. Close it once for each time it was opened.
    public synchronized Corpus open(String id) {
        var opened = open.get(id);
        if (opened == null) {
            var persona = PersonaFolder.read(shelf.require(id));
            opened = new Opened(Corpus.open(persona, shelf.folder(id), probe, this::release), 0);
        }
        open.put(id, new Opened(opened.corpus(), opened.holders() + 1));
        return opened.corpus();
    }

    private synchronized void release(Corpus corpus) {
        var id = corpus.persona().id();
        var opened = open.get(id);
        if (opened == null || opened.corpus() != corpus) {
            return; // closed already, with the store or because the persona was deleted
        }
        if (opened.holders() > 1) {
            open.put(id, new Opened(corpus, opened.holders() - 1));
        } else {
            shut(id);
        }
    }

    private void shut(String id) {
        var opened = open.remove(id);
        if (opened != null) {
            opened.corpus().shut();
        }
    }

    /// Moves it to the trash; its corpus is closed, whoever holds it.
    public synchronized void delete(String id) {
        var folder = shelf.require(id);
        shut(id);
        try {
            trash.take(folder, nameOf(folder), Instant.now());
        } catch (IOException e) {
            throw new StudioException(e, "corpus.store.cannotMove", id);
        }
    }

    private static String nameOf(Path folder) {
        try {
            return PersonaFolder.read(folder).name();
        } catch (StudioException _) {
            return folder.getFileName().toString(); // broken, and all the more to be deleted
        }
    }

    /// The latest first.
    public synchronized List<Trashed> trash() {
        return trashed().stream().map(Trash.Item::persona).toList();
    }

    private List<Trash.Item> trashed() {
        try {
            return trash.items();
        } catch (IOException e) {
            throw new StudioException(e, "corpus.store.cannotRead", home.trash());
        }
    }

    /// Takes the latest of that identifier, or else of that name, out of the trash. It gets a new
    /// identifier when its own is taken meanwhile.
    ///
    /// @param id of the persona, or of its folder in the trash where an earlier one is meant
    public synchronized Persona restore(String id) {
        var items = trashed();
        var item =
                items.stream()
                        .filter(i -> isMeant(i, id))
                        .findFirst()
                        .or(
                                () ->
                                        items.stream()
                                                .filter(i -> i.persona().name().equals(id))
                                                .findFirst())
                        .orElseThrow(() -> new StudioException("corpus.store.notInTrash", id));
        var file = item.folder().resolve(PersonaFolder.PERSONA);
        var persona = PersonaFile.read(file, item.persona().name());
        var restored = persona.withId(shelf.freeId(persona.id()));
        try {
            trash.giveBack(item, restored, shelf.folder(restored.id()));
            return restored;
        } catch (IOException e) {
            throw new StudioException(e, "corpus.store.cannotMove", id);
        }
    }

    private static boolean isMeant(Trash.Item item, String id) {
        return item.persona().id().equals(id) || item.folder().getFileName().toString().equals(id);
    }

    /// Writes one `.likeness` file: a zip whose manifest names every member with its SHA-256. The
    /// same persona gives the same bytes. An adapter of its brain that is no longer there does not
    /// keep the rest from it.
    ///
    /// @return what had to be left out, in a sentence and what to do; empty when nothing was
    public Optional<String> export(String id, Path out, Progress progress) {
        try (var corpus = open(id)) {
            var brain = corpus.persona().brain();
            var adapter =
                    AdapterFolder.waiting(corpus.folder(), brain).or(() -> adapters.apply(brain));
            return ArchiveWriter.write(corpus, adapter, out, progress);
        }
    }

    /// Checks everything before anything is stored; an archive that is damaged or hostile changes
    /// nothing. When the identifier is taken, the imported one gets a new one.
    public Persona importArchive(Path archive, Progress progress) {
        try (var unfinished = Unfinished.in(home.personas(), "")) {
            var persona = ArchiveReader.read(archive, unfinished.path(), limits, progress);
            return place(unfinished, persona);
        } catch (IOException e) {
            throw new StudioException(e, "corpus.store.cannotWrite", archive.getFileName());
        }
    }

    /// The adapter that came with an imported persona and is not with its model yet.
    public synchronized Optional<Path> adapterToSettle(String id) {
        var folder = shelf.require(id);
        return AdapterFolder.waiting(folder, PersonaFolder.read(folder).brain());
    }

    /// It lies with its model now, under that name.
    public synchronized Persona adapterSettled(String id, String name) {
        var persona = PersonaFolder.read(shelf.require(id));
        var changed = update(persona.withBrain(persona.brain().withAdapter(name)));
        try {
            FileTree.erase(shelf.folder(id).resolve(PersonaFolder.ADAPTERS));
            return changed;
        } catch (IOException e) {
            throw new StudioException(e, "corpus.store.cannotWrite", changed.name());
        }
    }

    private synchronized Persona place(Unfinished unfinished, Persona persona) throws IOException {
        var placed = persona.withId(shelf.freeId(persona.id()));
        if (!placed.id().equals(persona.id())) {
            PersonaFile.write(unfinished.path().resolve(PersonaFolder.PERSONA), placed);
        }
        unfinished.moveTo(shelf.folder(placed.id()));
        return placed;
    }

    /// Closes every corpus that is open, whoever holds it.
    @Override
    public synchronized void close() {
        var corpora = new Owned();
        for (var id : List.copyOf(open.keySet())) {
            corpora.own(() -> shut(id));
        }
        corpora.close();
    }
}
