package studio.likeness.app.window.voice;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
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
import studio.likeness.app.window.voice.Review.Mark;
import studio.likeness.app.window.voice.Review.Row;
import studio.likeness.models.job.Job;
import studio.likeness.models.job.JobRunner;

/// Recordings become clips to learn a voice from, and those are proofread. FX thread only.
final class PrepareModel {
    private final Ui ui;
    private final Sounds sounds;
    private final VoiceWork work;
    private final JobRunner jobs;
    private final ShelfModel shelf;
    private final History history = new History();
    private final JobWatch watch;
    private final WaveformModel heard;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ReadOnlyIntegerWrapper at = new ReadOnlyIntegerWrapper(-1);
    private final ReadOnlyObjectWrapper<Coverage> coverage =
            new ReadOnlyObjectWrapper<>(Coverage.of(List.of()));
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private Optional<Review> review = Optional.empty();
    private Optional<Path> shown = Optional.empty();

    PrepareModel(Ui ui, Sounds sounds, VoiceWork work, JobRunner jobs, ShelfModel shelf) {
        this.ui = ui;
        this.sounds = sounds;
        this.work = work;
        this.jobs = jobs;
        this.shelf = shelf;
        watch = new JobWatch(ui.pulse());
        heard = new WaveformModel(new Player(sounds::speaker));
    }

    /// The persona's clips; another one's are put away at once.
    void refresh(boolean another) {
        if (another) {
            hush();
            heard.clear();
            history.clear();
            rows.clear();
            at.set(-1);
            review = Optional.empty();
            shown = Optional.empty();
            heard.clear();
        }
        shelf.persona()
                .ifPresent(
                        of ->
                                ui.background()
                                        .run(
                                                () -> new Review(work.prepared(of)),
                                                found -> {
                                                    if (shelf.isStill(of)) {
                                                        show(found);
                                                    }
                                                },
                                                problem::set));
    }

    private void show(Review found) {
        review = Optional.of(found);
        var all = found.rows();
        int before = at.get();
        // One after the other, so that a table keeps its place while one row changes.
        for (int i = 0; i < Math.min(all.size(), rows.size()); i++) {
            if (!rows.get(i).equals(all.get(i))) {
                rows.set(i, all.get(i));
            }
        }
        if (rows.size() > all.size()) {
            rows.remove(all.size(), rows.size());
        }
        rows.addAll(all.subList(rows.size(), all.size()));
        coverage.set(Coverage.of(all));
        go(Math.clamp(Math.max(0, before), -1, all.size() - 1));
    }

    /// Makes clips of more recordings.
    void prepare(List<Path> recordings) {
        var of = shelf.persona();
        if (of.isEmpty() || recordings.isEmpty() || watch.runningProperty().get()) {
            return;
        }
        problem.set("");
        watch.watch(
                jobs.start(
                        "app.window.voice.job.prepare",
                        List.of(Integer.toString(recordings.size())),
                        progress -> {
                            work.prepare(of.get(), recordings, progress);
                            return "";
                        }),
                this::over);
    }

    /// What was finished stays, however it ended.
    private void over(Job.Snapshot last) {
        if (last.state() == Job.State.FAILED) {
            problem.set(last.outcome());
        }
        refresh(false);
    }

    void cancel() {
        watch.cancel();
    }

    /// Looks at a row.
    void go(int row) {
        at.set(Math.clamp(row, -1, rows.size() - 1));
        sound().filter(file -> !shown.equals(Optional.of(file))).ifPresent(this::look);
    }

    private Optional<Path> sound() {
        return review.flatMap(all -> current().map(all::sound));
    }

    /// Shows how the row sounds, once it is read.
    private void look(Path file) {
        hush();
        ui.background()
                .run(
                        () -> Track.of(sounds.read(file)),
                        track -> {
                            if (sound().equals(Optional.of(file))) {
                                shown = Optional.of(file);
                                heard.show(track, false);
                            }
                        },
                        problem::set);
    }

    Optional<Row> current() {
        return at.get() >= 0 && at.get() < rows.size()
                ? Optional.of(rows.get(at.get()))
                : Optional.empty();
    }

    void accept() {
        mark(Mark.ACCEPTED);
    }

    void reject() {
        mark(Mark.REJECTED);
    }

    /// Marks the row, and goes on to the next.
    private void mark(Mark mark) {
        current()
                .ifPresent(
                        row -> {
                            hush();
                            change(row, mark, row.text());
                            go(at.get() + 1);
                        });
    }

    /// What is said in the row; it counts as accepted then.
    void correct(String text) {
        current().ifPresent(row -> change(row, Mark.ACCEPTED, text.strip()));
    }

    private void change(Row row, Mark mark, String text) {
        int index = at.get();
        keep(row, mark, text);
        history.did(
                Said.of("app.window.voice.prepare.changed"),
                () -> {
                    keep(row, row.mark(), row.text());
                    go(index);
                });
    }

    private void keep(Row row, Mark mark, String text) {
        problem.set("");
        review.ifPresent(
                all ->
                        ui.background()
                                .run(
                                        () -> {
                                            synchronized (all) {
                                                all.keep(row, mark, text);
                                                return all;
                                            }
                                        },
                                        done -> {
                                            if (review.equals(Optional.of(done))) {
                                                show(done);
                                            }
                                        },
                                        problem::set));
    }

    void undo() {
        history.undo();
    }

    /// Plays the row, or pauses it.
    void togglePlay() {
        if (shown.isPresent() && shown.equals(sound())) {
            heard.togglePlay();
        }
    }

    void hush() {
        heard.pause();
    }

    void openFolder() {
        review.ifPresent(all -> ui.files().reveal(all.folder()));
    }

    ObservableList<Row> rows() {
        return rows;
    }

    /// The row that is looked at; -1 without one.
    ReadOnlyIntegerProperty atProperty() {
        return at.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Coverage> coverageProperty() {
        return coverage.getReadOnlyProperty();
    }

    JobWatch watch() {
        return watch;
    }

    WaveformModel heard() {
        return heard;
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
