package studio.likeness.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.models.face.profile.Which;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;

/// `likeness face add`.
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = "Prepare a photo or clip as a face of a persona; the first one is used.")
final class FaceAddCommand implements Callable<Integer> {
    @ParentCommand private FaceCommand parent;
    @Spec private CommandSpec spec;

    @Option(names = "--persona", required = true, paramLabel = "P")
    private String who;

    @Option(
            names = "--which",
            paramLabel = "N",
            description = "of several faces, counted from left to right")
    private @Nullable Integer which;

    @Option(names = "--json", description = "one object for other programs")
    private boolean json;

    @Parameters(paramLabel = "FILE", description = "a photo or a clip")
    private Path file = Path.of("");

    @Override
    public Integer call() throws InterruptedException {
        if (which != null && which < 1) {
            throw new StudioException("app.command.face.badNumber", which);
        }
        try (var studio = parent.open();
                var bar = new ProgressLine(spec)) {
            var faces = FaceCommand.faces(studio, who);
            var face = faces.add(file, which == null ? Which.only() : new Which.Number(which), bar);
            bar.clear();
            var out = spec.commandLine().getOut();
            if (json) {
                out.println(Json.line(FaceJson.of(face)));
            } else {
                FaceJson.lines(face.report()).forEach(out::println);
                out.println(Words.say("app.command.face.added", face.id()));
            }
        }
        return 0;
    }
}
