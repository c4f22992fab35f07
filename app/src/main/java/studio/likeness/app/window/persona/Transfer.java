package studio.likeness.app.window.persona;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.window.FileChoosers;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.JobWatch;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.store.PersonaStore;
import studio.likeness.models.job.Job;
import studio.likeness.models.job.JobRunner;

/// A persona's way out of the studio and into it, as one file.
final class Transfer {
    static final String ENDING = ".likeness";

    private final Ui ui;
    private final PersonaStore store;
    private final Minds minds;
    private final JobRunner jobs;
    private final Consumer<Persona> arrived;
    private final Consumer<String> problem;
    private final JobWatch watch;

    /// @param arrived told who was imported
    /// @param problem told one sentence, or nothing once it is over
    Transfer(Ui ui, Services services, Consumer<Persona> arrived, Consumer<String> problem) {
        this.ui = ui;
        this.store = services.store();
        this.minds = services.minds();
        this.jobs = services.jobs();
        this.arrived = arrived;
        this.problem = problem;
        watch = new JobWatch(ui.pulse());
    }

    JobWatch watch() {
        return watch;
    }

    void chooseExport(Persona which) {
        ui.files()
                .save(
                        ui.texts().now("app.window.persona.export"),
                        which.id() + ENDING,
                        filters(),
                        file -> export(which, file));
    }

    void export(Persona which, Path chosen) {
        var file =
                chosen.toString().endsWith(ENDING)
                        ? chosen
                        : chosen.resolveSibling(chosen.getFileName() + ENDING);
        var lacks = new AtomicReference<>("");
        var job =
                jobs.start(
                        "app.window.persona.job.export",
                        List.of(which.name()),
                        progress -> {
                            lacks.set(store.export(which.id(), file, progress).orElse(""));
                            return file.toString();
                        });
        watch.watch(
                job,
                end ->
                        over(
                                end,
                                () -> {
                                    exported(which, file);
                                    problem.accept(lacks.get());
                                }));
    }

    private void exported(Persona which, Path file) {
        ui.toasts()
                .done(
                        ui.texts().now("app.window.persona.exported", which.name()),
                        ui.texts().now("app.window.persona.show"),
                        () -> ui.files().reveal(file));
    }

    void chooseImport() {
        ui.files()
                .open(
                        ui.texts().now("app.window.persona.import"),
                        filters(),
                        files -> importFile(files.getFirst()));
    }

    void importFile(Path file) {
        var made = new AtomicReference<@Nullable Persona>();
        var lacks = new AtomicReference<>("");
        var job =
                jobs.start(
                        "app.window.persona.job.import",
                        List.of(String.valueOf(file.getFileName())),
                        progress -> {
                            var imported = store.importArchive(file, progress);
                            made.set(imported);
                            lacks.set(minds.lacks(imported).orElse(""));
                            return imported.name();
                        });
        watch.watch(
                job,
                end ->
                        over(
                                end,
                                () -> {
                                    Optional.ofNullable(made.get()).ifPresent(arrived);
                                    problem.accept(lacks.get());
                                }));
    }

    private List<FileChoosers.Filter> filters() {
        return List.of(
                new FileChoosers.Filter(
                        ui.texts().now("app.window.persona.file"), List.of("*" + ENDING)));
    }

    private void over(Job.Snapshot end, Runnable done) {
        if (end.state() == Job.State.DONE) {
            problem.accept("");
            done.run();
        } else if (end.state() == Job.State.FAILED) {
            problem.accept(end.outcome());
        }
    }
}
