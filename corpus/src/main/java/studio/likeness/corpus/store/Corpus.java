package studio.likeness.corpus.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.MediaInfo;

/// One persona's material. Thread-safe; every change is on disk when its method returns. Removing
/// hides rows, so that it can be undone with [#restore].
///
/// Whoever opens a persona gets the same corpus and closes it once; the last one to do so closes
/// its files.
public final class Corpus implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Corpus.class.getName());
    private static final Set<String> LANGUAGES = Set.of("zh", "en");

    private final Path folder;
    private final Database database;
    private final MediaFolder media;
    private final Function<Path, MediaInfo> probe;
    private final Consumer<Corpus> release;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Persona persona;

    private Corpus(
            Persona persona,
            Path folder,
            Database database,
            Function<Path, MediaInfo> probe,
            Consumer<Corpus> release) {
        this.persona = persona;
        this.folder = folder;
        this.database = database;
        this.media = new MediaFolder(folder.resolve(PersonaFolder.MEDIA));
        this.probe = probe;
        this.release = release;
    }

    /// @param release what [#close] tells; it decides when to [#shut]
    static Corpus open(
            Persona persona,
            Path folder,
            Function<Path, MediaInfo> probe,
            Consumer<Corpus> release) {
        try {
            // Some ways of copying a persona leave its empty folders out.
            PersonaFolder.prepare(folder);
            Unfinished.sweep(folder);
            Unfinished.sweep(folder.resolve(PersonaFolder.MEDIA));
        } catch (IOException e) {
            throw new StudioException(e, "corpus.store.cannotRead", persona.name());
        }
        var database = Database.open(folder.resolve(PersonaFolder.DATABASE), persona.name());
        return new Corpus(persona, folder, database, probe, release);
    }

    public Persona persona() {
        return persona;
    }

    void persona(Persona changed) {
        persona = changed;
    }

    /// The persona's folder.
    public Path folder() {
        return folder;
    }

    /// The persona's prepared faces.
    public PartFolders faces() {
        return PartFolders.faces(folder);
    }

    /// The persona's voices.
    public PartFolders voices() {
        return PartFolders.voices(folder);
    }

    /// Grows with every change; memory compares it with what it has indexed.
    public long revision() {
        return database.read(
                db -> Columns.number(db, "SELECT value FROM state WHERE name = 'revision'"));
    }

    /// Called after every change, on the changing thread.
    public AutoCloseable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    public List<Answer> answers() {
        return database.read(AnswerRows::all);
    }

    public Optional<Answer> answer(String id) {
        return database.read(db -> AnswerRows.one(db, id));
    }

    public Answer put(Answer.Draft draft) {
        return put(List.of(draft)).getFirst();
    }

    /// All or none.
    ///
    /// @throws StudioException when a draft has no question, or neither words nor a recording
    public List<Answer> put(List<Answer.Draft> drafts) {
        drafts.forEach(Corpus::check);
        if (drafts.isEmpty()) {
            return List.of();
        }
        return changed(
                db -> {
                    var now = Instant.now();
                    var answers = new ArrayList<Answer>();
                    for (var draft : drafts) {
                        var id = AnswerRows.put(db, draft, now);
                        answers.add(AnswerRows.one(db, id).orElseThrow());
                    }
                    return answers;
                });
    }

    private static void check(Answer.Draft draft) {
        requireLanguage(draft.language());
        if (draft.id().isPresent() && !Ids.isAnswer(draft.id().get())) {
            throw new StudioException("corpus.store.badId", draft.id().get());
        }
        if (draft.questions().isEmpty() || draft.questions().stream().anyMatch(String::isBlank)) {
            throw new StudioException("corpus.store.noQuestion");
        }
        if (draft.reply().isBlank() && draft.recording().isEmpty()) {
            throw new StudioException("corpus.store.noReply", draft.questions().getFirst());
        }
    }

    private static void requireLanguage(String language) {
        if (!LANGUAGES.contains(language)) {
            throw new IllegalArgumentException("expected zh or en, found '" + language + "'");
        }
    }

    public List<Document> documents() {
        return database.read(DocumentRows::all);
    }

    /// @throws StudioException when it has no words
    public Document add(Document.Draft draft) {
        requireLanguage(draft.language());
        if (draft.passages().isEmpty() || draft.passages().stream().anyMatch(String::isBlank)) {
            throw new StudioException("corpus.store.emptyDocument", draft.title());
        }
        return changed(db -> DocumentRows.add(db, draft, Instant.now()));
    }

    /// Removes answers and documents by identifier; unknown ones are refused.
    public void remove(Collection<String> ids) {
        hide(ids, true);
    }

    public void restore(Collection<String> ids) {
        hide(ids, false);
    }

    private void hide(Collection<String> ids, boolean hidden) {
        if (ids.isEmpty()) {
            return;
        }
        changed(
                db -> {
                    var now = Instant.now();
                    for (var id : ids) {
                        if (!Columns.hide(db, "answer", id, hidden, now)
                                && !Columns.hide(db, "document", id, hidden, now)) {
                            throw new StudioException("corpus.store.unknownId", id);
                        }
                    }
                    return true;
                });
    }

    /// Copies a file into the media folder under its SHA-256. The same bytes are kept once, with
    /// the provenance they first had; they count as synthetic as soon as anyone says so.
    public Media addMedia(Path file, boolean synthetic, Provenance provenance) {
        if (!Files.isRegularFile(file)) {
            throw new StudioException("corpus.store.noFile", file);
        }
        try (var incoming = media.receive(file)) {
            if (incoming.bytes() == 0) {
                throw new StudioException("corpus.store.emptyFile", file.getFileName());
            }
            return keep(incoming, MediaFolder.extension(file), synthetic, provenance);
        } catch (IOException | UncheckedIOException e) {
            throw new StudioException(e, "corpus.store.cannotKeep", file.getFileName());
        }
    }

    private Media keep(
            MediaFolder.Incoming incoming,
            String extension,
            boolean synthetic,
            Provenance provenance)
            throws IOException {
        var known = media(incoming.sha256());
        if (known.isPresent()) {
            media.keep(incoming, known.get());
            return known.get().synthetic() || !synthetic ? known.get() : markSynthetic(known.get());
        }
        var info = probe.apply(incoming.file().path());
        var added =
                new Media(
                        incoming.sha256(),
                        extension,
                        MediaFolder.kind(extension, info),
                        info.length(),
                        incoming.bytes(),
                        synthetic,
                        provenance);
        return place(incoming, added);
    }

    private Media place(MediaFolder.Incoming incoming, Media added) {
        // Inside the transaction, because two threads or two programs may bring the same bytes.
        return changed(
                db -> {
                    var meanwhile = MediaRows.one(db, added.sha256());
                    if (meanwhile.isPresent()) {
                        return meanwhile.get();
                    }
                    // The file first: a row without its file would be a broken promise, a file
                    // without its row is only an orphan.
                    try {
                        media.keep(incoming, added);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    MediaRows.add(db, added, Instant.now());
                    return added;
                });
    }

    private Media markSynthetic(Media known) {
        return changed(
                db -> {
                    MediaRows.markSynthetic(db, known.sha256(), Instant.now());
                    return MediaRows.one(db, known.sha256()).orElseThrow();
                });
    }

    public Optional<Media> media(String sha256) {
        return database.read(db -> MediaRows.one(db, sha256));
    }

    /// Everything in the media folder that the corpus knows, by hash.
    public List<Media> media() {
        return database.read(MediaRows::all);
    }

    /// Where a medium's bytes are.
    public Path file(Media medium) {
        return media.file(medium);
    }

    public Statistics statistics() {
        return database.read(Statistics::of);
    }

    /// What is damaged: the database, media that are missing or cut short. Empty when all is well.
    public List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        if (!database.faults().isEmpty()) {
            problems.add(
                    problem(
                            folder.resolve(PersonaFolder.DATABASE),
                            "corpus.store.databaseDamaged",
                            persona.name()));
        }
        for (var medium : media()) {
            var file = file(medium);
            if (!Files.isRegularFile(file)) {
                problems.add(problem(file, "corpus.store.mediumMissing", file.getFileName()));
            } else if (file.toFile().length() != medium.bytes()) {
                problems.add(problem(file, "corpus.store.mediumDamaged", file.getFileName()));
            }
        }
        return problems;
    }

    private static Problem problem(Path where, String key, Object... args) {
        return new Problem(where, new StudioException(key, args).explanation());
    }

    /// Files in the media folder that the corpus does not know.
    public List<Path> orphans() {
        try {
            return media.orphans(media());
        } catch (IOException e) {
            throw new StudioException(e, "corpus.store.cannotRead", persona.name());
        }
    }

    /// A consistent copy of the database as it is now; see [Database#snapshot].
    void snapshot(Path to) {
        database.snapshot(to);
    }

    private <T> T changed(Database.Work<T> work) {
        var result = database.change(work);
        for (var listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                // The change is on disk; a listener's trouble must not look like its failure.
                LOG.log(System.Logger.Level.WARNING, "a listener failed after a change", e);
            }
        }
        return result;
    }

    @Override
    public void close() {
        release.accept(this);
    }

    /// Closes the files, whoever still holds this; what is asked of it from now on fails.
    void shut() {
        database.close();
    }
}
