package studio.likeness.app.window.voice;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.JobWatch;
import studio.likeness.app.window.sound.Player;
import studio.likeness.app.window.sound.Sounds;
import studio.likeness.app.window.sound.Track;
import studio.likeness.app.window.sound.WaveformModel;
import studio.likeness.app.window.voice.Takes.Take;
import studio.likeness.app.window.voice.VoiceWork.Means;
import studio.likeness.app.window.voice.VoiceWork.Wish;
import studio.likeness.corpus.memory.Memory;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.voices.Voices;
import studio.likeness.models.job.Job;
import studio.likeness.models.job.JobRunner;

/// A persona's voices: made of a reference, said with, compared. FX thread only.
final class CloneModel implements AutoCloseable {
    private static final Means NONE = new Means(List.of(), false, false);

    private final Ui ui;
    private final Sounds sounds;
    private final VoiceWork work;
    private final JobRunner jobs;
    private final ReferenceModel reference;
    private final JobWatch watch;
    private final WaveformModel heard;
    private final ObservableList<Voices.Voice> voices = FXCollections.observableArrayList();
    private final ObservableList<Take> takes = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Means> means = new ReadOnlyObjectWrapper<>(NONE);
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
    private final ObjectProperty<Optional<Voices.Voice>> voice =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Take>> a = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Take>> b = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Take>> playing =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final StringProperty mood = new SimpleStringProperty("usual");
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty sentence = new SimpleStringProperty("");
    private final LongProperty seed = new SimpleLongProperty(1234);
    private final DoubleProperty speed = new SimpleDoubleProperty(1);
    private final DoubleProperty pause = new SimpleDoubleProperty(0.3);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private Optional<Persona> persona = Optional.empty();

    CloneModel(Ui ui, Sounds sounds, VoiceWork work, JobRunner jobs) {
        this.ui = ui;
        this.sounds = sounds;
        this.work = work;
        this.jobs = jobs;
        reference = new ReferenceModel(ui, sounds, work);
        watch = new JobWatch(ui.pulse());
        heard = new WaveformModel(new Player(sounds::speaker));
    }

    void show(Optional<Persona> whose) {
        if (!whose.map(Persona::id).equals(persona.map(Persona::id))) {
            voices.clear();
            takes.clear();
            voice.set(Optional.empty());
            a.set(Optional.empty());
            b.set(Optional.empty());
            loaded.set(false);
        }
        persona = whose;
        refresh();
    }

    private record Found(Means means, List<Voices.Voice> voices, List<Take> takes, Path folder) {}

    void refresh() {
        var of = persona;
        if (of.isEmpty()) {
            return;
        }
        ui.background()
                .run(
                        () -> {
                            var folder = work.folder(of.get());
                            return new Found(
                                    work.means(),
                                    work.list(of.get()),
                                    new Takes(folder).list(),
                                    folder);
                        },
                        found -> {
                            if (isStill(of.get())) {
                                show(found);
                            }
                        },
                        problem::set);
    }

    private void show(Found found) {
        means.set(found.means());
        reference.of(found.folder(), found.means().hears());
        voices.setAll(found.voices());
        takes.setAll(found.takes());
        var before = voice.get().map(Voices.Voice::id);
        voice.set(
                voices.stream()
                        .filter(v -> before.isPresent() ? before.get().equals(v.id()) : v.used())
                        .findFirst()
                        .or(() -> voices.stream().findFirst()));
        a.set(a.get().filter(takes::contains).or(() -> takes.stream().findFirst()));
        b.set(b.get().filter(takes::contains).or(() -> takes.stream().skip(1).findFirst()));
        loaded.set(true);
    }

    private boolean isStill(Persona whose) {
        return persona.map(Persona::id).equals(Optional.of(whose.id()));
    }

    /// Makes a voice of the reference.
    void cloneIt() {
        var of = persona;
        var cut = reference.cut();
        if (of.isEmpty() || cut.isEmpty() || watch.runningProperty().get()) {
            return;
        }
        var said = reference.textProperty().get().strip();
        var feeling = mood.get();
        var called = name.get().isBlank() ? of.get().name() : name.get().strip();
        problem.set("");
        run(
                "app.window.voice.job.clone",
                called,
                _ -> {
                    var sample =
                            new Voices.Sample(
                                    feeling,
                                    cut.get().file(sounds),
                                    said,
                                    said.isBlank() ? "auto" : Memory.languageOf(said),
                                    cut.get().seconds());
                    var made = work.clone(of.get(), called, sample);
                    ui.background().onScreen(() -> cloned(made));
                    return "";
                });
    }

