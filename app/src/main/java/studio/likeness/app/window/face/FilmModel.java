package studio.likeness.app.window.face;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.likeness.app.conversation.Performance;
import studio.likeness.app.window.FileChoosers;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.JobWatch;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.face.animate.AnimationPlan;
import studio.likeness.models.face.animate.Engine;
import studio.likeness.models.face.animate.Rendering;
import studio.likeness.models.job.Job;
import studio.likeness.models.job.JobRunner;
import studio.likeness.models.job.Words;

/// A face that speaks a sound, made a film: marked as generated, one at a time. FX thread only.
final class FilmModel {
    private final Ui ui;
    private final SpeakingWork work;
    private final JobRunner jobs;
    private final Consumer<String> problem;
    private final JobWatch watch;
    private final ReadOnlyObjectWrapper<Optional<Path>> saved =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    /// @param problem told in a sentence why there is none
    FilmModel(Ui ui, SpeakingWork work, JobRunner jobs, Consumer<String> problem) {
        this.ui = ui;
        this.work = work;
        this.jobs = jobs;
        this.problem = problem;
        watch = new JobWatch(ui.pulse());
    }

    /// Asks where to, and makes it.
    void save(Persona persona, String face, Engine by, Path sound) {
        if (watch.runningProperty().get()) {
            return;
        }
        var films =
                new FileChoosers.Filter(
                        ui.texts().now("app.window.face.try.films"), List.of("*.mp4"));
        ui.files()
                .save(
                        ui.texts().now("app.window.face.try.save"),
                        face + ".mp4",
                        List.of(films),
                        file -> make(persona, face, by, sound, file));
    }

    private void make(Persona persona, String face, Engine by, Path sound, Path file) {
        saved.set(Optional.empty());
        var job =
                jobs.start(
                        "app.window.face.job.film",
                        List.of(String.valueOf(file.getFileName())),
                        progress -> {
                            var opened =
                                    work.open(persona, face, by, AnimationPlan.forFile());
                            try (var animator = opened.animator()) {
                                var made =
                                        Performance.film(animator, persona)
                                                .render(sound, file, progress);
                                return Stream.concat(
                                                Stream.of(written(file, made)),
                                                SpeakingWork.unsharpened(opened).stream())
                                        .collect(Collectors.joining(" "));
                            }
                        });
        watch.watch(job, last -> over(last, file));
    }

    private static String written(Path file, Rendering.Film made) {
        return Words.say(
                "app.window.face.film.written",
                file.getFileName(),
                made.pictures(),
                made.length().toMillis() / 1000.0);
    }

    private void over(Job.Snapshot last, Path file) {
        switch (last.state()) {
            case DONE -> saved.set(Optional.of(file));
            case FAILED -> problem.accept(last.outcome());
            default -> {
                // It was cancelled by whoever looks at this.
            }
        }
    }

    /// Shows the film where it lies.
    void reveal() {
        saved.get().ifPresent(ui.files()::reveal);
    }

    JobWatch watch() {
        return watch;
    }

    /// The film that was made last.
    ReadOnlyObjectProperty<Optional<Path>> savedProperty() {
        return saved.getReadOnlyProperty();
    }
}
