package studio.likeness.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.models.job.Words;

/// `likeness face restore`.
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Take a removed face back.")
final class FaceRestoreCommand implements Callable<Integer> {
    @ParentCommand private FaceCommand parent;
    @Spec private CommandSpec spec;

    @Option(names = "--persona", required = true, paramLabel = "P")
    private String who;

    @Parameters(paramLabel = "ID")
    private String id = "";

    @Override
    public Integer call() {
        try (var studio = parent.open()) {
            var now = FaceCommand.faces(studio, who).restore(id);
            spec.commandLine().getOut().println(Words.say("app.command.face.restored", now));
        }
        return 0;
    }
}