    private void cloned(Voices.Voice made) {
        voice.set(Optional.of(made));
        reference.clear();
        refresh();
        ui.persona().refresh();
        ui.toasts().done(ui.texts().now("app.window.voice.cloned", made.profile().name()));
    }

    private void run(String title, String about, JobRunner.Work steps) {
        watch.watch(jobs.start(title, List.of(about), steps), this::over);
    }

    private void over(Job.Snapshot last) {
        if (last.state() == Job.State.FAILED) {
            problem.set(last.outcome());
        }
    }

    /// Says the sentence, and keeps it as a take.
    void say() {
        var of = persona;
        var by = voice.get();
        var text = sentence.get().strip();
        if (of.isEmpty() || by.isEmpty() || text.isEmpty() || watch.runningProperty().get()) {
            return;
        }
        var wish =
                new Wish(
                        text,
                        seed.get(),
                        speed.get(),
                        Duration.ofMillis(Math.round(pause.get() * 1_000)));
        problem.set("");
        run(
                "app.window.voice.job.say",
                by.get().profile().name(),
                progress -> {
                    var all = new Takes(work.folder(of.get()));
                    var at = Instant.now();
                    var file = all.next(at);
                    work.say(of.get(), by.get().id(), wish, file, progress);
                    var like = work.similarity(of.get(), by.get().id(), file);
                    var take =
                            new Take(
                                    file,
                                    at,
                                    by.get().id(),
                                    wish,
                                    Optional.of(like.value()),
                                    like.meaning().name());
                    all.write(take);
                    ui.background().onScreen(() -> said(take));
                    return "";
                });
    }

    private void said(Take take) {
        takes.addFirst(take);
        b.set(a.get());
        a.set(Optional.of(take));
        play(take);
    }

    /// Another seed, so that the same sentence comes out differently.
    void dice() {
        seed.set(java.util.concurrent.ThreadLocalRandom.current().nextLong(1, 1_000_000));
    }

    void cancel() {
        watch.cancel();
    }

    /// Plays one take, as loud as every other.
    void play(Take take) {
        if (playing.get().equals(Optional.of(take)) && heard.playingProperty().get()) {
            heard.pause();
            return;
        }
        ui.background()
                .run(
                        () -> Track.of(Matched.loudness(sounds.read(take.file()))),
                        track -> {
                            playing.set(Optional.of(take));
                            heard.show(track, false);
                            heard.play();
                        },
                        problem::set);
    }

    void chooseA(Take take) {
        a.set(Optional.of(take));
    }

    void chooseB(Take take) {
        b.set(Optional.of(take));
    }

    void playA() {
        a.get().ifPresent(this::play);
    }

    void playB() {
        b.get().ifPresent(this::play);
    }

    void remove(Take take) {
        heard.pause();
        change(() -> persona.ifPresent(of -> new Takes(work.folder(of)).remove(take)));
    }

    void use(Voices.Voice which) {
        change(() -> persona.ifPresent(of -> work.use(of, which.id())));
    }

    void useNone() {
        change(() -> persona.ifPresent(work::useNone));
    }

    void remove(Voices.Voice which) {
        change(() -> persona.ifPresent(of -> work.remove(of, which.id())));
    }

    private void change(Runnable step) {
        problem.set("");
        ui.background()
                .run(
                        () -> {
                            step.run();
                            return step;
                        },
                        _ -> {
                            refresh();
                            ui.persona().refresh();
                        },
                        problem::set);
    }

    ReferenceModel reference() {
        return reference;
    }

    WaveformModel heard() {
        return heard;
    }

    JobWatch watch() {
        return watch;
    }

    ObservableList<Voices.Voice> voices() {
        return voices;
    }

    ObservableList<Take> takes() {
        return takes;
    }

    ReadOnlyObjectProperty<Means> meansProperty() {
        return means.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty loadedProperty() {
        return loaded.getReadOnlyProperty();
    }

    /// With which is said.
    ObjectProperty<Optional<Voices.Voice>> voiceProperty() {
        return voice;
    }

    ObjectProperty<Optional<Take>> aProperty() {
        return a;
    }

    ObjectProperty<Optional<Take>> bProperty() {
        return b;
    }

    ReadOnlyObjectProperty<Optional<Take>> playingProperty() {
        return playing.getReadOnlyProperty();
    }

    StringProperty moodProperty() {
        return mood;
    }

    StringProperty nameProperty() {
        return name;
    }

    StringProperty sentenceProperty() {
        return sentence;
    }

    LongProperty seedProperty() {
        return seed;
    }

    DoubleProperty speedProperty() {
        return speed;
    }

    /// Seconds behind a sentence.
    DoubleProperty pauseProperty() {
        return pause;
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    @Override
    public void close() {
        reference.close();
        heard.pause();
    }
}
