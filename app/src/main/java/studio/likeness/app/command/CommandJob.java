package studio.likeness.app.command;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import studio.likeness.app.Studio;
import studio.likeness.models.job.Job.State;
import studio.likeness.models.job.JobRunner;
import studio.likeness.models.job.Words;

/// Long work of a command, as a job like those of the window: its story lies beside theirs.
///
/// @param bar shows how far it is
record CommandJob(Studio studio, CommandSpec spec, ProgressLine bar) {
    /// Waits for it; what went wrong is said.
    ///
    /// @param title a key of [Words], filled from the arguments
    /// @return the command's exit code
    int run(String title, List<String> titleArgs, JobRunner.Work work) throws InterruptedException {
        var job =
                studio.jobs()
                        .start(
                                title,
                                titleArgs,
                                progress ->
                                        work.run(
                                                (done, total, doing) -> {
                                                    bar.at(done, total, doing);
                                                    progress.at(done, total, doing);
                                                }));
        var story = job.await();
        bar.clear();
        var outcome =
                story.state() == State.CANCELLED
                        ? Words.say("app.command.cancelled")
                        : story.outcome();
        boolean done = story.state() == State.DONE;
        if (!outcome.isEmpty()) {
            (done ? spec.commandLine().getOut() : spec.commandLine().getErr()).println(outcome);
        }
        return done ? 0 : 1;
    }
}
