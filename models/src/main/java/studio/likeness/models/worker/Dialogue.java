package studio.likeness.models.worker;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;

/// Listens to a child until it has a result or an end.
final class Dialogue {
    private static final System.Logger LOG = System.getLogger(Dialogue.class.getName());

    /// How often a cancelled task is noticed.
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Child child;
    private final Worker.Limits limits;
    private Message.Progressed last = new Message.Progressed(0, 0, "models.worker.starting");

    Dialogue(Child child, Worker.Limits limits) {
        this.child = child;
        this.limits = limits;
    }

    JsonNode untilResult(Progress progress) throws InterruptedException {
        long began = System.nanoTime();
        long heard = began;
        while (true) {
            progress.at(last.done(), last.total(), last.doing());
            switch (child.next(PAUSE)) {
                case Child.Wait.Line(var text) -> {
                    heard = System.nanoTime();
                    var message = Message.read(text);
                    if (message.isPresent() && message.get() instanceof Message.Result(var value)) {
                        return value;
                    }
                    message.ifPresent(this::take);
                }
                case Child.Wait.Nothing() -> {}
                case Child.Wait.End() -> throw ended();
            }
            if (since(heard).compareTo(limits.silence()) > 0) {
                throw new StudioException("models.worker.hung", limits.silence().toSeconds());
            }
            if (since(began).compareTo(limits.longest()) > 0) {
                throw new StudioException("models.worker.tooLong", limits.longest().toMinutes());
            }
        }
    }

    private static Duration since(long moment) {
        return Duration.ofNanos(System.nanoTime() - moment);
    }

    private void take(Message message) {
        switch (message) {
            case Message.Progressed progressed -> last = progressed;
            case Message.Told told -> throw told.exception();
            case Message.Exhausted() ->
                    throw new StudioException("models.worker.memory", limits.heapMebibytes());
            case Message.Fault(var trace) -> {
                LOG.log(System.Logger.Level.ERROR, "in a worker: " + trace);
                throw new StudioException("models.worker.fault");
            }
            case Message.Result _ -> throw new IllegalStateException("results are taken before");
        }
    }

    private StudioException ended() throws InterruptedException {
        int code = child.exitCode();
        LOG.log(System.Logger.Level.WARNING, "a worker ended with " + code + ": " + child.aside());
        return new StudioException("models.worker.crashed", code);
    }
}
