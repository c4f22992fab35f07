package studio.likeness.app.window.jobs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import studio.likeness.app.window.Ui;
import studio.likeness.models.job.Job;
import studio.likeness.models.job.JobRunner;

/// The jobs of this run of the program, as the panel and the ring in the top bar show them. Steps
/// come faster than the screen draws, so it looks once a frame whether there were any.
public final class JobsModel implements AutoCloseable {
    private final Ui ui;
    private final JobRunner runner;
    private final Runnable open;
    private final AtomicBoolean changed = new AtomicBoolean(true);
    private final ObservableList<JobItem> items = FXCollections.observableArrayList();
    private final Map<String, JobItem> byId = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final ReadOnlyIntegerWrapper running = new ReadOnlyIntegerWrapper();
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
    private final Subscription watching;

    /// @param open shows the panel
    public JobsModel(Ui ui, JobRunner runner, Runnable open) {
        this.ui = ui;
        this.runner = runner;
        this.open = open;
        runner.jobs().stream()
                .map(Job::snapshot)
                .filter(s -> s.state().over())
                .forEach(s -> told.add(s.id()));
        var listening = runner.onChange(() -> changed.set(true));
        watching = Subscription.combine(ui.pulse().everyFrame(this::look), () -> letGo(listening));
        look();
    }

    private static void letGo(AutoCloseable listening) {
        try {
            listening.close();
        } catch (Exception e) {
            throw new IllegalStateException("could not stop listening to jobs", e);
        }
    }

    /// The newest first.
    public ObservableList<JobItem> items() {
        return items;
    }

    /// How many are not over.
    public ReadOnlyIntegerProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// Of all that run, 0 to 1; -1 when none of them knows.
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    public void clearFinished() {
        items.removeIf(item -> item.snapshot().state().over());
    }

    public void cancelAll() {
        items.stream().filter(i -> !i.snapshot().state().over()).forEach(JobItem::cancel);
    }

    private void look() {
        if (!changed.getAndSet(false)) {
            return;
        }
        var jobs = runner.jobs();
        for (int i = jobs.size() - 1; i >= 0; i--) {
            show(jobs.get(i));
        }
        var live = items.stream().filter(i -> !i.snapshot().state().over()).toList();
        running.set(live.size());
        progress.set(
                live.stream()
                        .mapToDouble(JobItem::fraction)
                        .filter(f -> f >= 0)
                        .average()
                        .orElse(-1));
    }

    private void show(Job job) {
        var now = job.snapshot();
        var known = byId.get(now.id());
        if (known == null) {
            var item = new JobItem(ui, job, now);
            byId.put(now.id(), item);
            items.addFirst(item);
        } else {
            known.update(now);
        }
        if (now.state().over() && told.add(now.id())) {
            tell(now);
        }
    }

    private void tell(Job.Snapshot over) {
        var title = JobItem.title(ui.texts(), over);
        switch (over.state()) {
            case DONE ->
                    ui.toasts()
                            .done(
                                    over.outcome().isEmpty() ? title : over.outcome(),
                                    ui.texts().now("app.window.show"),
                                    open);
            case FAILED -> ui.toasts().problem(title + "  " + over.outcome());
            case CANCELLED, QUEUED, RUNNING, PAUSED -> {}
        }
    }

    @Override
    public void close() {
        watching.unsubscribe();
    }
}
