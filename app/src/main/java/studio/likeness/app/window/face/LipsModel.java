package studio.likeness.app.window.face;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.Said;
import studio.likeness.corpus.faces.Faces;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.job.Job;
import studio.likeness.models.job.Job.State;
import studio.likeness.models.job.JobRunner;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.training.LipCourse;
import studio.likeness.models.training.LipCourse.Standing;
import studio.likeness.models.training.LipCurves;
import studio.likeness.models.training.LipTraining.Settings;

/// The chosen face learns to speak. Its learning goes on while one looks elsewhere, and after the
/// program was closed it can go on where it was. FX thread only.
final class LipsModel implements AutoCloseable {
    /// What is looked at on the disk while learning goes on: this often.
    private static final long LOOK_NANOS = 2_000_000_000L;

    private static final int WIDEST = 2_000;

    private final Ui ui;
    private final SpeakingWork work;
    private final JobRunner jobs;
    private final GalleryModel gallery;
    private final Runnable changed;
    private final ReadOnlyObjectWrapper<Optional<Seen>> seen =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Job.Snapshot>> job =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Integer> minutes = new SimpleObjectProperty<>(20);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final Map<String, LipsRun> learning = new HashMap<>();
    private final Subscription following;
    private Subscription frames = Subscription.EMPTY;
    private long lookedAt;

    /// What is on the disk of a face.
    ///
    /// @param sample real mouths above painted ones, where there is a picture of it
    record Seen(Standing standing, LipCurves curves, Optional<Picture> sample) {}

    /// @param changed called when what a face speaks with has changed
    LipsModel(Ui ui, SpeakingWork work, JobRunner jobs, GalleryModel gallery, Runnable changed) {
        this.ui = ui;
        this.work = work;
        this.jobs = jobs;
        this.gallery = gallery;
        this.changed = changed;
        following = gallery.chosenProperty().subscribe(_ -> follow());
    }

    private void follow() {
        seen.set(Optional.empty());
        problem.set("");
        job.set(Optional.empty());
        frame();
        refresh();
    }

    /// Looks at what is on the disk.
    void refresh() {
        var whose = gallery.persona();
        var face = gallery.chosenProperty().get();
        if (whose.isEmpty() || face.isEmpty()) {
            return;
        }
        lookedAt = System.nanoTime();
        ui.background()
                .run(
                        () -> look(work.lips(whose.get(), face.get().id())),
                        found -> {
                            if (isStill(face.get())) {
                                seen.set(Optional.of(found));
                            }
                        },
                        problem::set);
    }

    private static Seen look(LipCourse course) {
        return new Seen(
                course.standing(),
                course.curves(),
                course.sample().map(file -> MediaReader.readPicture(file, WIDEST)));
    }

    private boolean isStill(Faces.Face face) {
        return gallery.chosenProperty().get().map(Faces.Face::id).equals(Optional.of(face.id()));
    }

    private static String key(Persona persona, Faces.Face face) {
        return persona.id() + "/" + face.id();
    }

    private Optional<String> key() {
        return gallery.persona()
                .flatMap(p -> gallery.chosenProperty().get().map(face -> key(p, face)));
    }

    /// Begins, or goes on.
    void learn() {
        learn(LipCourse.settings(minutes.get()));
    }

    void learn(Settings settings) {
        var whose = gallery.persona();
        var face = gallery.chosenProperty().get();
        if (whose.isEmpty() || face.isEmpty() || job.get().isPresent()) {
            return;
        }
        problem.set("");
        var started =
                jobs.start(
                        LipCourse.TITLE,
                        List.of(face.get().id()),
                        progress ->
                                LipCourse.report(
                                        work.lips(whose.get(), face.get().id())
                                                .learn(settings, progress)));
        learning.put(key(whose.get(), face.get()), new LipsRun(started));
        frames.unsubscribe();
        frames = ui.pulse().everyFrame(this::frame);
        frame();
    }

    private void frame() {
        var shown = key().map(learning::get).map(LipsRun::look);
        job.set(shown.filter(now -> !now.state().over()));
        shown.filter(now -> now.state().over()).ifPresent(this::over);
        learning.values().removeIf(each -> each.job().snapshot().state().over());
        if (learning.isEmpty()) {
            frames.unsubscribe();
            frames = Subscription.EMPTY;
        } else if (job.get().isPresent() && System.nanoTime() - lookedAt > LOOK_NANOS) {
            refresh();
        }
    }

    private void over(Job.Snapshot last) {
        if (last.state() == State.FAILED) {
            problem.set(last.outcome());
        }
        refresh();
        if (last.state() == State.DONE) {
            changed.run();
        }
    }

    /// Whether it learns now, started from here.
    boolean learns(Persona persona, Faces.Face face) {
        return learning.containsKey(key(persona, face));
    }

    /// Ends learning, and keeps the best.
    void stop() {
        change(LipCourse::stop, () -> {});
    }

    /// Ends learning without a result; it can go on later.
    void later() {
        key().map(learning::get).ifPresent(now -> now.job().cancel());
    }

    void pauseOrResume() {
        key().map(learning::get)
                .ifPresent(
                        now -> {
                            if (now.job().snapshot().state() == State.PAUSED) {
                                now.job().resume();
                            } else {
                                now.job().pause();
                            }
                        });
    }

    void use() {
        change(LipCourse::use, changed);
    }

    void setAside() {
        change(LipCourse::setAside, changed);
    }

    void remove() {
        var whose = gallery.persona();
        var face = gallery.chosenProperty().get();
        if (whose.isEmpty() || face.isEmpty()) {
            return;
        }
        change(LipCourse::remove, changed);
        gallery.history()
                .did(
                        Said.of("app.window.face.lips.removed", face.get().id()),
                        () -> change(whose.get(), face.get(), LipCourse::restore, changed));
    }

    private void change(Consumer<LipCourse> step, Runnable then) {
        gallery.persona()
                .ifPresent(
                        of ->
                                gallery.chosenProperty()
                                        .get()
                                        .ifPresent(face -> change(of, face, step, then)));
    }

    private void change(Persona persona, Faces.Face face, Consumer<LipCourse> step, Runnable then) {
        problem.set("");
        ui.background()
                .run(
                        () -> {
                            step.accept(work.lips(persona, face.id()));
                            return persona;
                        },
                        _ -> {
                            refresh();
                            then.run();
                        },
                        problem::set);
    }

    /// Empty until it was looked at.
    ReadOnlyObjectProperty<Optional<Seen>> seenProperty() {
        return seen.getReadOnlyProperty();
    }

    /// Of the face that is shown, while it learns.
    ReadOnlyObjectProperty<Optional<Job.Snapshot>> jobProperty() {
        return job.getReadOnlyProperty();
    }

    /// How much longer it learns at its speed so far, once that is known.
    Optional<Duration> left(Job.Snapshot now) {
        return key().map(learning::get).flatMap(running -> running.left(now));
    }

    /// Of two cores.
    ObjectProperty<Integer> minutesProperty() {
        return minutes;
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    @Override
    public void close() {
        frames.unsubscribe();
        following.unsubscribe();
    }
}
