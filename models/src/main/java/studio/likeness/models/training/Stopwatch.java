package studio.likeness.models.training;

import java.time.Duration;

/// Processor time of this program, all its threads together: what a job costs, however busy the
/// machine is with others.
final class Stopwatch {
    private final Duration begun = used();
    private double before;

    private static Duration used() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// Of an earlier run.
    void add(double seconds) {
        before += seconds;
    }

    double seconds() {
        return before + used().minus(begun).toMillis() / 1e3;
    }
}
