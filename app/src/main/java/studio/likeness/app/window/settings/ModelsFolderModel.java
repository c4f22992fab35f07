package studio.likeness.app.window.settings;

import java.nio.file.Path;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.JobWatch;
import studio.likeness.models.job.Job.Snapshot;
import studio.likeness.models.job.Job.State;

/// The folder of the models, and how far they are on their way to another.
final class ModelsFolderModel {
    private final Ui ui;
    private final ModelsPlace place;
    private final JobWatch watch;
    private final ReadOnlyStringWrapper folder = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper outcome = new ReadOnlyStringWrapper("");

    ModelsFolderModel(Ui ui, ModelsPlace place) {
        this.ui = ui;
        this.place = place;
        watch = new JobWatch(ui.pulse());
        folder.set(place.folder().toString());
    }

    void open() {
        ui.files().reveal(place.folder());
    }

    /// Asks for another folder, and moves there.
    void choose() {
        ui.files().folder(ui.texts().now("app.window.library.settings.folder"), this::move);
    }

    void move(Path target) {
        if (watch.runningProperty().get()) {
            return;
        }
        problem.set("");
        outcome.set("");
        watch.watch(place.move(target), this::over);
    }

    private void over(Snapshot end) {
        folder.set(place.folder().toString());
        outcome.set(end.state() == State.DONE ? end.outcome() : "");
        problem.set(end.state() == State.FAILED ? end.outcome() : "");
    }

    JobWatch watch() {
        return watch;
    }

    ReadOnlyStringProperty folderProperty() {
        return folder.getReadOnlyProperty();
    }

    /// Why the last move did not come to its end; empty when it did.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyStringProperty outcomeProperty() {
        return outcome.getReadOnlyProperty();
    }
}
