package studio.likeness.models.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import studio.likeness.models.job.Job.Snapshot;
import studio.likeness.models.job.Job.State;

/// Runs jobs, each on its own thread, and keeps their story on disk. Needs no window and no
/// network.
public final class JobRunner implements AutoCloseable {
    /// The work of a job. Returns a sentence for the user about what came of it, or an empty one.
    @FunctionalInterface
    public interface Work {
        String run(Progress progress) throws Exception;
    }

    private static final System.Logger LOG = System.getLogger(JobRunner.class.getName());

    private final JobStore store;
    private final AtomicInteger counter = new AtomicInteger();
    private final List<Job> jobs = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("job-", 0).factory());

    public JobRunner(JobStore store) {
        this.store = store;
    }

    /// @param title a key of [Words], filled from the arguments
    public Job start(String title, List<String> titleArgs, Work work) {
        var started = Instant.now();
        var id = started.toEpochMilli() + "-" + counter.incrementAndGet();
        var first =
                new Snapshot(
                        id,
                        title,
                        List.copyOf(titleArgs),
                        State.QUEUED,
                        0,
                        0,
                        "",
                        started,
                        Duration.ZERO,
                        "");
        var saved = new AtomicReference<State>();
        var job =
                new Job(
                        first,
                        changed -> {
                            save(changed, saved);
                            listeners.forEach(Runnable::run);
                        });
        jobs.addFirst(job);
        save(job, saved);
        threads.execute(() -> run(job, work));
        return job;
    }

    private void save(Job job, AtomicReference<State> saved) {
        var now = job.snapshot();
        // On disk the story changes with the state, not with every step.
        if (saved.getAndSet(now.state()) != now.state()) {
            store.save(now);
        }
    }

    private static void run(Job job, Work work) {
        if (!job.begin()) {
            return;
        }
        try {
            job.over(State.DONE, work.run(job::progress));
        } catch (CancellationException _) {
            job.over(State.CANCELLED, "");
        } catch (StudioException e) {
            job.over(State.FAILED, e.explanation());
        } catch (Exception e) {
            LOG.log(System.Logger.Level.ERROR, "job " + job.snapshot().id() + " failed", e);
            job.over(
                    State.FAILED, Words.say("models.job.unexpected", e.getClass().getSimpleName()));
        }
    }

    /// Of this run of the program, the newest first.
    public List<Job> jobs() {
        return List.copyOf(jobs);
    }

    /// Called on a job's thread after every step.
    public AutoCloseable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// Cancels what still runs and waits for it.
    @Override
    public void close() {
        jobs.stream().filter(job -> !job.snapshot().state().over()).forEach(Job::cancel);
        threads.close();
    }
}
