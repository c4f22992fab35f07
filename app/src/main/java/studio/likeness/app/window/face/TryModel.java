package studio.likeness.app.window.face;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.conversation.Performance;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.face.SpeakingWork.Recorded;
import studio.likeness.app.window.face.SpeakingWork.Ways;
import studio.likeness.corpus.faces.Faces;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.face.Portrait.Mood;
import studio.likeness.models.face.animate.AnimationPlan;
import studio.likeness.models.face.animate.Engine;
import studio.likeness.models.job.JobRunner;
import studio.likeness.models.signal.Picture;

/// The chosen face speaks any sound: heard and seen here, or made a film. FX thread only.
final class TryModel implements AutoCloseable {
    enum Phase {
        IDLE,
        /// The persona's voice says a sentence into a file.
        SAYING,
        /// The face is being opened.
        OPENING,
        SPEAKING
    }

    /// What it speaks.
    ///
    /// @param name for the user
    record Sound(String name, Path file) {}

    private final Ui ui;
    private final SpeakingWork work;
    private final GalleryModel gallery;
    private final FilmModel film;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.IDLE);
    private final ReadOnlyObjectWrapper<Optional<Ways>> ways =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Engine> engine = new SimpleObjectProperty<>(Engine.WARP);
    private final ReadOnlyObjectWrapper<Optional<Sound>> sound =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Picture>> picture =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Performance.Figures>> figures =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<Recorded> recordings = FXCollections.observableArrayList();
    private final StringProperty sentence = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final AtomicReference<Optional<Picture>> newest =
            new AtomicReference<>(Optional.empty());
    private final Subscription following;
    private Optional<String> persona = Optional.empty();
    private Subscription frames = Subscription.EMPTY;
    private @Nullable Attempt attempt;

    /// @param note what was not as it was chosen; empty where all was
    private record Spoken(Performance.Figures figures, String note) {}

    TryModel(Ui ui, SpeakingWork work, JobRunner jobs, GalleryModel gallery) {
        this.ui = ui;
        this.work = work;
        this.gallery = gallery;
        film = new FilmModel(ui, work, jobs, problem::set);
        following = gallery.chosenProperty().subscribe(_ -> refresh());
    }

    /// What the chosen face can do now, and what is there to be spoken.
    void refresh() {
        stop();
        var whose = gallery.persona();
        var face = gallery.chosenProperty().get();
        picture.set(Optional.empty());
        figures.set(Optional.empty());
        forgetAnother(whose.map(Persona::id));
        if (whose.isEmpty() || face.isEmpty()) {
            ways.set(Optional.empty());
            return;
        }
        ui.background()
                .run(
                        () -> work.ways(whose.get(), face.get().id()),
                        found -> {
                            if (isStill(face.get())) {
                                ways.set(Optional.of(found));
                                engine.set(found.engines().getFirst());
                            }
                        },
                        problem::set);
        ui.background()
                .run(
                        () -> work.recordings(whose.get()),
                        found -> {
                            if (isStill(face.get())) {
                                recordings.setAll(found);
                            }
                        },
                        problem::set);
    }

    /// Nobody speaks what another persona said.
    private void forgetAnother(Optional<String> now) {
        if (!now.equals(persona)) {
            persona = now;
            sound.set(Optional.empty());
            recordings.clear();
            problem.set("");
        }
    }

    /// What makes this face sharper from now on; empty for nothing.
    void sharpen(Optional<String> model) {
        var whose = gallery.persona();
        var face = gallery.chosenProperty().get();
        if (whose.isEmpty() || face.isEmpty()) {
            return;
        }
        problem.set("");
        ui.background()
                .run(
                        () -> {
                            work.sharpen(whose.get(), face.get().id(), model);
                            return work.ways(whose.get(), face.get().id());
                        },
                        found -> {
                            if (isStill(face.get())) {
                                ways.set(Optional.of(found));
                            }
                        },
                        problem::set);
    }

    private boolean isStill(Faces.Face face) {
        return gallery.chosenProperty().get().map(Faces.Face::id).equals(Optional.of(face.id()));
    }

    /// Any sound or video; of several, the first.
    void brought(List<Path> files) {
        if (!files.isEmpty()) {
            var file = files.getFirst();
            speak(new Sound(String.valueOf(file.getFileName()), file));
        }
    }

    void speak(Recorded recorded) {
        speak(new Sound(recorded.question(), recorded.file()));
    }

    private void speak(Sound next) {
        sound.set(Optional.of(next));
        speak();
    }

    /// The persona's voice says the sentence, and the face speaks it.
    void say() {
        var whose = gallery.persona();
        var text = sentence.get().strip();
        if (whose.isEmpty() || text.isEmpty()) {
            return;
        }
        var now = begin(Phase.SAYING);
        ui.background()
                .run(
                        () -> now.run(() -> now.interruptibly(() -> work.say(whose.get(), text))),
                        said -> {
                            if (now == attempt) {
                                over("");
                                said.ifPresent(file -> speak(new Sound(text, file)));
                            }
                        },
                        why -> failed(now, why));
    }

    /// Speaks what was chosen last, in the way that is chosen now.
    void speak() {
        var whose = gallery.persona();
        var face = gallery.chosenProperty().get();
        var what = sound.get();
        if (whose.isEmpty() || face.isEmpty() || what.isEmpty()) {
            return;
        }
        var by = engine.get();
        var now = begin(Phase.OPENING);
        figures.set(Optional.empty());
        frames = ui.pulse().everyFrame(this::show);
        ui.background()
                .run(
                        () -> now.run(() -> perform(now, whose.get(), face.get(), by, what.get())),
                        seen -> {
                            if (now == attempt) {
                                show();
                                figures.set(seen.map(Spoken::figures));
                                over(seen.map(Spoken::note).orElse(""));
                            }
                        },
                        why -> failed(now, why));
    }

    private Spoken perform(Attempt now, Persona persona, Faces.Face face, Engine by, Sound what)
            throws InterruptedException {
        var opened = work.open(persona, face.id(), by, AnimationPlan.forShow());
        try (var animator = opened.animator()) {
            newest.set(Optional.of(animator.idle(Mood.IDLE, Duration.ZERO)));
            ui.background()
                    .onScreen(
                            () -> {
                                if (now == attempt) {
                                    phase.set(Phase.SPEAKING);
                                }
                            });
            var performance =
                    new Performance(
                            animator, work.speaker(), seen -> newest.set(Optional.of(seen)));
            var figures = now.interruptibly(() -> performance.perform(what.file()));
            return new Spoken(figures, SpeakingWork.unsharpened(opened).orElse(""));
        }
    }

    private Attempt begin(Phase next) {
        stop();
        var now = new Attempt();
        attempt = now;
        problem.set("");
        phase.set(next);
        return now;
    }

    private void show() {
        newest.getAndSet(Optional.empty()).ifPresent(now -> picture.set(Optional.of(now)));
    }

    private void failed(Attempt now, String why) {
        if (now == attempt) {
            over(why);
        }
    }

    private void over(String why) {
        attempt = null;
        frames.unsubscribe();
        frames = Subscription.EMPTY;
        problem.set(why);
        phase.set(Phase.IDLE);
    }

    /// Silence at once.
    void stop() {
        if (attempt != null) {
            attempt.stop();
            over("");
        }
    }

    /// Makes a film of what was chosen last.
    void save() {
        var what = sound.get();
        var whose = gallery.persona();
        var face = gallery.chosenProperty().get();
        if (whose.isPresent() && face.isPresent() && what.isPresent()) {
            problem.set("");
            film.save(whose.get(), face.get().id(), engine.get(), what.get().file());
        }
    }

    FilmModel film() {
        return film;
    }

    ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /// Empty while they are not known.
    ReadOnlyObjectProperty<Optional<Ways>> waysProperty() {
        return ways.getReadOnlyProperty();
    }

    ObjectProperty<Engine> engineProperty() {
        return engine;
    }

    /// What is or was spoken last.
    ReadOnlyObjectProperty<Optional<Sound>> soundProperty() {
        return sound.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Picture>> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /// Of what was spoken to its end.
    ReadOnlyObjectProperty<Optional<Performance.Figures>> figuresProperty() {
        return figures.getReadOnlyProperty();
    }

    ObservableList<Recorded> recordings() {
        return recordings;
    }

    StringProperty sentenceProperty() {
        return sentence;
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    @Override
    public void close() {
        stop();
        following.unsubscribe();
    }
}
