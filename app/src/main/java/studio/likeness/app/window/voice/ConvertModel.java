package studio.likeness.app.window.voice;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.JobWatch;
import studio.likeness.app.window.sound.Player;
import studio.likeness.app.window.sound.Sounds;
import studio.likeness.app.window.sound.Track;
import studio.likeness.app.window.sound.WaveformModel;
import studio.likeness.app.window.voice.VoiceWork.Target;
import studio.likeness.app.window.voice.VoiceWork.Turn;
import studio.likeness.models.job.Job;
import studio.likeness.models.job.JobRunner;
import studio.likeness.models.job.StudioException;

/// A recording is said in another voice, and compared with how it was; or a voice is changed while
/// it speaks. FX thread only.
final class ConvertModel implements AutoCloseable {
    private final Ui ui;
    private final Sounds sounds;
    private final VoiceWork work;
    private final JobRunner jobs;
    private final ShelfModel shelf;
    private final JobWatch watch;
    private final WaveformModel original;
    private final WaveformModel result;
    private final ObservableList<Target> targets = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Target> target = new SimpleObjectProperty<>();
    private final ObjectProperty<Integer> semitones = new SimpleObjectProperty<>(0);
    private final BooleanProperty ownPitch = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Optional<Path>> file =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Path>> made =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Monitor>> live =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Monitor.Figures>> figures =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final BooleanBinding ready;
    private Subscription frames = Subscription.EMPTY;

    ConvertModel(Ui ui, Sounds sounds, VoiceWork work, JobRunner jobs, ShelfModel shelf) {
        this.ui = ui;
        this.sounds = sounds;
        this.work = work;
        this.jobs = jobs;
        this.shelf = shelf;
        watch = new JobWatch(ui.pulse());
        original = new WaveformModel(new Player(sounds::speaker));
        result = new WaveformModel(new Player(sounds::speaker));
        shelf.meansProperty().subscribe(means -> offer(means.targets()));
        ready =
                Bindings.createBooleanBinding(
                        () ->
                                file.get().isPresent()
                                        && target.get() != null
                                        && !watch.runningProperty().get(),
                        file,
                        target,
                        watch.runningProperty());
    }

    private void offer(List<Target> found) {
        if (!targets.equals(found)) {
            targets.setAll(found);
        }
        if (target.get() == null || !found.contains(target.get())) {
            target.set(found.stream().findFirst().orElse(null));
        }
    }

    /// Shows a recording that is to be converted.
    void take(Path recording) {
        problem.set("");
        made.set(Optional.empty());
        result.clear();
        ui.background()
                .run(
                        () -> Track.of(Matched.loudness(sounds.read(recording))),
                        track -> {
                            file.set(Optional.of(recording));
                            original.show(track, false);
                        },
                        problem::set);
    }

    private Optional<Turn> turn() {
        return Optional.ofNullable(target.get())
                .map(to -> new Turn(to, semitones.get(), ownPitch.get()));
    }

    void convert() {
        var of = shelf.persona();
        var from = file.get();
        var turn = turn();
        if (of.isEmpty() || from.isEmpty() || turn.isEmpty() || !ready.get()) {
            return;
        }
        hush();
        problem.set("");
        watch.watch(
                jobs.start(
                        "app.window.voice.job.convert",
                        List.of(String.valueOf(from.get().getFileName())),
                        progress -> {
                            var folder = Files.createDirectories(work.folder(of.get()));
                            var into =
                                    folder.resolve(
                                            "converted-" + Instant.now().toEpochMilli() + ".wav");
                            work.convert(turn.get(), from.get(), into, progress);
                            var track = Track.of(Matched.loudness(sounds.read(into)));
                            ui.background().onScreen(() -> converted(from.get(), into, track));
                            return "";
                        }),
                this::over);
    }

    private void converted(Path from, Path into, Track track) {
        if (file.get().equals(Optional.of(from))) {
            made.set(Optional.of(into));
            result.show(track, false);
        }
    }

    private void over(Job.Snapshot last) {
        if (last.state() == Job.State.FAILED) {
            problem.set(last.outcome());
        }
    }

    void cancel() {
        watch.cancel();
    }

    /// Keeps the result where the user wants it.
    void save(Path where) {
        made.get()
                .ifPresent(
                        from ->
                                ui.background()
                                        .run(
                                                () ->
                                                        Files.copy(
                                                                from,
                                                                where,
                                                                StandardCopyOption
                                                                        .REPLACE_EXISTING),
                                                _ ->
                                                        ui.toasts()
                                                                .done(
                                                                        ui.texts()
                                                                                .now(
                                                                                        "app.window.voice.convert.saved",
                                                                                        where
                                                                                                .getFileName())),
                                                problem::set));
    }

    /// The persona gets a voice that is converted so: it speaks where no clone does.
    void keep() {
        var of = shelf.persona();
        var turn = turn();
        if (of.isEmpty() || turn.isEmpty()) {
            return;
        }
        problem.set("");
        ui.background()
                .run(
                        () -> work.keep(of.get(), turn.get()),
                        kept -> {
                            shelf.made(of.get(), kept);
                            ui.toasts()
                                    .done(
                                            ui.texts()
                                                    .now(
                                                            "app.window.voice.convert.kept",
                                                            kept.profile().name()));
                        },
                        problem::set);
    }

    /// Switches the live voice on or off.
    void toggleLive() {
        if (live.get().isPresent()) {
            stopLive();
            return;
        }
        var turn = turn();
        if (turn.isEmpty()) {
            return;
        }
        hush();
        problem.set("");
        figures.set(Optional.empty());
        live.set(Optional.of(new Monitor(sounds, rate -> work.live(turn.get(), rate))));
        frames = ui.pulse().everyFrame(this::look);
    }

    private void look() {
        live.get()
                .ifPresent(
                        monitor -> {
                            figures.set(monitor.figures());
                            monitor.problem()
                                    .map(StudioException::explanation)
                                    .ifPresent(
                                            why -> {
                                                stopLive();
                                                problem.set(why);
                                            });
                        });
    }

    void stopLive() {
        frames.unsubscribe();
        frames = Subscription.EMPTY;
        live.get().ifPresent(Monitor::close);
        live.set(Optional.empty());
    }

    private void hush() {
        original.pause();
        result.pause();
    }

    @Override
    public void close() {
        stopLive();
        hush();
    }

    JobWatch watch() {
        return watch;
    }

    WaveformModel original() {
        return original;
    }

    WaveformModel result() {
        return result;
    }

    ObservableList<Target> targets() {
        return targets;
    }

    /// Null while there is none, as controls have it.
    ObjectProperty<@Nullable Target> targetProperty() {
        return target;
    }

    ObjectProperty<Integer> semitonesProperty() {
        return semitones;
    }

    BooleanProperty ownPitchProperty() {
        return ownPitch;
    }

    ReadOnlyObjectProperty<Optional<Path>> fileProperty() {
        return file.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Path>> madeProperty() {
        return made.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Monitor>> liveProperty() {
        return live.getReadOnlyProperty();
    }

    /// Of the live voice, measured since it was switched on.
    ReadOnlyObjectProperty<Optional<Monitor.Figures>> figuresProperty() {
        return figures.getReadOnlyProperty();
    }

    BooleanBinding ready() {
        return ready;
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
