package studio.likeness.app.window.library;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.likeness.app.window.Spans;
import studio.likeness.app.window.Texts;
import studio.likeness.models.job.Job.Snapshot;
import studio.likeness.models.job.Job.State;
import studio.likeness.models.library.Library.Work;

/// Work on a model, as its card shows it.
final class LiveJob {
    private final Texts texts;
    private final Work work;
    private final ReadOnlyObjectWrapper<Snapshot> snapshot;

    LiveJob(Texts texts, Work work) {
        this.texts = texts;
        this.work = work;
        snapshot = new ReadOnlyObjectWrapper<>(work.job().snapshot());
    }

    Work work() {
        return work;
    }

    /// @return whether it is over now and was not before
    boolean look() {
        boolean before = snapshot.get().state().over();
        snapshot.set(work.job().snapshot());
        return !before && snapshot.get().state().over();
    }

    ReadOnlyObjectProperty<Snapshot> snapshotProperty() {
        return snapshot.getReadOnlyProperty();
    }

    Snapshot snapshot() {
        return snapshot.get();
    }

    boolean isOver() {
        return snapshot.get().state().over();
    }

    /// 0 to 1, or -1 when nobody knows how much there is.
    double fraction() {
        var now = snapshot.get();
        return now.total() <= 0 ? -1 : Math.clamp((double) now.done() / now.total(), 0, 1);
    }

    /// What it does now, or what came of it.
    String stage() {
        var now = snapshot.get();
        return switch (now.state()) {
            case RUNNING ->
                    now.doing().isEmpty()
                            ? texts.now("app.window.library.job.begins")
                            : texts.now(now.doing());
            case QUEUED -> texts.now("app.window.library.job.begins");
            case PAUSED -> texts.now("app.window.library.job.paused");
            case CANCELLED -> texts.now("app.window.library.job.cancelled");
            case DONE, FAILED -> now.outcome();
        };
    }

    /// How far, and how much longer.
    String figures() {
        var now = snapshot.get();
        if (now.state().over() || now.total() <= 0) {
            return "";
        }
        long percent = Math.round(100 * fraction());
        return now.remaining()
                .map(
                        left ->
                                texts.now(
                                        "app.window.library.job.left",
                                        percent,
                                        Spans.say(texts, left)))
                .orElseGet(() -> texts.now("app.window.library.job.percent", percent));
    }

    boolean isPaused() {
        return snapshot.get().state() == State.PAUSED;
    }

    void pauseOrResume() {
        if (isPaused()) {
            work.job().resume();
        } else {
            work.job().pause();
        }
        look();
    }

    void cancel() {
        work.job().cancel();
        look();
    }
}
