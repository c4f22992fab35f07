package studio.likeness.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.models.job.Words;

/// `likeness face use`.
@Command(
        name = "use",
        mixinStandardHelpOptions = true,
        description = "Choose the face a persona speaks with; none leaves the portrait.")
final class FaceUseCommand implements Callable<Integer> {
    @ParentCommand private FaceCommand parent;
    @Spec private CommandSpec spec;

    @Option(names = "--persona", required = true, paramLabel = "P")
    private String who;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "as \"face list\" names it")
    private String id = "";

    @Override
    public Integer call() {
        try (var studio = parent.open()) {
            var faces = FaceCommand.faces(studio, who);
            var persona = id.isEmpty() ? faces.useNone() : faces.use(id);
            spec.commandLine()
                    .getOut()
                    .println(
                            id.isEmpty()
                                    ? Words.say("app.command.face.usesNone", persona.name())
                                    : Words.say("app.command.face.uses", persona.name(), id));
        }
        return 0;
    }
}
