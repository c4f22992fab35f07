package studio.likeness.app.command;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.models.job.Words;

/// `likeness models move FOLDER`.
@Command(
        name = "move",
        description =
                "Move all models to another folder. Ctrl+C leaves them where they are; killed, it"
                        + " can be gone on with.")
final class ModelsMove implements Callable<Integer> {
    @ParentCommand private ModelsCommand parent;
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "empty, or of an earlier try")
    private @Nullable Path folder;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        try (var studio = parent.open();
                var bar = new ProgressLine(spec);
                var work = new ModelsCancelling(bar)) {
            var moved =
                    studio.models()
                            .moveTo(
                                    Objects.requireNonNull(folder),
                                    studio::chooseModelsFolder,
                                    work);
            bar.clear();
            out.println(Words.say("app.command.models.moved", moved.to()));
            if (!moved.erased()) {
                out.println(Words.say("app.command.models.notErased", moved.from()));
            }
        }
        return 0;
    }
}
