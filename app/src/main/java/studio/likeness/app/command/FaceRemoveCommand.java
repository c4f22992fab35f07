package studio.likeness.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.models.job.Words;

/// `likeness face remove`.
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Move a face to the persona's trash; restore takes it back.")
final class FaceRemoveCommand implements Callable<Integer> {
    @ParentCommand private FaceCommand parent;
    @Spec private CommandSpec spec;

    @Option(names = "--persona", required = true, paramLabel = "P")
    private String who;

    @Parameters(paramLabel = "ID", description = "as \"face list\" names it")
    private String id = "";

    @Override
    public Integer call() {
        try (var studio = parent.open()) {
            FaceCommand.faces(studio, who).remove(id);
        }
        spec.commandLine().getOut().println(Words.say("app.command.face.removed", id));
        return 0;
    }
}
