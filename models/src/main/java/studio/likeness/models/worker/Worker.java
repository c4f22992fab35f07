package studio.likeness.models.worker;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import studio.likeness.models.job.Progress;

/// Runs tasks in a child process: this same program, started again. A crash there, or too little
/// memory, ends as one [studio.likeness.models.job.StudioException] here. Thread-safe; each task
/// has its own process.
public final class Worker {
    /// What can be done in a child. Its class has a public constructor without arguments, by whose
    /// name it is found there.
    public interface Task {
        /// @param order what [Worker#run] was given
        /// @return what [Worker#run] gives
        JsonNode run(JsonNode order, Progress progress) throws Exception;
    }

    /// @param heapMebibytes of the child
    /// @param silence how long it may say nothing, progress included
    /// @param longest in all
    public record Limits(int heapMebibytes, Duration silence, Duration longest) {
        public static Limits usual() {
            return new Limits(1024, Duration.ofMinutes(1), Duration.ofHours(1));
        }
    }

    private final Limits limits;

    public Worker(Limits limits) {
        this.limits = limits;
    }

    /// @throws studio.likeness.models.job.StudioException that the task threw, or when the child
    ///     crashed or hung
    /// @throws java.util.concurrent.CancellationException of `progress`; the child is ended
    public JsonNode run(Class<? extends Task> task, JsonNode order, Progress progress)
            throws InterruptedException {
        throw new UnsupportedOperationException(limits + task.getName() + order);
    }
}
