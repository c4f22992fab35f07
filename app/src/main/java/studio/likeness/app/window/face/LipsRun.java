package studio.likeness.app.window.face;

import java.time.Duration;
import java.util.Optional;
import studio.likeness.models.job.Job;
import studio.likeness.models.training.LipCourse;

/// A learning of this run of the program, and how much longer it takes.
final class LipsRun {
    /// Nothing is foretold sooner.
    private static final Duration SOON = Duration.ofSeconds(15);

    private final Job job;

    /// When its first step was done; preparing has a speed of its own.
    private Optional<Job.Snapshot> since = Optional.empty();

    LipsRun(Job job) {
        this.job = job;
    }

    Job job() {
        return job;
    }

    Job.Snapshot look() {
        var now = job.snapshot();
        if (since.isEmpty() && now.doing().equals(LipCourse.LEARNING)) {
            since = Optional.of(now);
        }
        return now;
    }

    Optional<Duration> left(Job.Snapshot now) {
        return since.flatMap(first -> left(first, now));
    }

    /// At the speed since the first step; time in which it was paused does not count.
    static Optional<Duration> left(Job.Snapshot first, Job.Snapshot now) {
        var worked = now.worked().minus(first.worked());
        long done = now.done() - first.done();
        return worked.compareTo(SOON) < 0 || done <= 0 || !now.doing().equals(LipCourse.LEARNING)
                ? Optional.empty()
                : Optional.of(
                        Duration.ofMillis(worked.toMillis() * (now.total() - now.done()) / done));
    }
}
