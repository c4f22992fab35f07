package studio.likeness.app.window.voice;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.JobWatch;
import studio.likeness.app.window.sound.Sounds;
import studio.likeness.corpus.memory.Memory;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.voices.Voices;
import studio.likeness.models.job.Job;
import studio.likeness.models.job.JobRunner;
import studio.likeness.models.voice.preparation.ReferenceCheck;

/// A voice is made of a reference. FX thread only.
final class CloneModel implements AutoCloseable {
    /// What a reference may sound like; the first is taken where nothing is said.
    static final List<String> MOODS = List.of("usual", "calm", "happy", "sad", "lively");

    private final Ui ui;
    private final Sounds sounds;
    private final VoiceWork work;
    private final JobRunner jobs;
    private final ShelfModel shelf;
    private final ReferenceModel reference;
    private final JobWatch watch;
    private final StringProperty mood = new SimpleStringProperty(MOODS.getFirst());
    private final StringProperty name = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final BooleanBinding ready;

    CloneModel(Ui ui, Sounds sounds, VoiceWork work, JobRunner jobs, ShelfModel shelf) {
        this.ui = ui;
        this.sounds = sounds;
        this.work = work;
        this.jobs = jobs;
        this.shelf = shelf;
        reference = new ReferenceModel(ui, sounds, work, shelf);
        watch = new JobWatch(ui.pulse());
        ready =
                Bindings.createBooleanBinding(
                        () ->
                                shelf.meansProperty().get().clones()
                                        && !watch.runningProperty().get()
                                        && reference
                                                .checkProperty()
                                                .get()
                                                .filter(ReferenceCheck::usable)
                                                .isPresent(),
                        shelf.meansProperty(),
                        watch.runningProperty(),
                        reference.checkProperty());
    }

    /// Makes a voice of the reference.
    void cloneIt() {
        var of = shelf.persona();
        var cut = reference.cut();
        if (of.isEmpty() || cut.isEmpty() || !ready.get()) {
            return;
        }
        var said = reference.textProperty().get().strip();
        var feeling = mood.get();
        var called = name.get().isBlank() ? of.get().name() : name.get().strip();
        problem.set("");
        watch.watch(
                jobs.start(
                        "app.window.voice.job.clone",
                        List.of(called),
                        _ -> {
                            var made = make(of.get(), cut.get(), called, feeling, said);
                            ui.background().onScreen(() -> cloned(of.get(), made));
                            return "";
                        }),
                this::over);
    }

    private Voices.Voice make(
            Persona of, ReferenceModel.Cut cut, String called, String feeling, String said) {
        var file = cut.write(sounds, work.folder(of));
        try {
            return work.clone(
                    of,
                    called,
                    new Voices.Sample(
                            feeling,
                            file,
                            said,
                            said.isBlank() ? "auto" : Memory.languageOf(said),
                            cut.seconds()));
        } finally {
            if (!file.toFile().delete()) {
                System.getLogger(CloneModel.class.getName())
                        .log(System.Logger.Level.INFO, "left behind: " + file);
            }
        }
    }

    private void cloned(Persona of, Voices.Voice made) {
        reference.used();
        name.set("");
        shelf.made(of, made);
        ui.toasts().done(ui.texts().now("app.window.voice.cloned", made.profile().name()));
    }

    private void over(Job.Snapshot last) {
        if (last.state() == Job.State.FAILED) {
            problem.set(last.outcome());
        }
    }

    ReferenceModel reference() {
        return reference;
    }

    ShelfModel shelf() {
        return shelf;
    }

    JobWatch watch() {
        return watch;
    }

    /// Whether a voice can be made now.
    BooleanBinding ready() {
        return ready;
    }

    StringProperty moodProperty() {
        return mood;
    }

    StringProperty nameProperty() {
        return name;
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    @Override
    public void close() {
        reference.close();
    }
}
