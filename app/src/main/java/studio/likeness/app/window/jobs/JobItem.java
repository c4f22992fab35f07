package studio.likeness.app.window.jobs;

import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.likeness.app.window.Spans;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.Ui;
import studio.likeness.models.job.Job;
import studio.likeness.models.job.Job.Snapshot;
import studio.likeness.models.job.Job.State;

/// One job in words.
public final class JobItem {
    private final Ui ui;
    private final Job job;
    private final ReadOnlyObjectWrapper<Snapshot> snapshot;

    JobItem(Ui ui, Job job, Snapshot first) {
        this.ui = ui;
        this.job = job;
        snapshot = new ReadOnlyObjectWrapper<>(first);
    }

    public ReadOnlyObjectProperty<Snapshot> snapshotProperty() {
        return snapshot.getReadOnlyProperty();
    }

    public Snapshot snapshot() {
        return snapshot.get();
    }

    void update(Snapshot now) {
        snapshot.set(now);
    }

    /// 0 to 1, or -1 when the job does not know how much there is.
    double fraction() {
        var now = snapshot.get();
        if (now.state() == State.DONE) {
            return 1;
        }
        return now.total() <= 0 ? -1 : Math.clamp((double) now.done() / now.total(), 0, 1);
    }

    boolean canPause() {
        return snapshot.get().state() == State.RUNNING || snapshot.get().state() == State.PAUSED;
    }

    void pauseOrResume() {
        if (snapshot.get().state() == State.PAUSED) {
            job.resume();
        } else {
            job.pause();
        }
    }

    void cancel() {
        job.cancel();
    }

    void copyReport() {
        ui.clipboard().accept(String.join("\n", report()));
        ui.toasts().done(ui.texts().now("app.window.copied"));
    }

    static String title(Texts texts, Snapshot of) {
        return texts.now(of.title(), of.titleArgs().toArray());
    }

    String title() {
        return title(ui.texts(), snapshot.get());
    }

    /// What it does now, or what came of it.
    String stage() {
        var now = snapshot.get();
        return switch (now.state()) {
            case RUNNING ->
                    now.doing().isEmpty()
                            ? ui.texts().now("app.window.jobs.running")
                            : ui.texts().now(now.doing());
            case QUEUED -> ui.texts().now("app.window.jobs.queued");
            case PAUSED -> ui.texts().now("app.window.jobs.paused");
            case CANCELLED -> ui.texts().now("app.window.jobs.cancelled");
            case DONE ->
                    now.outcome().isEmpty()
                            ? ui.texts().now("app.window.jobs.done")
                            : now.outcome();
            case FAILED -> now.outcome();
        };
    }

    /// Count, measured speed, and how long it still takes.
    String figures() {
        var now = snapshot.get();
        if (now.total() <= 0) {
            return ui.texts().now("app.window.jobs.worked", Spans.say(ui.texts(), now.worked()));
        }
        var count =
                ui.texts().now("app.window.jobs.count", grouped(now.done()), grouped(now.total()));
        if (now.state().over()) {
            return ui.texts()
                    .now("app.window.jobs.took", count, Spans.say(ui.texts(), now.worked()));
        }
        return now.remaining()
                .map(
                        left ->
                                ui.texts()
                                        .now(
                                                "app.window.jobs.speed",
                                                count,
                                                rate(now.perSecond()),
                                                Spans.say(ui.texts(), left)))
                .orElse(count);
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 10 ? "%.1f" : "%,.0f", perSecond);
    }

    /// For a bug report: facts, no words that anyone said.
    List<String> report() {
        var now = snapshot.get();
        return List.of(
                title(),
                "id: " + now.id(),
                "state: " + now.state(),
                "step: " + now.doing(),
                "done: " + now.done() + " of " + now.total(),
                "started: " + now.started(),
                "worked: " + now.worked().toMillis() + " ms",
                "outcome: " + now.outcome());
    }
}
