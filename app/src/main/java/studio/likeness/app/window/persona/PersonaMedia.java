package studio.likeness.app.window.persona;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import studio.likeness.app.window.FileChoosers;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.sound.Player;
import studio.likeness.app.window.sound.Sounds;
import studio.likeness.app.window.sound.Track;
import studio.likeness.app.window.sound.WaveformModel;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.store.PersonaStore;
import studio.likeness.corpus.store.Provenance;
import studio.likeness.models.job.StudioException;

/// The files that belong to the person: the portrait, and the recorded statement of consent.
final class PersonaMedia {
    private final Ui ui;
    private final PersonaStore store;
    private final Sounds sounds;
    private final DetailsModel details;
    private final Consumer<String> problem;
    private final WaveformModel statement;
    private Optional<Persona> of = Optional.empty();

    /// @param problem told one sentence, or nothing once it is over
    PersonaMedia(Ui ui, Services services, DetailsModel details, Consumer<String> problem) {
        this.ui = ui;
        this.store = services.store();
        this.sounds = services.sounds();
        this.details = details;
        this.problem = problem;
        statement = new WaveformModel(new Player(sounds::speaker));
    }

    void show(Optional<Persona> now) {
        boolean other =
                !now.map(Persona::id).equals(of.map(Persona::id))
                        || !statementOf(now).equals(statementOf(of));
        of = now;
        if (other) {
            statement.clear();
            now.filter(p -> !p.consent().statementMedia().isEmpty()).ifPresent(this::load);
        }
    }

    private static String statementOf(Optional<Persona> persona) {
        return persona.map(p -> p.consent().statementMedia()).orElse("");
    }

    private void load(Persona persona) {
        ui.background().run(() -> read(persona), sound -> statement.show(sound, false), problem);
    }

    private Track read(Persona persona) {
        try (var corpus = store.open(persona.id())) {
            var medium = corpus.media(persona.consent().statementMedia()).orElseThrow();
            return Track.of(sounds.read(corpus.file(medium)));
        }
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

    /// Makes a photo, or a clip's first frame, the persona's face.
    void usePhoto(List<Path> files) {
        add(files, PersonaMedia::picture, details::portrait);
    }

    private static String picture(Corpus corpus, Path file) {
        var media = corpus.addMedia(file, false, from(file, "persona"));
        if (media.kind().equals("sound")) {
            throw new StudioException("app.window.persona.notAPicture", file.getFileName());
        }
        return media.sha256();
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
        add(
                files,
                (corpus, file) -> corpus.addMedia(file, false, from(file, "consent")).sha256(),
                sha256 -> of.ifPresent(p -> details.consent(p.consent().withStatement(sha256))));
    }

    private static Provenance from(Path file, String by) {
        return new Provenance("file: " + file.getFileName(), Instant.now(), by);
    }

    private FileChoosers.Filter filter(String key, String... patterns) {
        return new FileChoosers.Filter(ui.texts().now(key), List.of(patterns));
    }

    /// What takes a file into a persona's media.
    private interface Taking {
        String into(Corpus corpus, Path file);
    }

    private void add(List<Path> files, Taking taking, Consumer<String> then) {
        problem.accept("");
        if (of.isEmpty() || files.isEmpty()) {
            return;
        }
        var id = of.get().id();
        ui.background()
                .run(
                        () -> {
                            try (var corpus = store.open(id)) {
                                return taking.into(corpus, files.getFirst());
                            }
                        },
                        then,
                        problem);
    }

    /// The recorded statement of consent.
    WaveformModel statement() {
        return statement;
    }
}
