package studio.likeness.app.window.corpus;

import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.window.Pulse;
import studio.likeness.models.job.Job;

/// Shows a job's progress beside what it belongs to, looking once a frame.
public final class JobWatch {
    private final Pulse pulse;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyDoubleWrapper done = new ReadOnlyDoubleWrapper(-1);
    private Subscription looking = Subscription.EMPTY;
    private @Nullable Job job;

    public JobWatch(Pulse pulse) {
        this.pulse = pulse;
    }

    /// @param over called once, on the FX thread
    public void watch(Job job, Consumer<Job.Snapshot> over) {
        looking.unsubscribe();
        this.job = job;
        running.set(true);
        done.set(-1);
        looking = pulse.everyFrame(() -> look(job, over));
        look(job, over);
    }

    private void look(Job watched, Consumer<Job.Snapshot> over) {
        if (watched != job) {
            return;
        }
        var now = watched.snapshot();
        done.set(now.total() > 0 ? now.done() / (double) now.total() : -1);
        if (now.state().over()) {
            job = null;
            looking.unsubscribe();
            running.set(false);
            over.accept(now);
        }
    }

    public void cancel() {
        if (job != null) {
            job.cancel();
        }
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// 0 to 1; -1 while unknown.
    public ReadOnlyDoubleProperty doneProperty() {
        return done.getReadOnlyProperty();
    }
}
