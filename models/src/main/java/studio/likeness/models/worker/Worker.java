package studio.likeness.models.worker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;

/// Runs tasks in a child process: this same program, started again. A crash there, or too little
/// memory, ends as one [StudioException] here. Thread-safe; each task has a process of its own.
public final class Worker {
    /// What can be done in a child. Its class has a public constructor without arguments, by whose
    /// name it is found there.
    public interface Task {
        /// @param order what [Worker#run] was given
        /// @param progress throws nothing: a child that is not wanted any more is ended
        /// @return what [Worker#run] gives
        JsonNode run(JsonNode order, Progress progress) throws Exception;
    }

    /// @param heapMebibytes of the child; what native libraries take comes on top
    /// @param silence how long it may say nothing, progress included
    /// @param longest in all
    public record Limits(int heapMebibytes, Duration silence, Duration longest) {
        /// For looking at a file: the largest picture that is let in has 200 MB, and is turned.
        public static Limits usual() {
            return new Limits(1_024, Duration.ofMinutes(2), Duration.ofHours(2));
        }
    }

    private final Limits limits;
    private final Launch launch;

    public Worker(Limits limits) {
        this(limits, Launch.ofThisProgram());
    }

    Worker(Limits limits, Launch launch) {
        this.limits = limits;
        this.launch = launch;
    }

    /// @throws StudioException that the task threw, or when the child crashed, hung, or ran out of
    ///     memory
    /// @throws java.util.concurrent.CancellationException of `progress`; the child is ended
    /// @throws InterruptedException and the child is ended
    public JsonNode run(Class<? extends Task> task, JsonNode order, Progress progress)
            throws InterruptedException {
        try (var child = Child.start(launch.command(limits.heapMebibytes()))) {
            child.say(Message.order(task.getName(), order));
            return new Dialogue(child, limits).untilResult(progress);
        } catch (IOException e) {
            throw new StudioException(e, "models.worker.cannotStart");
        }
    }
}
