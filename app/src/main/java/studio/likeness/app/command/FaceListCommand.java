package studio.likeness.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `likeness face list`.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "A persona's prepared faces; a star marks the one in use.")
final class FaceListCommand implements Callable<Integer> {
    @ParentCommand private FaceCommand parent;
    @Spec private CommandSpec spec;

    @Option(names = "--persona", required = true, paramLabel = "P")
    private String who;

    @Option(names = "--json", description = "one object a line")
    private boolean json;

    @Override
    public Integer call() {
        try (var studio = parent.open()) {
            var faces = FaceCommand.faces(studio, who);
            for (var face : faces.list()) {
                var source = face.report().source();
                spec.commandLine()
                        .getOut()
                        .println(
                                json
                                        ? Json.line(FaceJson.of(face))
                                        : "%s %-24s %4dx%-4d %6.1f s  %s"
                                                .formatted(
                                                        face.used() ? "*" : " ",
                                                        face.id(),
                                                        source.width(),
                                                        source.height(),
                                                        source.seconds(),
                                                        source.name()));
            }
            for (var broken : faces.broken()) {
                spec.commandLine().getErr().println(broken.why().explanation());
            }
        }
        return 0;
    }
}
