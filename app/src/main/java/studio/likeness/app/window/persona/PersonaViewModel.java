package studio.likeness.app.window.persona;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.window.FileChoosers;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.History;
import studio.likeness.app.window.corpus.JobWatch;
import studio.likeness.app.window.corpus.Said;
import studio.likeness.app.window.sound.Player;
import studio.likeness.app.window.sound.Sounds;
import studio.likeness.app.window.sound.Track;
import studio.likeness.app.window.sound.WaveformModel;
import studio.likeness.corpus.store.Consent;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.store.PersonaStore;
import studio.likeness.corpus.store.Provenance;
import studio.likeness.models.job.Job;
import studio.likeness.models.job.JobRunner;
import studio.likeness.models.job.StudioException;

/// The persona the window is about, and the ways in and out of the studio.
final class PersonaViewModel {
    static final String ENDING = ".likeness";

    enum Phase {
        NOBODY,
        PERSONA,
        CREATING
    }

    private final Ui ui;
    private final PersonaStore store;
    private final Consumer<String> delete;
    private final Sounds sounds;
    private final JobRunner jobs;
    private final History history = new History();
    private final DetailsModel details;
    private final CreateModel create;
    private final JobWatch watch;
    private final WaveformModel statement;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.NOBODY);
    private final ReadOnlyObjectWrapper<Optional<Persona>> persona =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Figures>> figures =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<Readiness> rings = FXCollections.observableArrayList();
    private final ObservableList<PersonaStore.Trashed> trash = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private boolean creating;

    /// @param delete closes what is open of a persona and moves it to the trash
    PersonaViewModel(
            Ui ui, PersonaStore store, Consumer<String> delete, Sounds sounds, JobRunner jobs) {
        this.ui = ui;
        this.store = store;
        this.delete = delete;
        this.sounds = sounds;
        this.jobs = jobs;
        details = new DetailsModel(ui, store, history);
        create = new CreateModel(ui.background(), store);
        watch = new JobWatch(ui.pulse());
        statement = new WaveformModel(new Player(sounds::speaker));
        ui.persona().currentProperty().subscribe(this::show);
        readTrash();
    }

    private void show(Optional<Persona> now) {
        boolean other = !now.map(Persona::id).equals(persona.get().map(Persona::id));
        boolean otherStatement = other || !statementOf(now).equals(statementOf(persona.get()));
        details.show(now);
        persona.set(now);
        if (other) {
            figures.set(Optional.empty());
            rings.clear();
        }
        if (otherStatement) {
            loadStatement(now);
        }
        settle();
        count();
    }

    private static String statementOf(Optional<Persona> persona) {
        return persona.map(p -> p.consent().statementMedia()).orElse("");
    }

    private void loadStatement(Optional<Persona> of) {
        statement.clear();
        of.filter(p -> !p.consent().statementMedia().isEmpty())
                .ifPresent(
                        p ->
                                ui.background()
                                        .run(
                                                () -> statement(p),
                                                sound -> statement.show(sound, false),
                                                problem::set));
    }

    private Track statement(Persona of) {
        try (var corpus = store.open(of.id())) {
            var medium = corpus.media(of.consent().statementMedia()).orElseThrow();
            return Track.of(sounds.read(corpus.file(medium)));
        }
    }

    private void settle() {
        phase.set(
                creating
                        ? Phase.CREATING
                        : persona.get().isPresent() ? Phase.PERSONA : Phase.NOBODY);
    }

    /// Counts again; called when the tab is shown.
    void count() {
        var of = persona.get();
        of.ifPresent(
                p ->
                        ui.background()
                                .run(
                                        () -> figures(p.id()),
                                        found -> take(p.id(), found),
                                        problem::set));
    }

    private Figures figures(String id) {
        try (var corpus = store.open(id)) {
            return Figures.of(corpus);
        }
    }

    private void take(String id, Figures found) {
        persona.get()
                .filter(p -> p.id().equals(id))
                .ifPresent(
                        p -> {
                            figures.set(Optional.of(found));
                            rings.setAll(Readiness.of(p, found));
                        });
    }

    private void readTrash() {
        ui.background().run(store::trash, trash::setAll, problem::set);
    }

    /// Makes a photo, or a clip's first frame, the persona's face.
    void usePhoto(List<Path> files) {
        addMedia(
                files,
                (corpus, file) -> {
                    var media =
                            corpus.addMedia(
                                    file,
                                    false,
                                    new Provenance(
                                            "file: " + file.getFileName(),
                                            Instant.now(),
                                            "persona"));
                    if (media.kind().equals("sound")) {
                        throw new StudioException(
                                "app.window.persona.notAPicture", file.getFileName());
                    }
                    return media.sha256();
                },
                details::portrait);
    }

    /// What takes a file into a persona's media.
    private interface Taking {
        String into(Corpus corpus, Path file);
    }

    private void addMedia(List<Path> files, Taking taking, Consumer<String> then) {
        problem.set("");
        var of = persona.get();
        if (of.isEmpty() || files.isEmpty()) {
            return;
        }
        ui.background()
                .run(
                        () -> {
                            try (var corpus = store.open(of.get().id())) {
                                return taking.into(corpus, files.getFirst());
                            }
                        },
                        then,
                        problem::set);
    }

    void choosePhoto() {
        ui.files()
                .open(
                        ui.texts().now("app.window.persona.photo"),
                        List.of(
                                filter(
                                        "app.window.persona.photo.filter",
                                        "*.jpg",
                                        "*.jpeg",
                                        "*.png",
                                        "*.webp",
                                        "*.mp4",
                                        "*.mov")),
                        this::usePhoto);
    }

    void useDrawn() {
        details.portrait("");
    }

    /// Adds a recording in which consent is spoken.
    void chooseStatement() {
        ui.files()
                .open(
                        ui.texts().now("app.window.persona.consent.addStatement"),
                        List.of(
                                filter(
                                        "app.window.persona.consent.filter",
                                        "*.wav",
                                        "*.mp3",
                                        "*.m4a",
                                        "*.flac",
                                        "*.ogg",
                                        "*.mp4")),
                        this::useStatement);
    }

    private void useStatement(List<Path> files) {
        addMedia(
                files,
                (corpus, file) ->
                        corpus.addMedia(
                                        file,
                                        false,
                                        new Provenance(
                                                "file: " + file.getFileName(),
                                                Instant.now(),
                                                "consent"))
                                .sha256(),
                sha256 ->
                        persona.get()
                                .map(Persona::consent)
                                .ifPresent(c -> details.consent(with(c, sha256))));
    }

    private static Consent with(Consent c, String sha256) {
        return new Consent(c.subject(), c.basis(), c.grantedBy(), c.note(), c.at(), sha256);
    }

    private FileChoosers.Filter filter(String key, String... patterns) {
        return new FileChoosers.Filter(ui.texts().now(key), List.of(patterns));
    }

    void chooseExport() {
        persona.get()
                .ifPresent(
                        p ->
                                ui.files()
                                        .save(
                                                ui.texts().now("app.window.persona.export"),
                                                p.id() + ENDING,
                                                List.of(
                                                        filter(
                                                                "app.window.persona.file",
                                                                "*" + ENDING)),
                                                file -> export(p, file)));
    }

    void export(Persona which, Path chosen) {
        details.save();
        var file =
                chosen.toString().endsWith(ENDING)
                        ? chosen
                        : chosen.resolveSibling(chosen.getFileName() + ENDING);
        var job =
                jobs.start(
                        "app.window.persona.job.export",
                        List.of(which.name()),
                        progress -> {
                            store.export(which.id(), file, progress);
                            return file.toString();
                        });
        watch.watch(
                job,
                end ->
                        over(
                                end,
                                () ->
                                        ui.toasts()
                                                .done(
                                                        ui.texts()
                                                                .now(
                                                                        "app.window.persona.exported",
                                                                        which.name()),
                                                        ui.texts().now("app.window.persona.show"),
                                                        () -> ui.files().reveal(file))));
    }

    void chooseImport() {
        ui.files()
                .open(
                        ui.texts().now("app.window.persona.import"),
                        List.of(filter("app.window.persona.file", "*" + ENDING)),
                        files -> importFile(files.getFirst()));
    }

    void importFile(Path file) {
        var made = new AtomicReference<@Nullable Persona>();
        var job =
                jobs.start(
                        "app.window.persona.job.import",
                        List.of(String.valueOf(file.getFileName())),
                        progress -> {
                            var imported = store.importArchive(file, progress);
                            made.set(imported);
                            return imported.name();
                        });
        watch.watch(
                job,
                end -> over(end, () -> Optional.ofNullable(made.get()).ifPresent(this::arrived)));
    }

    private void over(Job.Snapshot end, Runnable done) {
        if (end.state() == Job.State.DONE) {
            problem.set("");
            done.run();
        } else if (end.state() == Job.State.FAILED) {
            problem.set(end.outcome());
        }
    }

    private void arrived(Persona newcomer) {
        creating = false;
        ui.persona().choose(newcomer.id());
        ui.persona().refresh();
        settle();
    }

    void startCreating() {
        details.save();
        creating = true;
        settle();
    }

    void stopCreating() {
        creating = false;
        create.clear();
        settle();
    }

    void finishCreating() {
        create.create(this::arrived);
    }

    /// Moves it to the trash, from where it can come back.
    void delete() {
        var of = persona.get();
        if (of.isEmpty()) {
            return;
        }
        var gone = of.get();
        statement.pause();
        details.revert();
        ui.background()
                .run(
                        () -> {
                            delete.accept(gone.id());
                            return gone;
                        },
                        _ -> {
                            ui.persona().refresh();
                            readTrash();
                            history.did(
                                    Said.of("app.window.persona.undo.deleted", gone.name()),
                                    () -> restore(gone.id()));
                        },
                        problem::set);
    }

    void restore(String id) {
        ui.background()
                .run(
                        () -> store.restore(id),
                        back -> {
                            arrived(back);
                            readTrash();
                        },
                        problem::set);
    }

    void shown(String item) {
        count();
        readTrash();
        if (item.equals("new")) {
            startCreating();
        }
    }

    void hidden() {
        statement.pause();
        details.save();
    }

    ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Persona>> personaProperty() {
        return persona.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Figures>> figuresProperty() {
        return figures.getReadOnlyProperty();
    }

    ObservableList<Readiness> rings() {
        return rings;
    }

    ObservableList<PersonaStore.Trashed> trash() {
        return trash;
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    DetailsModel details() {
        return details;
    }

    CreateModel create() {
        return create;
    }

    History history() {
        return history;
    }

    JobWatch watch() {
        return watch;
    }

    /// The recorded statement of consent.
    WaveformModel statement() {
        return statement;
    }
}
