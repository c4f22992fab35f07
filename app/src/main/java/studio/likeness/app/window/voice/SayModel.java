package studio.likeness.app.window.voice;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.History;
import studio.likeness.app.window.corpus.JobWatch;
import studio.likeness.app.window.corpus.Said;
import studio.likeness.app.window.sound.Player;
import studio.likeness.app.window.sound.Sounds;
import studio.likeness.app.window.sound.Track;
import studio.likeness.app.window.sound.WaveformModel;
import studio.likeness.app.window.voice.Takes.Take;
import studio.likeness.app.window.voice.VoiceWork.Wish;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.job.Job;
import studio.likeness.models.job.JobRunner;

/// Sentences said with a voice, kept as takes, two of which are compared. FX thread only.
final class SayModel {
    private final Ui ui;
    private final Sounds sounds;
    private final VoiceWork work;
    private final JobRunner jobs;
    private final ShelfModel shelf;
    private final History history;
    private final JobWatch watch;
    private final WaveformModel heard;
    private final ObservableList<Take> takes = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<Take>> a = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Take>> b = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Take>> playing =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final StringProperty sentence = new SimpleStringProperty("");
    private final ObjectProperty<Integer> seed = new SimpleObjectProperty<>(1234);
    private final DoubleProperty speed = new SimpleDoubleProperty(1);
    private final DoubleProperty pause = new SimpleDoubleProperty(0.3);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final BooleanProperty listens = new SimpleBooleanProperty(true);
    private boolean audible;

    SayModel(
            Ui ui,
            Sounds sounds,
            VoiceWork work,
            JobRunner jobs,
            ShelfModel shelf,
            History history) {
        this.ui = ui;
        this.sounds = sounds;
        this.work = work;
        this.jobs = jobs;
        this.shelf = shelf;
        this.history = history;
        watch = new JobWatch(ui.pulse());
        heard = new WaveformModel(new Player(sounds::speaker));
    }

    /// The persona's takes; another one's are put away at once.
    void refresh(boolean another) {
        if (another) {
            hush();
            heard.clear();
            list(List.of());
        }
        shelf.persona()
                .ifPresent(
                        of ->
                                ui.background()
                                        .run(
                                                () -> new Takes(work.folder(of)).list(),
                                                found -> {
                                                    if (shelf.isStill(of)) {
                                                        list(found);
                                                    }
                                                },
                                                problem::set));
    }

    private void list(List<Take> found) {
        takes.setAll(found);
        a.set(a.get().filter(takes::contains).or(() -> takes.stream().findFirst()));
        b.set(b.get().filter(takes::contains).or(() -> takes.stream().skip(1).findFirst()));
    }

    /// Says the sentence, and keeps it as a take.
    void say() {
        var of = shelf.persona();
        var by = shelf.voiceProperty().get();
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
        boolean again = listens.get() && shelf.meansProperty().get().hears();
        problem.set("");
        watch.watch(
                jobs.start(
                        "app.window.voice.job.say",
                        List.of(by.get().profile().name()),
                        progress -> {
                            var all = new Takes(work.folder(of.get()));
                            // As precise as the name of its file.
                            var at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
                            var file = all.next(at);
                            var said =
                                    work.say(of.get(), by.get().id(), wish, again, file, progress);
                            var like = work.likeness(of.get(), by.get().id(), file);
                            var take =
                                    new Take(
                                            file,
                                            at,
                                            by.get().id(),
                                            said.wish(),
                                            said.heard(),
                                            like);
                            all.write(take);
                            ui.background().onScreen(() -> said(of.get(), take));
                            return "";
                        }),
                this::over);
    }

    private void over(Job.Snapshot last) {
        if (last.state() == Job.State.FAILED) {
            problem.set(last.outcome());
        }
    }

    private void said(Persona of, Take take) {
        if (!shelf.isStill(of)) {
            return;
        }
        takes.addFirst(take);
        if (take.heard().isPresent()) {
            shelf.refresh(); // Its card tells how much of the voice is understood.
        }
        b.set(a.get());
        a.set(Optional.of(take));
        play(take);
    }

    /// Another seed, so that the same sentence comes out differently.
    void dice() {
        seed.set(ThreadLocalRandom.current().nextInt(1, 1_000_000));
    }

    void cancel() {
        watch.cancel();
    }

    /// Plays one take, as loud as every other. Nothing is heard of a tab that is not on the screen.
    void play(Take take) {
        if (!audible) {
            return;
        }
        if (playing.get().equals(Optional.of(take)) && heard.playingProperty().get()) {
            heard.pause();
            return;
        }
        ui.background()
                .run(
                        () -> Track.of(Matched.loudness(sounds.read(take.file()))),
                        track -> {
                            if (audible) {
                                playing.set(Optional.of(take));
                                heard.show(track, false);
                                heard.play();
                            }
                        },
                        problem::set);
    }

    /// @param now whether the tab is on the screen
    void audible(boolean now) {
        audible = now;
        if (!now) {
            heard.pause();
        }
    }

    void hush() {
        heard.pause();
        playing.set(Optional.empty());
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
        hush();
        change(all -> all.remove(take));
        history.did(
                Said.of("app.window.voice.take.removed"), () -> change(all -> all.restore(take)));
    }

    private void change(Consumer<Takes> step) {
        problem.set("");
        shelf.persona()
                .ifPresent(
                        of ->
                                ui.background()
                                        .run(
                                                () -> {
                                                    step.accept(new Takes(work.folder(of)));
                                                    return of;
                                                },
                                                _ -> refresh(false),
                                                problem::set));
    }

    ShelfModel shelf() {
        return shelf;
    }

    WaveformModel heard() {
        return heard;
    }

    JobWatch watch() {
        return watch;
    }

    ObservableList<Take> takes() {
        return takes;
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

    StringProperty sentenceProperty() {
        return sentence;
    }

    ObjectProperty<Integer> seedProperty() {
        return seed;
    }

    DoubleProperty speedProperty() {
        return speed;
    }

    /// Seconds behind a sentence.
    DoubleProperty pauseProperty() {
        return pause;
    }

    /// Whether the studio listens to what was said, where it can.
    BooleanProperty listensProperty() {
        return listens;
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
