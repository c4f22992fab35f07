package studio.likeness.app.window.face;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.JobWatch;
import studio.likeness.corpus.faces.Faces;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.face.profile.FaceReport;
import studio.likeness.models.face.profile.Which;
import studio.likeness.models.job.Job;
import studio.likeness.models.job.JobRunner;

/// A clip or a photo on its way to a face: held over the tab, looked at, agreed to. Nothing is kept
/// before [#add]. FX thread only.
final class BringModel {
    enum Phase {
        IDLE,
        /// Files are held over the tab.
        HOVERED,
        LOOKING,
        /// The report is there.
        PREVIEW,
        MAKING
    }

    /// Is told what came of it.
    interface Listener {
        void made(Path file, Faces.Face face);
    }

    private final Ui ui;
    private final FaceWork work;
    private final JobRunner jobs;
    private final Listener listener;
    private final JobWatch watch;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.IDLE);
    private final ReadOnlyObjectWrapper<Optional<FaceReport>> report =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Job.Snapshot>> step =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final IntegerProperty which = new SimpleIntegerProperty(1);
    private Path file = Path.of("");
    private Optional<Persona> persona = Optional.empty();
    private Phase before = Phase.IDLE;

    BringModel(Ui ui, FaceWork work, JobRunner jobs, Listener listener) {
        this.ui = ui;
        this.work = work;
        this.jobs = jobs;
        this.listener = listener;
        watch = new JobWatch(ui.pulse());
    }

    void hovering() {
        if (phase.get() != Phase.HOVERED && !busy()) {
            before = phase.get();
            phase.set(Phase.HOVERED);
        }
    }

    void left() {
        if (phase.get() == Phase.HOVERED) {
            phase.set(before);
        }
    }

    /// One at a time: of several, the first is looked at.
    void brought(Persona whose, List<Path> files) {
        left();
        if (files.isEmpty() || busy()) {
            return;
        }
        file = files.getFirst();
        persona = Optional.of(whose);
        problem.set("");
        report.set(Optional.empty());
        phase.set(Phase.LOOKING);
        var looked = file;
        run(
                "app.window.face.job.check",
                progress -> {
                    var found = work.check(whose, looked, progress);
                    ui.background().onScreen(() -> seen(found));
                    return "";
                });
    }

    private void run(String title, JobRunner.Work steps) {
        var job = jobs.start(title, List.of(String.valueOf(file.getFileName())), steps);
        watch.watch(job, this::over);
    }

    private void over(Job.Snapshot last) {
        step.set(Optional.of(last));
        switch (last.state()) {
            case FAILED -> {
                problem.set(last.outcome());
                phase.set(report.get().isPresent() ? Phase.PREVIEW : Phase.IDLE);
            }
            case CANCELLED -> phase.set(report.get().isPresent() ? Phase.PREVIEW : Phase.IDLE);
            default -> {
                // What was found is told by the work itself.
            }
        }
    }

    private void seen(FaceReport found) {
        which.set(1);
        report.set(Optional.of(found));
        phase.set(Phase.PREVIEW);
    }

    /// Makes a face of what was looked at.
    void add() {
        var found = report.get();
        if (phase.get() != Phase.PREVIEW || found.isEmpty() || persona.isEmpty()) {
            return;
        }
        problem.set("");
        phase.set(Phase.MAKING);
        var whose = persona.get();
        var from = file;
        Which chosen =
                found.get().faces().size() > 1 ? new Which.Number(which.get()) : Which.only();
        run(
                "app.window.face.job.add",
                progress -> {
                    var face = work.add(whose, from, chosen, progress);
                    ui.background()
                            .onScreen(
                                    () -> {
                                        dismiss();
                                        listener.made(from, face);
                                    });
                    return "";
                });
    }

    void cancel() {
        watch.cancel();
    }

    /// Puts away what was only looked at.
    void dismiss() {
        report.set(Optional.empty());
        problem.set("");
        phase.set(Phase.IDLE);
    }

    private boolean busy() {
        return phase.get() == Phase.LOOKING || phase.get() == Phase.MAKING;
    }

    /// Whether a face could be made of it.
    boolean canAdd() {
        return report.get().filter(r -> !r.faces().isEmpty()).isPresent();
    }

    Path file() {
        return file;
    }

    JobWatch watch() {
        return watch;
    }

    ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<FaceReport>> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /// Which of several faces, from 1.
    IntegerProperty whichProperty() {
        return which;
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
