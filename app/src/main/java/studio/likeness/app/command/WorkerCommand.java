package studio.likeness.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import studio.likeness.models.worker.WorkerProcess;

/// `likeness worker`: the studio starts itself this way for work that may crash.
@Command(name = "worker", hidden = true)
final class WorkerCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return WorkerProcess.serve();
    }
}
