package studio.likeness.app.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.app.Studio;
import studio.likeness.models.catalogue.Entry;
import studio.likeness.models.catalogue.Entry.Purpose;
import studio.likeness.models.job.Job;
import studio.likeness.models.job.Job.State;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;

/// `likeness models get ID`.
@Command(
        name = "get",
        description =
                "Download a model of the catalogue and add it. Ctrl+C keeps what came; the same"
                        + " command goes on.")
final class ModelsGet implements Callable<Integer> {
    private static final int LOOK_EVERY_MILLIS = 50;

    @ParentCommand private ModelsCommand parent;
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "ID")
    private String id = "";

    @Option(
            names = "--from",
            paramLabel = "FOLDER",
            description = "where its files lie already, instead of the net")
    private @Nullable Path from;

    @Option(
            names = "--trust-anew",
            description = "its publisher has changed it: trust what comes like the first time")
    private boolean trustAnew;

    @Override
    public Integer call() throws InterruptedException {
        try (var studio = parent.open()) {
            var entry =
                    studio.library()
                            .catalogue()
                            .find(id)
                            .orElseThrow(
                                    () -> new StudioException("app.command.catalogue.unknown", id));
            if (trustAnew) {
                studio.downloads().forgetTrust(id);
            }
            spec.commandLine().getOut().println(GpuCommand.terms(entry));
            if (entry.purpose() == Purpose.RUNTIME) {
                return GpuCommand.get(studio, spec, Optional.ofNullable(from));
            }
            return get(studio, entry);
        }
    }

    private int get(Studio studio, Entry entry) throws InterruptedException {
        var job = studio.library().get(entry, Optional.ofNullable(from));
        var over = watch(job);
        studio.downloads()
                .trusted(id)
                .forEach(
                        (name, sha256) ->
                                say(Words.say("app.command.catalogue.trusted", name, sha256)));
        if (over.state() == State.FAILED) {
            spec.commandLine().getErr().println(over.outcome());
            return LikenessCommand.FAILED;
        }
        if (over.state() == State.CANCELLED) {
            throw new CancellationException();
        }
        say(over.outcome());
        return 0;
    }

    /// Shows how far it is until it is over; Ctrl+C cancels it.
    private Job.Snapshot watch(Job job) throws InterruptedException {
        try (var bar = new ProgressLine(spec);
                var work = new ModelsCancelling(bar)) {
            for (var now = job.snapshot(); !now.state().over(); now = job.snapshot()) {
                if (!now.doing().isEmpty()) {
                    work.at(now.done(), now.total(), now.doing());
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (CancellationException _) {
            job.cancel();
        }
        return job.await();
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
